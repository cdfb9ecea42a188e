import { Schema, type Connection } from 'mongoose';

/** What a merchant has masked beside card numbers, bank accounts and social security numbers. */
export interface MaskingRuleDocument {
  /** The merchant's id. */
  _id: string;
  patterns: { name: string; pattern: string }[];
}

const schema = new Schema<MaskingRuleDocument>(
  {
    _id: { type: String, required: true },
    patterns: [
      { _id: false, name: { type: String, required: true }, pattern: { type: String, required: true } },
    ],
  },
  { versionKey: false },
);

export const maskingRuleModel = (connection: Connection) =>
  connection.model('MaskingRule', schema, 'maskingRules');
