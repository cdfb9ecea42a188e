import type { DisclosedField, ProcessorCategory } from '@parlour/shared/model/disclosure.js';
import { Schema, type Connection } from 'mongoose';

/** DIS-2: somebody to whom a merchant gives something, and what they may be given. */
export interface ProcessorDocument {
  _id: string;
  merchant: string;
  name: string;
  category: ProcessorCategory;
  purpose: string;
  fields: DisclosedField[];
  createdAt: Date;
  removedAt: Date | null;
}

const schema = new Schema<ProcessorDocument>(
  {
    _id: { type: String, required: true },
    merchant: { type: String, required: true },
    name: { type: String, required: true },
    category: { type: String, required: true },
    purpose: { type: String, required: true },
    fields: { type: [String], default: [] },
    createdAt: { type: Date, required: true },
    removedAt: { type: Date, default: null },
  } as never,
  { versionKey: false },
);
schema.index({ merchant: 1, removedAt: 1 });

export const processorModel = (connection: Connection) => connection.model('Processor', schema, 'processors');
