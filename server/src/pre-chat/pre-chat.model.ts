import type { PreChatField } from '@parlour/shared/protocol/pre-chat.js';
import { Schema, type Connection } from 'mongoose';

/** What a merchant's widget asks before the first message (WID-12). */
export interface PreChatDocument {
  /** The merchant's id. */
  _id: string;
  fields: PreChatField[];
}

const schema = new Schema<PreChatDocument>(
  { _id: { type: String, required: true }, fields: { type: Schema.Types.Mixed, default: [] } },
  { versionKey: false, minimize: false },
);

export const preChatModel = (connection: Connection) => connection.model('PreChat', schema, 'preChats');
