import { Schema, type Connection } from 'mongoose';

/**
 * One upload, and with its message the file of that message. Its bytes are in `fileChunks`, and all that says
 * something of them is in the message, sealed.
 */
export interface FileDocument {
  _id: string;
  conversation: string;
  sender: string;
  clientId: string;
  /** When the upload began. */
  at: Date;
  /** Bytes that are stored of it, thumbnail included; what counts against the conversation's room. */
  bytes: number;
  /** Whether its message is stored. What has none after an hour is removed. */
  said: boolean;
  /** Name, type and size, sealed with the conversation's key; null while the bytes arrive. */
  about: Buffer | null;
}

const required = { required: true } as const;

const schema = new Schema<FileDocument>(
  {
    _id: { type: String, ...required },
    conversation: { type: String, ...required },
    sender: { type: String, ...required },
    clientId: { type: String, ...required },
    at: { type: Date, ...required },
    bytes: { type: Number, ...required },
    said: { type: Boolean, ...required },
    about: { type: Buffer, default: null },
  },
  { versionKey: false },
);
schema.index({ conversation: 1 });
// Uploads whose message did not come: few, found at once.
schema.index({ at: 1 }, { partialFilterExpression: { said: false }, name: 'unsaid' });

export const fileModel = (connection: Connection) => connection.model('File', schema, 'files');
