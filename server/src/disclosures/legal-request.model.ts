import { Schema, type Connection } from 'mongoose';

/** DIS-3: what an authority asks for. Filed by one admin, released by another. */
export interface LegalRequestDocument {
  _id: string;
  authority: string;
  reference: string;
  basis: string;
  scope: { conversation?: string; merchant?: string; from?: number; to?: number };
  gagUntil: Date | null;
  hold: string | null;
  state: 'filed' | 'released' | 'withdrawn';
  filedBy: string;
  filedAt: Date;
  decidedBy: string | null;
  decidedAt: Date | null;
  /** How many conversations were in the package. */
  disclosed: number | null;
}

const required = { required: true } as const;

const schema = new Schema<LegalRequestDocument>(
  {
    _id: { type: String, ...required },
    authority: { type: String, ...required },
    reference: { type: String, ...required },
    basis: { type: String, ...required },
    scope: { type: Schema.Types.Mixed, ...required },
    gagUntil: { type: Date, default: null },
    hold: { type: String, default: null },
    state: { type: String, ...required },
    filedBy: { type: String, ...required },
    filedAt: { type: Date, ...required },
    decidedBy: { type: String, default: null },
    decidedAt: { type: Date, default: null },
    disclosed: { type: Number, default: null },
  },
  { versionKey: false },
);
schema.index({ state: 1, filedAt: -1 });

export const legalRequestModel = (connection: Connection) =>
  connection.model('LegalRequest', schema, 'legalRequests');
