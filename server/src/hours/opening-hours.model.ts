import type { OpeningHours } from '@parlour/shared/rules/opening-hours.js';
import { Schema, type Connection } from 'mongoose';

/** When a merchant is open (CNV-4). A merchant without an entry has set no hours. */
export interface OpeningHoursDocument {
  /** The merchant's id. */
  _id: string;
  /** Null where they were taken away again. */
  hours: OpeningHours | null;
}

const schema = new Schema<OpeningHoursDocument>(
  { _id: { type: String, required: true }, hours: { type: Schema.Types.Mixed, default: null } },
  { versionKey: false, minimize: false },
);

export const openingHoursModel = (connection: Connection) =>
  connection.model('OpeningHours', schema, 'openingHours');
