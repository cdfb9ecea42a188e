import { Schema, type Connection } from 'mongoose';

/** What an entry commits to. Deleting the row destroys it, salt included, and the chain stays whole. */
export interface AuditPayloadDocument {
  /** The commitment. */
  _id: string;
  salt: string;
  /** Canonical JSON. */
  payload: string;
}

const schema = new Schema<AuditPayloadDocument>(
  {
    _id: { type: String, required: true },
    salt: { type: String, required: true },
    payload: { type: String, required: true },
  },
  { versionKey: false },
);

export const auditPayloadModel = (connection: Connection) =>
  connection.model('AuditPayload', schema, 'auditPayloads');
