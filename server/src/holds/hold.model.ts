import type { HoldScope } from '@parlour/shared/rules/holds.js';
import { Schema, type Connection } from 'mongoose';

/** HLD-1: never deleted, so that it can always be said what was held, when and why. */
export interface HoldDocument {
  _id: string;
  scope: HoldScope;
  reason: string;
  /** Account id. */
  author: string;
  /** Account ids of those who may read what is held after its date (HLD-2). */
  custodians: string[];
  /** Which of them have said that they keep what it covers, and when. */
  acknowledged?: { account: string; at: Date }[];
  /** When those who had not were last reminded. */
  custodyRemindedAt?: Date | null;
  gagged: boolean;
  reviewAt: Date;
  /** For which review date the reminder was sent. */
  remindedFor: Date | null;
  placedAt: Date;
  releasedAt: Date | null;
}

const schema = new Schema<HoldDocument>(
  {
    _id: { type: String, required: true },
    scope: {
      type: { conversation: String, consumer: String, merchant: String, from: Number, to: Number },
      _id: false,
      required: true,
    },
    reason: { type: String, required: true },
    author: { type: String, required: true },
    custodians: { type: [String], required: true },
    acknowledged: {
      type: [{ _id: false, account: { type: String, required: true }, at: { type: Date, required: true } }],
      default: [],
    },
    custodyRemindedAt: { type: Date, default: null },
    gagged: { type: Boolean, required: true },
    reviewAt: { type: Date, required: true },
    remindedFor: { type: Date, default: null },
    placedAt: { type: Date, required: true },
    releasedAt: { type: Date, default: null },
  },
  { versionKey: false },
);
schema.index({ releasedAt: 1, placedAt: -1 });

export const holdModel = (connection: Connection) => connection.model('Hold', schema, 'holds');
