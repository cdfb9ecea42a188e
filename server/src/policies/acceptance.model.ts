import { Schema, type Connection } from 'mongoose';

/** POL-3: who accepted which version, known by its hash. Never edited, never taken back by a later one. */
export interface AcceptanceDocument {
  /** `<account>:<sha256>`, so that accepting twice is one acceptance. */
  _id: string;
  account: string;
  document: string;
  version: string;
  sha256: string;
  /** By the person themselves in the portal, or recorded with the demo's accounts. */
  method: 'portal' | 'seed';
  at: Date;
}

const required = { required: true, immutable: true } as const;

const schema = new Schema<AcceptanceDocument>(
  {
    _id: { type: String, required: true },
    account: { type: String, ...required },
    document: { type: String, ...required },
    version: { type: String, ...required },
    sha256: { type: String, ...required },
    method: { type: String, ...required },
    at: { type: Date, ...required },
  },
  { versionKey: false },
);
schema.index({ account: 1 });

export const acceptanceModel = (connection: Connection) =>
  connection.model('Acceptance', schema, 'acceptances');

export const acceptanceId = (account: string, sha256: string): string => `${account}:${sha256}`;
