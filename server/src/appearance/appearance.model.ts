import type { Appearance } from '@parlour/shared/protocol/appearance.js';
import { Schema, type Connection } from 'mongoose';

/** How a merchant's widget looks. Its greeting is the merchant's own. */
export interface AppearanceDocument extends Omit<Appearance, 'greeting'> {
  /** The merchant's id. */
  _id: string;
}

const schema = new Schema<AppearanceDocument>(
  {
    _id: { type: String, required: true },
    accent: { type: String, default: null },
    corners: { type: String, default: 'soft' },
    agentNames: { type: Boolean, default: true },
    position: { type: String, default: 'end' },
    label: { type: String, default: '' },
    asksMarketing: { type: Boolean, default: false },
  },
  { versionKey: false },
);

export const appearanceModel = (connection: Connection) =>
  connection.model('Appearance', schema, 'appearances');
