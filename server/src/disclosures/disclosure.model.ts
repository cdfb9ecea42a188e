import type {
  DisclosedField,
  DisclosureBasis,
  DisclosureKind,
  RecipientCategory,
} from '@parlour/shared/model/disclosure.js';
import { Schema, type Connection } from 'mongoose';

/**
 * DIS-1: one entry of the register. It outlives what it is about, and says nothing of it: subjects are commitments
 * under the conversations' own keys, so that whoever it was about dies with the key.
 */
export interface DisclosureDocument {
  _id: string;
  kind: DisclosureKind;
  recipient: string;
  category: RecipientCategory;
  basis: DisclosureBasis;
  fields: DisclosedField[];
  purpose: string;
  /** What staff gave as a reason, sealed with the conversation's key; null where nobody was asked. */
  reason: Buffer | null;
  merchant: string | null;
  /** HMACs under the conversations' keys. */
  subjects: string[];
  /** It is about everybody whom the merchant had; then `subjects` is empty. */
  everybody: boolean;
  consentEvent: number | null;
  /** An account's id, or `consumer` or `system`. */
  by: string;
  firstAt: Date;
  lastAt: Date;
  times: number;
  /** DIS-3: until then neither the consumer nor the merchant is told. */
  shownFrom: Date | null;
  /** When the merchant's managers were told by mail, of what an authority was given. */
  toldAt?: Date | null;
}

const required = { required: true } as const;

const schema = new Schema<DisclosureDocument>(
  {
    _id: { type: String, ...required },
    kind: { type: String, ...required },
    recipient: { type: String, ...required },
    category: { type: String, ...required },
    basis: { type: String, ...required },
    fields: { type: [String], ...required },
    purpose: { type: String, default: '' },
    reason: { type: Buffer, default: null },
    merchant: { type: String, default: null },
    subjects: { type: [String], default: [] },
    everybody: { type: Boolean, default: false },
    consentEvent: { type: Number, default: null },
    by: { type: String, ...required },
    firstAt: { type: Date, ...required },
    lastAt: { type: Date, ...required },
    times: { type: Number, ...required },
    shownFrom: { type: Date, default: null },
    toldAt: { type: Date, default: null },
  } as never,
  { versionKey: false },
);
schema.index({ subjects: 1 });
schema.index({ kind: 1, toldAt: 1 });
schema.index({ lastAt: -1, _id: -1 });
schema.index({ merchant: 1, lastAt: -1, _id: -1 });

export const disclosureModel = (connection: Connection) =>
  connection.model('Disclosure', schema, 'disclosures');
