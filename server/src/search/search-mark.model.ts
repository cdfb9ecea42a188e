import { Schema, type Connection, type Types } from 'mongoose';

/** How far the store has been read for the search index: everything up to there is in it. */
export interface SearchMarkDocument {
  /** `messages`, `notes` or `entries`. */
  _id: string;
  to: Types.ObjectId;
}

const schema = new Schema<SearchMarkDocument>(
  { _id: { type: String, required: true }, to: { type: Schema.Types.ObjectId, required: true } },
  { versionKey: false },
);

export const searchMarkModel = (connection: Connection) =>
  connection.model('SearchMark', schema, 'searchMarks');
