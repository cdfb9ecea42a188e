import { Schema, type Connection } from 'mongoose';

/** ACC-7: one passkey of an account: what is needed to check its signatures, and nothing that could make one. */
export interface PasskeyDocument {
  /** SHA-256 of the credential's id, by which it is found. */
  _id: string;
  account: string;
  /** The credential's id, for browsers to look for it. */
  credential: string;
  /** COSE_Key (RFC 9053). */
  publicKey: Buffer;
  /** How often it has signed, as far as it counts that; zero where it does not. */
  counter: number;
  transports: string[];
  name: string;
  synced: boolean;
  createdAt: Date;
  usedAt: Date | null;
}

const schema = new Schema<PasskeyDocument>(
  {
    _id: { type: String, required: true },
    account: { type: String, required: true },
    credential: { type: String, required: true },
    publicKey: { type: Buffer, required: true },
    counter: { type: Number, required: true },
    transports: { type: [String], default: [] },
    name: { type: String, required: true },
    synced: { type: Boolean, required: true },
    createdAt: { type: Date, required: true },
    usedAt: { type: Date, default: null },
  },
  { versionKey: false },
);
schema.index({ account: 1 });

export const passkeyModel = (connection: Connection) => connection.model('Passkey', schema, 'passkeys');
