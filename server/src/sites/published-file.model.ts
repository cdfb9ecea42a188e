import { Schema, type Connection } from 'mongoose';

/** A file of the widget as it was built once; nothing of anybody is in it. */
export interface PublishedFileDocument {
  /** Its name, which has a hash of what it holds: `widget.<hash>.js`. */
  _id: string;
  /** Brotli (RFC 7932). */
  content: Buffer;
  /** By the installation: a store that somebody else can write into must not put a script on a shop's page. */
  signature: string;
  /** When it was last part of the version in use. */
  seenAt: Date;
}

const schema = new Schema<PublishedFileDocument>(
  {
    _id: { type: String, required: true },
    content: { type: Buffer, required: true },
    signature: { type: String, required: true },
    seenAt: { type: Date, required: true },
  },
  { versionKey: false },
);
schema.index({ seenAt: 1 });

export const publishedFileModel = (connection: Connection) =>
  connection.model('PublishedFile', schema, 'publishedFiles');
