import { Schema, type Connection } from 'mongoose';

/**
 * STO-5: under which keyed tokens a message or a note is found. It holds no word: whoever has the database alone
 * reads how many different beginnings a message has and which messages share some, and not what they are. Made from
 * what is stored, and can be made again; purged with the transcript.
 */
export interface SearchEntryDocument {
  merchant: string;
  conversation: string;
  kind: 'message' | 'note';
  /** The message's `seq`, or the note's number. */
  number: number;
  at: Date;
  tokens: string[];
}

const required = { required: true } as const;

const schema = new Schema<SearchEntryDocument>(
  {
    merchant: { type: String, ...required },
    conversation: { type: String, ...required },
    kind: { type: String, ...required },
    number: { type: Number, ...required },
    at: { type: Date, ...required },
    tokens: { type: [String], ...required },
  },
  { versionKey: false },
);
schema.index({ conversation: 1, kind: 1, number: 1 }, { unique: true });
// A token is of one merchant only, since each has a key of its own.
schema.index({ tokens: 1, at: -1, _id: -1 });

export const searchEntryModel = (connection: Connection) =>
  connection.model('SearchEntry', schema, 'searchEntries');
