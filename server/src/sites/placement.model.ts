import { Schema, type Connection } from 'mongoose';

/** A merchant reachable on a provider's site. */
export interface PlacementDocument {
  /** `<site>:<merchant>`, so that there is one at most. */
  _id: string;
  site: string;
  merchant: string;
}

const schema = new Schema<PlacementDocument>(
  {
    _id: { type: String, required: true },
    site: { type: String, required: true },
    merchant: { type: String, required: true },
  },
  { versionKey: false },
);
schema.index({ site: 1, merchant: 1 });

export const placementModel = (connection: Connection) => connection.model('Placement', schema, 'placements');
