import type { PortalAudience, Role } from '@parlour/shared/access/table.js';
import { Schema, type Connection } from 'mongoose';

export interface AccountDocument {
  _id: string;
  audience: PortalAudience;
  role: Exclude<Role, 'visitor' | 'consumer'>;
  /** Lower case. One address may have an account in each audience. */
  email: string;
  name: string;
  passwordHash: string;
  /** The merchant whose staff it is; null for the other audiences. */
  merchant: string | null;
  disabledAt: Date | null;
}

const schema = new Schema<AccountDocument>(
  {
    _id: { type: String, required: true },
    audience: { type: String, required: true },
    role: { type: String, required: true },
    email: { type: String, required: true },
    name: { type: String, required: true },
    passwordHash: { type: String, required: true },
    merchant: { type: String, default: null },
    disabledAt: { type: Date, default: null },
  },
  { versionKey: false },
);
schema.index({ audience: 1, email: 1 }, { unique: true });

export const accountModel = (connection: Connection) => connection.model('Account', schema, 'accounts');
