import { Schema, type Connection } from 'mongoose';

/**
 * OPT-3: somebody wants no news of a merchant. Of the address only a keyed hash is kept, so that whoever has a copy
 * cannot try addresses out; it outlives everything else that there was of the person.
 */
export interface SuppressionDocument {
  /** HMAC of merchant and address. */
  _id: string;
  at: Date;
}

const schema = new Schema<SuppressionDocument>(
  { _id: { type: String, required: true }, at: { type: Date, required: true } },
  { versionKey: false },
);

export const suppressionModel = (connection: Connection) =>
  connection.model('Suppression', schema, 'suppressions');
