import type { PurgeRunView } from '@parlour/shared/protocol/retention.js';
import { Schema, type Connection } from 'mongoose';

export interface PurgeRunDocument {
  _id: string;
  state: PurgeRunView['state'];
  startedAt: Date;
  doneAt: Date | null;
  due: number;
  /** What was stored at the start: with `due`, why a sweep stopped (RET-7). */
  stored: number;
  purged: number;
  /** What a hold kept although its date had come. */
  held?: number;
  by: PurgeRunView['by'];
}

const schema = new Schema<PurgeRunDocument>(
  {
    _id: { type: String, required: true },
    state: { type: String, required: true },
    startedAt: { type: Date, required: true },
    doneAt: { type: Date, default: null },
    due: { type: Number, required: true },
    stored: { type: Number, required: true },
    purged: { type: Number, required: true },
    held: { type: Number, default: 0 },
    by: { type: String, required: true },
  },
  { versionKey: false },
);
schema.index({ startedAt: -1 });
// The one that runs or was stopped: looked for at each sweep.
schema.index({ doneAt: 1 });

export const purgeRunModel = (connection: Connection) => connection.model('PurgeRun', schema, 'purgeRuns');
