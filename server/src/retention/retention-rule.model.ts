import { Schema, type Connection } from 'mongoose';

/** `_id` is `platform` (floor, ceiling, and what a merchant without a rule gets) or a merchant's id (`keep`). Milliseconds. */
export interface RetentionRuleDocument {
  _id: string;
  keep: number;
  /** Grows with every change. */
  epoch?: number;
  floor?: number;
  ceiling?: number;
}

const schema = new Schema<RetentionRuleDocument>(
  {
    _id: { type: String, required: true },
    keep: { type: Number, required: true },
    epoch: { type: Number, default: 0 },
    floor: Number,
    ceiling: Number,
  },
  { versionKey: false },
);

export const retentionRuleModel = (connection: Connection) =>
  connection.model('RetentionRule', schema, 'retentionRules');
