import { Schema, type Connection } from 'mongoose';

/** A provider's web site. Its key is public (it stands in the page); what protects it is the list of origins (WID-14). */
export interface SiteDocument {
  _id: string;
  key: string;
  name: string;
  provider: string;
  origins: string[];
}

const schema = new Schema<SiteDocument>(
  {
    _id: { type: String, required: true },
    key: { type: String, required: true },
    name: { type: String, required: true },
    provider: { type: String, required: true },
    origins: { type: [String], required: true },
  },
  { versionKey: false },
);
schema.index({ key: 1 }, { unique: true });

export const siteModel = (connection: Connection) => connection.model('Site', schema, 'sites');
