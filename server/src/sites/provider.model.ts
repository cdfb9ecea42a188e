import { Schema, type Connection } from 'mongoose';

/** The company whose web sites carry merchants' pages. */
export interface ProviderDocument {
  _id: string;
  name: string;
}

const schema = new Schema<ProviderDocument>(
  { _id: { type: String, required: true }, name: { type: String, required: true } },
  { versionKey: false },
);

export const providerModel = (connection: Connection) => connection.model('Provider', schema, 'providers');
