import { Schema, type Connection } from 'mongoose';

/** A conversation's key, wrapped by the master key. Kept apart from the data, and left out of data backups (STO-4). */
export interface ConversationKeyDocument {
  /** The conversation's id. */
  _id: string;
  wrapped: Buffer;
}

const schema = new Schema<ConversationKeyDocument>(
  { _id: { type: String, required: true }, wrapped: { type: Buffer, required: true } },
  { versionKey: false },
);

export const conversationKeyModel = (connection: Connection) =>
  connection.model('ConversationKey', schema, 'conversationKeys');
