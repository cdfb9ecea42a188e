import { Schema, type Connection } from 'mongoose';

/**
 * ACC-8: the picture of an account, one at most: another one takes its place. It is shown to whoever asks for its id,
 * so it is not sealed.
 */
export interface AccountPictureDocument {
  /** The account's id. */
  _id: string;
  /** What the picture is asked for by: nobody guesses it, and another picture has another. */
  picture: string;
  /** WebP. */
  bytes: Buffer;
  at: Date;
}

const schema = new Schema<AccountPictureDocument>(
  {
    _id: { type: String, required: true },
    picture: { type: String, required: true },
    bytes: { type: Buffer, required: true },
    at: { type: Date, required: true },
  },
  { versionKey: false },
);
schema.index({ picture: 1 }, { unique: true });

export const accountPictureModel = (connection: Connection) =>
  connection.model('AccountPicture', schema, 'accountPictures');
