import type { ObligedField } from '@parlour/shared/model/obligation.js';
import { Schema, type Connection } from 'mongoose';

/**
 * What a law keeps of one conversation whose transcript is gone, sealed with a key of its own. What a hold is placed
 * by stands beside it, so that a hold covers it as it covered the conversation.
 */
export interface ObligedRecordDocument {
  _id: string;
  obligation: string;
  conversation: string;
  site: string;
  merchant: string;
  consumer: string;
  /** REQ-1: where the address is among the fields, whoever reads it finds the record by a mailed link. */
  contactToken?: string | null;
  startedAt: Date;
  activityAt: Date;
  fields: ObligedField[];
  sealed: Buffer;
  keptSince: Date;
  until: Date;
}

const required = { required: true } as const;

const schema = new Schema<ObligedRecordDocument>(
  {
    _id: { type: String, ...required },
    obligation: { type: String, ...required },
    conversation: { type: String, ...required },
    site: { type: String, ...required },
    merchant: { type: String, ...required },
    consumer: { type: String, ...required },
    contactToken: { type: String },
    startedAt: { type: Date, ...required },
    activityAt: { type: Date, ...required },
    fields: { type: [String], ...required },
    sealed: { type: Buffer, ...required },
    keptSince: { type: Date, ...required },
    until: { type: Date, ...required },
  } as never,
  { versionKey: false },
);
schema.index({ until: 1 });
schema.index({ obligation: 1 });
schema.index({ consumer: 1 });
schema.index({ merchant: 1, keptSince: -1 });

export const obligedRecordModel = (connection: Connection) =>
  connection.model('ObligedRecord', schema, 'obligedRecords');
