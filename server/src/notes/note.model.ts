import type { MaskKind } from '@parlour/shared/rules/masking.js';
import { Schema, type Connection } from 'mongoose';

/**
 * What agents tell each other about a conversation. A collection of its own: whatever reads messages, for whomever,
 * cannot come upon a note. Purged with the transcript.
 */
export interface NoteDocument {
  conversation: string;
  number: number;
  /** The `seq` of the message below which it stands. */
  after: number;
  /** An account id. */
  author: string;
  clientId: string;
  at: Date;
  /** The text, sealed with the conversation's key. */
  body: Buffer;
  mentions: string[];
  masked?: readonly MaskKind[];
}

const required = { required: true } as const;

const schema = new Schema<NoteDocument>(
  {
    conversation: { type: String, ...required },
    number: { type: Number, ...required },
    after: { type: Number, ...required },
    author: { type: String, ...required },
    clientId: { type: String, ...required },
    at: { type: Date, ...required },
    body: { type: Buffer, ...required },
    mentions: { type: [String], default: [] },
    masked: { type: [String], default: undefined },
  },
  { versionKey: false },
);
schema.index({ conversation: 1, number: 1 }, { unique: true, name: 'number' });
schema.index({ conversation: 1, author: 1, clientId: 1 }, { unique: true, name: 'clientId' });

schema.index({ mentions: 1, at: -1, _id: -1 }, { name: 'mentions' });

export const noteModel = (connection: Connection) => connection.model('Note', schema, 'notes');
