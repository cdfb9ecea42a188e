import { Schema, type Connection } from 'mongoose';

/** What is counted of a merchant on a day. Each list has a number for each of its buckets (`protocol/report.ts`). */
export interface DayCounts {
  started: number;
  waits: number[];
  answers: number[];
  ratings: number[];
}

/**
 * A merchant's day (UTC) in sums. Nothing of a person or a conversation is in it, no time but the day's, and a purge
 * does not change what was counted.
 */
export interface MerchantDayDocument {
  /** `<merchant>:<YYYY-MM-DD>`; `mark` says until when everything is counted. */
  _id: string;
  merchant: string;
  day: Date;
  counts?: DayCounts;
  /** Until when this day is counted. */
  until: Date;
  /** Of the mark: until when is being counted now; the same for every node, and after a crash. */
  next?: Date | null;
}

const schema = new Schema<MerchantDayDocument>(
  {
    _id: { type: String, required: true },
    merchant: { type: String, default: '' },
    day: { type: Date, required: true },
    counts: { type: Schema.Types.Mixed },
    until: { type: Date, required: true },
    next: { type: Date },
  },
  { versionKey: false },
);
schema.index({ merchant: 1, day: 1 });

export const merchantDayModel = (connection: Connection) =>
  connection.model('MerchantDay', schema, 'merchantDays');
