import { Schema, type Connection } from 'mongoose';

/** How often something was tried of late, named so that nobody can be known by it. */
export interface AttemptDocument {
  _id: string;
  count: number;
  until: Date;
}

const schema = new Schema<AttemptDocument>(
  {
    _id: { type: String, required: true },
    count: { type: Number, required: true },
    until: { type: Date, required: true },
  },
  { versionKey: false },
);
schema.index({ until: 1 }, { expireAfterSeconds: 0 });

export const attemptModel = (connection: Connection) => connection.model('Attempt', schema, 'attempts');
