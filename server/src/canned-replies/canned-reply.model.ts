import { Schema, type Connection } from 'mongoose';

/** A merchant's own text for answers. It is about nobody. */
export interface CannedReplyDocument {
  _id: string;
  merchant: string;
  /** Lower case, without the slash. */
  shortcut: string;
  text: string;
}

const required = { required: true } as const;

const schema = new Schema<CannedReplyDocument>(
  {
    _id: { type: String, ...required },
    merchant: { type: String, ...required },
    shortcut: { type: String, ...required },
    text: { type: String, ...required },
  },
  { versionKey: false },
);
schema.index({ merchant: 1, shortcut: 1 }, { unique: true });

export const cannedReplyModel = (connection: Connection) =>
  connection.model('CannedReply', schema, 'cannedReplies');
