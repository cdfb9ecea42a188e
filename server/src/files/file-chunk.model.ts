import type { FileSize } from '@parlour/shared/model/file.js';
import { Schema, type Connection } from 'mongoose';
import type { SealedChunk } from '../vault/sealed-chunks.js';

/** A piece of a file, sealed with the conversation's key. */
export interface FileChunkDocument extends SealedChunk {
  file: string;
  /** For the purge, which takes all of a conversation. */
  conversation: string;
  size: FileSize;
}

const required = { required: true } as const;

const schema = new Schema<FileChunkDocument>(
  {
    file: { type: String, ...required },
    conversation: { type: String, ...required },
    size: { type: String, ...required },
    n: { type: Number, ...required },
    sealed: { type: Buffer, ...required },
  },
  { versionKey: false },
);
schema.index({ file: 1, size: 1, n: 1 }, { unique: true, name: 'chunk' });
schema.index({ conversation: 1 });

export const fileChunkModel = (connection: Connection) => connection.model('FileChunk', schema, 'fileChunks');
