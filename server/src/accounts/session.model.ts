import { Schema, type Connection } from 'mongoose';

/** ACC-3: an opaque token of 256 bits, hashed at rest. */
export interface SessionDocument {
  /** SHA-256 of the token. */
  _id: string;
  account: string;
  startedAt: Date;
  /** When it was last used, give or take a minute. */
  seenAt: Date;
  /** When whoever it belongs to last proved who they are (ACC-2). */
  provenAt: Date;
  endsAt: Date;
}

const schema = new Schema<SessionDocument>(
  {
    _id: { type: String, required: true },
    account: { type: String, required: true },
    startedAt: { type: Date, required: true },
    seenAt: { type: Date, required: true },
    provenAt: { type: Date, required: true },
    endsAt: { type: Date, required: true },
  },
  { versionKey: false },
);
schema.index({ endsAt: 1 }, { expireAfterSeconds: 0 });
schema.index({ account: 1 });

export const sessionModel = (connection: Connection) => connection.model('Session', schema, 'sessions');
