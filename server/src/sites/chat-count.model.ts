import { Schema, type Connection } from 'mongoose';

/**
 * How many chats were started with a merchant on a site, day by day: a number for each hour, taken once when the hour
 * is over. Nothing of a consumer or a conversation is in it, and a purge does not change what was counted.
 */
export interface ChatCountDocument {
  /** `<site>:<merchant>:<YYYY-MM-DD>` (UTC); `mark` says until when everything is counted. */
  _id: string;
  site: string;
  merchant: string;
  day: Date;
  /** By hour, `0` to `23`. */
  hours: Record<string, number>;
}

const schema = new Schema<ChatCountDocument>(
  {
    _id: { type: String, required: true },
    site: { type: String, default: '' },
    merchant: { type: String, default: '' },
    day: { type: Date, required: true },
    hours: { type: Schema.Types.Mixed, default: {} },
  },
  { versionKey: false, minimize: false },
);
schema.index({ site: 1, day: 1 });

export const chatCountModel = (connection: Connection) => connection.model('ChatCount', schema, 'chatCounts');
