import { Schema, type Connection } from 'mongoose';

/** RET-9: the proof of one purge. It holds no content, and after completion no id that leads to anybody. */
export interface PurgeLedgerDocument {
  /** HMAC of the conversation's id: one entry for each, however often a purge is repeated. */
  _id: string;
  /** The conversation itself, while the purge is not complete: what a crash resumes from. */
  conversation: string | null;
  scope: 'conversation';
  counts: Record<string, number>;
  rule: string;
  basis: string;
  intentAt: Date;
  doneAt: Date | null;
  keyDestroyed: boolean;
  /** A hold came between the intent and the deletion: it waits for the release. */
  held?: boolean;
  /** The run that completed it; before that, the one that began it. */
  run: string | null;
}

const schema = new Schema<PurgeLedgerDocument>(
  {
    _id: { type: String, required: true },
    conversation: { type: String, default: null },
    scope: { type: String, required: true },
    counts: { type: Schema.Types.Mixed, required: true },
    rule: { type: String, required: true },
    basis: { type: String, required: true },
    intentAt: { type: Date, required: true },
    doneAt: { type: Date, default: null },
    keyDestroyed: { type: Boolean, required: true },
    held: { type: Boolean, default: false },
    run: { type: String, default: null },
  },
  { versionKey: false, minimize: false },
);
schema.index({ intentAt: -1, _id: -1 });
// What a certificate covers.
schema.index({ run: 1, _id: 1 });
// What was begun and not completed: few, found at once.
schema.index({ intentAt: 1 }, { partialFilterExpression: { doneAt: null }, name: 'unfinished' });

export const purgeLedgerModel = (connection: Connection) =>
  connection.model('PurgeLedger', schema, 'purgeLedger');
