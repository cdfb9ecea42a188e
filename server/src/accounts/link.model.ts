import type { PortalAudience } from '@parlour/shared/access/table.js';
import type { StaffRole } from '@parlour/shared/protocol/account.js';
import { Schema, type Connection } from 'mongoose';

/** ACC-5: a link that works once and not for long. Only the hash of what it carries is kept. */
export interface LinkDocument {
  /** SHA-256 of the token. */
  _id: string;
  kind: 'invitation' | 'setup' | 'reset';
  endsAt: Date;
  /** With a reset. */
  account: string | null;
  /** With an invitation. */
  audience: PortalAudience | null;
  role: StaffRole | null;
  email: string | null;
  merchant: string | null;
  provider: string | null;
  /** Who made it; null where that was the operator. */
  invitedBy?: string | null;
}

const schema = new Schema<LinkDocument>(
  {
    _id: { type: String, required: true },
    kind: { type: String, required: true },
    endsAt: { type: Date, required: true },
    account: { type: String, default: null },
    audience: { type: String, default: null },
    role: { type: String, default: null },
    email: { type: String, default: null },
    merchant: { type: String, default: null },
    provider: { type: String, default: null },
    invitedBy: { type: String, default: null },
  },
  { versionKey: false },
);
schema.index({ endsAt: 1 }, { expireAfterSeconds: 0 });

export const linkModel = (connection: Connection) => connection.model('Link', schema, 'links');
