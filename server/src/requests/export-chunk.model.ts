import { Schema, type Connection } from 'mongoose';
import type { SealedChunk } from '../vault/sealed-chunks.js';

/** A piece of a sealed export, which only the token of its link opens. */
export interface ExportChunkDocument extends SealedChunk {
  /** The link's id. */
  link: string;
  expiresAt: Date;
}

const required = { required: true } as const;

const schema = new Schema<ExportChunkDocument>(
  {
    link: { type: String, ...required },
    n: { type: Number, ...required },
    sealed: { type: Buffer, ...required },
    expiresAt: { type: Date, ...required },
  },
  { versionKey: false },
);
schema.index({ link: 1, n: 1 }, { unique: true });
schema.index({ expiresAt: 1 }, { expireAfterSeconds: 0 });

export const exportChunkModel = (connection: Connection) =>
  connection.model('ExportChunk', schema, 'exportChunks');
