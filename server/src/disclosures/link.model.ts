import { Schema, type Connection } from 'mongoose';

/** A package for an authority, sealed with a key that only the token holds; emptied when it is fetched. */
export interface LegalPackageDocument {
  /** SHA-256 of the token. */
  _id: string;
  request: string;
  /** The admin who released it: nobody else can fetch it. */
  account: string;
  sealed: Buffer | null;
  /** What is in it: it goes when the first of them is purged. */
  conversations: string[];
  fetched: boolean;
  expiresAt: Date;
}

const schema = new Schema<LegalPackageDocument>(
  {
    _id: { type: String, required: true },
    request: { type: String, required: true },
    account: { type: String, required: true },
    sealed: { type: Buffer, default: null },
    conversations: { type: [String], default: [] },
    fetched: { type: Boolean, default: false },
    expiresAt: { type: Date, required: true },
  },
  { versionKey: false },
);
schema.index({ conversations: 1 });
schema.index({ expiresAt: 1 }, { expireAfterSeconds: 0 });

export const legalPackageModel = (connection: Connection) =>
  connection.model('LegalPackage', schema, 'legalPackages');
