import type { AssignmentRule } from '@parlour/shared/model/agent.js';
import { Schema, type Connection } from 'mongoose';

/** How a merchant's conversations are assigned; a merchant without one has the usual rule. */
export interface AssignmentRuleDocument {
  /** The merchant. */
  _id: string;
  rule: AssignmentRule;
  offerSeconds: number;
}

const schema = new Schema<AssignmentRuleDocument>(
  {
    _id: { type: String, required: true },
    rule: { type: String, required: true },
    offerSeconds: { type: Number, required: true },
  },
  { versionKey: false },
);

export const assignmentRuleModel = (connection: Connection) =>
  connection.model('AssignmentRule', schema, 'assignmentRules');
