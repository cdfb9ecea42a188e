import { Schema, type Connection } from 'mongoose';

/** STO-5: a merchant's key for search tokens, wrapped by the master key like a conversation's. In no backup of data. */
export interface SearchKeyDocument {
  /** The merchant's id. */
  _id: string;
  wrapped: Buffer;
}

const schema = new Schema<SearchKeyDocument>(
  { _id: { type: String, required: true }, wrapped: { type: Buffer, required: true } },
  { versionKey: false },
);

export const searchKeyModel = (connection: Connection) => connection.model('SearchKey', schema, 'searchKeys');
