import type { Side } from '@parlour/shared/protocol/placement.js';
import { Schema, type Connection } from 'mongoose';

/**
 * One side has asked, the other has not answered. It is kept whether or not there is anybody to answer it, so that
 * whoever asks cannot find out who exists.
 */
export interface PlacementInvitationDocument {
  _id: string;
  by: Side;
  /** What was typed, in the form in which it was looked for. */
  said: string;
  site: string | null;
  provider: string | null;
  merchant: string | null;
  at: Date;
  endsAt: Date;
}

const schema = new Schema<PlacementInvitationDocument>(
  {
    _id: { type: String, required: true },
    by: { type: String, required: true },
    said: { type: String, required: true },
    site: { type: String, default: null },
    provider: { type: String, default: null },
    merchant: { type: String, default: null },
    at: { type: Date, required: true },
    endsAt: { type: Date, required: true },
  },
  { versionKey: false },
);
schema.index({ provider: 1, at: -1 });
schema.index({ merchant: 1, at: -1 });

export const placementInvitationModel = (connection: Connection) =>
  connection.model('PlacementInvitation', schema, 'placementInvitations');
