import { Schema, type Connection } from 'mongoose';

/** The company whose web sites carry merchants' pages. */
export interface ProviderDocument {
  _id: string;
  name: string;
  /** Nobody of it signs in and its sites show no chat, from then on. */
  disabledAt?: Date | null;
}

const schema = new Schema<ProviderDocument>(
  {
    _id: { type: String, required: true },
    name: { type: String, required: true },
    disabledAt: { type: Date, default: null },
  },
  { versionKey: false },
);

export const providerModel = (connection: Connection) => connection.model('Provider', schema, 'providers');
