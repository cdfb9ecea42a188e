import type { Side } from '@parlour/shared/protocol/placement.js';
import { Schema, type Connection } from 'mongoose';

/** A merchant reachable on a provider's site, or who was. What waits for an answer is in `placementInvitations`. */
export interface PlacementDocument {
  /** `<site>:<merchant>`, so that there is one at most. */
  _id: string;
  site: string;
  merchant: string;
  /** Absent with those of an earlier version, which are active. */
  state?: 'active' | 'ended';
  /** When it became what it is. */
  since?: Date | null;
  endedBy?: Side | null;
}

const schema = new Schema<PlacementDocument>(
  {
    _id: { type: String, required: true },
    site: { type: String, required: true },
    merchant: { type: String, required: true },
    state: { type: String, default: 'active' },
    since: { type: Date, default: null },
    endedBy: { type: String, default: null },
  },
  { versionKey: false },
);
schema.index({ site: 1, merchant: 1 });
schema.index({ merchant: 1, site: 1 });

export const placementModel = (connection: Connection) => connection.model('Placement', schema, 'placements');
