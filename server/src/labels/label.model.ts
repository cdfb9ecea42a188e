import type { LabelColour } from '@parlour/shared/protocol/label.js';
import { Schema, type Connection } from 'mongoose';

/** A merchant's own word for conversations. Which ones have it stands with the conversation and dies with it. */
export interface LabelDocument {
  _id: string;
  merchant: string;
  name: string;
  /** Folded, so that two names that read alike are one. */
  folded: string;
  colour: LabelColour;
}

const required = { required: true } as const;

const schema = new Schema<LabelDocument>(
  {
    _id: { type: String, ...required },
    merchant: { type: String, ...required },
    name: { type: String, ...required },
    folded: { type: String, ...required },
    colour: { type: String, ...required },
  },
  { versionKey: false },
);
schema.index({ merchant: 1, folded: 1 }, { unique: true });

export const labelModel = (connection: Connection) => connection.model('Label', schema, 'labels');
