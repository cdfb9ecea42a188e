import type { TokenScope } from '@parlour/shared/protocol/team.js';
import { Schema, type Connection } from 'mongoose';

/** A merchant's token for programs. It lives as long as the account that made it may manage the merchant. */
export interface ApiTokenDocument {
  /** SHA-256 of the token. */
  _id: string;
  merchant: string;
  name: string;
  scopes: TokenScope[];
  createdBy: string;
  createdAt: Date;
  usedAt: Date | null;
}

const schema = new Schema<ApiTokenDocument>(
  {
    _id: { type: String, required: true },
    merchant: { type: String, required: true },
    name: { type: String, required: true },
    scopes: { type: [String], required: true },
    createdBy: { type: String, required: true },
    createdAt: { type: Date, required: true },
    usedAt: { type: Date, default: null },
  },
  { versionKey: false },
);
schema.index({ merchant: 1 });

export const apiTokenModel = (connection: Connection) => connection.model('ApiToken', schema, 'apiTokens');
