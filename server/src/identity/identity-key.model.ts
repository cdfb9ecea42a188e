import { Schema, type Connection } from 'mongoose';

/** WID-10: what a merchant's server signs its shoppers' identity with, sealed under the master key. */
export interface IdentityKeyDocument {
  /** The merchant's id. */
  _id: string;
  sealed: Buffer;
  madeAt: Date;
  /** The one before, and until when it is good. */
  previous: { sealed: Buffer; until: Date } | null;
}

const schema = new Schema<IdentityKeyDocument>(
  {
    _id: { type: String, required: true },
    sealed: { type: Buffer, required: true },
    madeAt: { type: Date, required: true },
    previous: {
      type: new Schema(
        { sealed: { type: Buffer, required: true }, until: { type: Date, required: true } },
        { _id: false },
      ),
      default: null,
    },
  },
  { versionKey: false },
);

export const identityKeyModel = (connection: Connection) =>
  connection.model('IdentityKey', schema, 'identityKeys');
