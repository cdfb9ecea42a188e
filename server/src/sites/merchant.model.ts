import { Schema, type Connection } from 'mongoose';

export interface MerchantDocument {
  _id: string;
  slug: string;
  name: string;
  greeting: string;
  /** DIS-5: to whom it belongs since the last change of ownership; absent where there was none. */
  owner?: string | null;
  /** Nobody of it signs in and nobody reaches it, from then on. */
  disabledAt?: Date | null;
}

const schema = new Schema<MerchantDocument>(
  {
    _id: { type: String, required: true },
    slug: { type: String, required: true },
    name: { type: String, required: true },
    greeting: { type: String, default: '' },
    disabledAt: { type: Date, default: null },
    owner: { type: String, default: null },
  },
  { versionKey: false },
);
schema.index({ slug: 1 }, { unique: true });

export const merchantModel = (connection: Connection) => connection.model('Merchant', schema, 'merchants');
