import { Schema, type Connection } from 'mongoose';

export interface MerchantDocument {
  _id: string;
  slug: string;
  name: string;
  greeting: string;
}

const schema = new Schema<MerchantDocument>(
  {
    _id: { type: String, required: true },
    slug: { type: String, required: true },
    name: { type: String, required: true },
    greeting: { type: String, default: '' },
  },
  { versionKey: false },
);
schema.index({ slug: 1 }, { unique: true });

export const merchantModel = (connection: Connection) => connection.model('Merchant', schema, 'merchants');
