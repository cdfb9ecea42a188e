import type { ConsentState, Purpose } from '@parlour/shared/model/purpose.js';
import { Schema, type Connection } from 'mongoose';

/** CON-2: one answer for one purpose. Appended, never edited. */
export interface ConsentEventDocument {
  _id: string;
  consumer: string;
  conversation: string;
  /** 1, 2, 3 … within the conversation: what messages cite (CON-7). */
  number: number;
  purpose: Purpose;
  state: ConsentState;
  at: Date;
  notice: { version: string; sha256: string };
  locale: string;
  surface: 'widget' | 'page' | 'portal' | 'gpc' | 'mail';
  /** Whether Global Privacy Control was seen with the answer (CON-6). */
  gpc?: boolean;
  /** OPT-4: what shows that whoever reads the address has confirmed: the hash of the link, and when it was mailed. */
  evidence?: { confirmed: 'mail'; link: string; mailedAt: Date };
}

const schema = new Schema<ConsentEventDocument>(
  {
    _id: { type: String, required: true },
    consumer: { type: String, required: true },
    conversation: { type: String, required: true },
    number: { type: Number, required: true },
    purpose: { type: String, required: true },
    state: { type: String, required: true },
    at: { type: Date, required: true },
    notice: { version: { type: String, required: true }, sha256: { type: String, required: true } },
    locale: { type: String, required: true },
    surface: { type: String, required: true },
    gpc: { type: Boolean, default: false },
    evidence: {
      type: new Schema(
        { confirmed: { type: String }, link: { type: String }, mailedAt: { type: Date } },
        { _id: false },
      ),
    },
  },
  { versionKey: false },
);
schema.index({ conversation: 1, number: 1 }, { unique: true });

export const consentEventModel = (connection: Connection) =>
  connection.model('ConsentEvent', schema, 'consentEvents');
