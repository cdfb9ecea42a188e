import { Schema, type Connection } from 'mongoose';

/** RET-10: how far this database has seen a journal. An older copy of the database has an older mark. */
export interface JournalMarkDocument {
  /** The journal's name. */
  _id: string;
  bytes: number;
}

const schema = new Schema<JournalMarkDocument>(
  { _id: { type: String, required: true }, bytes: { type: Number, required: true } },
  { versionKey: false },
);

export const journalMarkModel = (connection: Connection) =>
  connection.model('JournalMark', schema, 'journalMarks');
