import type { ObligedField } from '@parlour/shared/model/obligation.js';
import { Schema, type Connection } from 'mongoose';

/**
 * A law that makes a merchant keep named fields (RET-13), or whole transcripts (RET-14). Never deleted, so that it can
 * be said what was kept by which.
 */
export interface ObligationDocument {
  _id: string;
  merchant: string;
  basis: string;
  fields: ObligedField[];
  /** Milliseconds from the close. */
  keep: number;
  addedAt: Date;
  /** Account id. */
  addedBy: string;
  endedAt: Date | null;
  /** RET-14: the transcript itself, as an admin has entered it. */
  whole?: boolean;
  /** Where such a law stands. */
  source?: string;
}

const required = { required: true } as const;

const schema = new Schema<ObligationDocument>(
  {
    _id: { type: String, ...required },
    merchant: { type: String, ...required },
    basis: { type: String, ...required },
    fields: { type: [String], ...required },
    keep: { type: Number, ...required },
    addedAt: { type: Date, ...required },
    addedBy: { type: String, ...required },
    endedAt: { type: Date, default: null },
    whole: { type: Boolean },
    source: { type: String },
  } as never,
  { versionKey: false },
);
schema.index({ merchant: 1, endedAt: 1 });

export const obligationModel = (connection: Connection) =>
  connection.model('Obligation', schema, 'obligations');
