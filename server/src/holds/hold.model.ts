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
