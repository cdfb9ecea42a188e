import { Schema, type Connection } from 'mongoose';

/** A mail that waits to be delivered. Address, subject and text are sealed; it is gone once it is delivered. */
export interface MailDocument {
  _id: string;
  /** What the mail is for, such as `invitation`. No person can be known by it. */
  kind: string;
  /** Set where the mail belongs to a conversation: sealed with its key, and purged with it (RET-3). */
  conversation: string | null;
  sealed: Buffer;
  attempts: number;
  queuedAt: Date;
  /** When it is tried next. While a node delivers it, this is when another may take it over. */
  dueAt: Date;
}

const schema = new Schema<MailDocument>(
  {
    _id: { type: String, required: true },
    kind: { type: String, required: true },
    conversation: { type: String, default: null },
    sealed: { type: Buffer, required: true },
    attempts: { type: Number, required: true },
    queuedAt: { type: Date, required: true },
    dueAt: { type: Date, required: true },
  },
  { versionKey: false },
);
schema.index({ dueAt: 1 });
schema.index({ attempts: 1 });
schema.index({ conversation: 1 });

export const mailModel = (connection: Connection) => connection.model('Mail', schema, 'mails');
