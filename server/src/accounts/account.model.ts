import type { Availability } from '@parlour/shared/model/agent.js';
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
  /** The provider whose sites it looks after; null for the other audiences. */
  provider: string | null;
  disabledAt: Date | null;
  /** Whoever let them in; null where that was the operator, at the server itself, or before it was noted. */
  invitedBy?: string | null;
  /** The authenticator app's secret, sealed; null where there is no second factor. */
  secondFactor: Buffer | null;
  /** A new secret that has not been confirmed yet. */
  pendingFactor: Buffer | null;
  /** The thirty seconds whose code was used last: none of them is taken twice. */
  secondFactorStep: number;
  /** HMACs; each is removed when it is used. */
  recoveryCodes: string[];
  /** What an agent has chosen to be (CNV-2). */
  availability?: Availability;
  /** How many conversations an agent is offered at once; absent where no manager has said. */
  capacity?: number;
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
    provider: { type: String, default: null },
    disabledAt: { type: Date, default: null },
    invitedBy: { type: String, default: null },
    secondFactor: { type: Buffer, default: null },
    pendingFactor: { type: Buffer, default: null },
    secondFactorStep: { type: Number, default: 0 },
    recoveryCodes: { type: [String], default: [] },
    availability: { type: String, default: 'online' },
    capacity: { type: Number },
  },
  { versionKey: false },
);
schema.index({ merchant: 1 });
schema.index({ audience: 1, email: 1 }, { unique: true });

export const accountModel = (connection: Connection) => connection.model('Account', schema, 'accounts');
