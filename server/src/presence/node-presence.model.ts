import type { Availability } from '@parlour/shared/model/agent.js';
import { Schema, type Connection } from 'mongoose';

/** The agents whose sockets one node holds, repeated for as long as it lives (CNV-8). */
export interface NodePresenceDocument {
  /** The node. */
  _id: string;
  /** Changes with every repetition: no clock of one node is compared with another's. */
  beat: number;
  agents: { account: string; merchant: string; chosen?: Availability }[];
}

const schema = new Schema<NodePresenceDocument>(
  {
    _id: { type: String, required: true },
    beat: { type: Number, required: true },
    agents: [
      {
        _id: false,
        account: { type: String, required: true },
        merchant: { type: String, required: true },
        chosen: { type: String },
      },
    ],
  },
  { versionKey: false },
);

export const nodePresenceModel = (connection: Connection) =>
  connection.model('NodePresence', schema, 'nodePresences');
