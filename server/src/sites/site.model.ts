import { Schema, type Connection } from 'mongoose';

/** A provider's web site. Its key is public (it stands in the page); what protects it is the list of origins (WID-14). */
export interface SiteDocument {
  _id: string;
  key: string;
  /** Keys of before, newest first: they work until their time, and are known for what they were after it. */
  formerKeys?: { key: string; endsAt: Date }[];
  name: string;
  provider: string;
  origins: string[];
  disabledAt?: Date | null;
  /** STA-3: off unless the site's policy says that pages are counted. */
  counting?: boolean;
}

const schema = new Schema<SiteDocument>(
  {
    _id: { type: String, required: true },
    key: { type: String, required: true },
    formerKeys: [
      { _id: false, key: { type: String, required: true }, endsAt: { type: Date, required: true } },
    ],
    name: { type: String, required: true },
    provider: { type: String, required: true },
    origins: { type: [String], required: true },
    disabledAt: { type: Date, default: null },
    counting: { type: Boolean, default: false },
  },
  { versionKey: false },
);
schema.index({ key: 1 }, { unique: true });
schema.index({ provider: 1, name: 1 });

export const siteModel = (connection: Connection) => connection.model('Site', schema, 'sites');
