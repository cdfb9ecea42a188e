import { Schema, type Connection } from 'mongoose';

/** A conversation's key, wrapped by the master key. Kept apart from the data, and left out of data backups (STO-4). */
export interface ConversationKeyDocument {
  /** The conversation's id. */
  _id: string;
  wrapped: Buffer;
  /** Since when it is new: there until what it is for was found (`retention/sweep-keys.ts`). */
  since?: Date;
}

const schema = new Schema<ConversationKeyDocument>(
  {
    _id: { type: String, required: true },
    wrapped: { type: Buffer, required: true },
    since: { type: Date },
  },
  { versionKey: false },
);
// The few that are new.
schema.index({ since: 1 }, { sparse: true, name: 'since' });

export const conversationKeyModel = (connection: Connection) =>
  connection.model('ConversationKey', schema, 'conversationKeys');
