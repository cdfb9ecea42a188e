import { Schema, type Connection } from 'mongoose';

/**
 * STA-1: how often a page was entered in an hour, and how long it was open in all. There is no field for who, and no
 * row that a single visit could be told from.
 */
export interface PageHourDocument {
  /** `site/hour/path`, so that counting twice at once adds up. */
  _id: string;
  site: string;
  /** Its beginning. */
  hour: Date;
  path: string;
  entered: number;
  seconds: number;
}

const required = { required: true } as const;
/** Seconds: a year, and a month to compare with. */
const kept = 400 * 86_400;

const schema = new Schema<PageHourDocument>(
  {
    _id: { type: String, ...required },
    site: { type: String, ...required },
    hour: { type: Date, ...required },
    path: { type: String, ...required },
    entered: { type: Number, ...required },
    seconds: { type: Number, ...required },
  },
  { versionKey: false },
);
schema.index({ site: 1, hour: 1 });
schema.index({ hour: 1 }, { expireAfterSeconds: kept });

export const pageHourModel = (connection: Connection) => connection.model('PageHour', schema, 'pageHours');
