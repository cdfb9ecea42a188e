import { Schema, type Connection } from 'mongoose';

/** ACC-7: a challenge that was answered, kept until it would have ended anyway. */
export interface SpentChallengeDocument {
  /** SHA-256 of the challenge. */
  _id: string;
  endsAt: Date;
}

const schema = new Schema<SpentChallengeDocument>(
  { _id: { type: String, required: true }, endsAt: { type: Date, required: true } },
  { versionKey: false },
);
schema.index({ endsAt: 1 }, { expireAfterSeconds: 0 });

export const spentChallengeModel = (connection: Connection) =>
  connection.model('SpentChallenge', schema, 'spentChallenges');
