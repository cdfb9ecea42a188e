import type { AuditCheck } from '@parlour/shared/protocol/audit.js';
import { Schema, type Connection } from 'mongoose';

/** AUD-2: what the last check from end to end found; one document. */
export interface AuditCheckDocument extends AuditCheck {
  _id: 'last';
}

const schema = new Schema<AuditCheckDocument>(
  {
    _id: { type: String, required: true },
    at: { type: Number, required: true },
    entries: { type: Number, required: true },
    heads: { type: Number, required: true },
    certificates: { type: Number, required: true },
    problem: { type: String, default: null },
  },
  { versionKey: false },
);

export const auditCheckModel = (connection: Connection) =>
  connection.model('AuditCheck', schema, 'auditChecks');
