import { Schema, type Connection } from 'mongoose';

/** RET-6: a change that makes something shorter. */
export interface RuleChangeDocument {
  _id: string;
  /** `platform` or a merchant's id. */
  rule: string;
  /** Milliseconds. */
  to: { keep: number; floor?: number; ceiling?: number };
  /** Account id. */
  by: string;
  askedAt: Date;
  appliesAt: Date;
  state: 'waiting' | 'applying' | 'applied' | 'undone';
  /** True while it is waiting or applying: a rule has one at most. */
  open: boolean;
}

const schema = new Schema<RuleChangeDocument>(
  {
    _id: { type: String, required: true },
    rule: { type: String, required: true },
    to: { type: { keep: Number, floor: Number, ceiling: Number }, _id: false, required: true },
    by: { type: String, required: true },
    askedAt: { type: Date, required: true },
    appliesAt: { type: Date, required: true },
    state: { type: String, required: true },
    open: { type: Boolean, required: true },
  },
  { versionKey: false },
);
schema.index({ rule: 1 }, { unique: true, partialFilterExpression: { open: true }, name: 'one_open' });
schema.index({ open: 1, appliesAt: 1 });

export const ruleChangeModel = (connection: Connection) =>
  connection.model('RuleChange', schema, 'ruleChanges');
