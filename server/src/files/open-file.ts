/** A stored file, opened again. */
import { Readable } from 'node:stream';
import type { FileSize, FileView } from '@parlour/shared/model/file.js';
import type { FileId } from '@parlour/shared/model/ids.js';
import type { Context } from '../context.js';
import { unseal } from '../vault/seal.js';
import { openChunks } from '../vault/sealed-chunks.js';
import { bytesOf } from '../vault/vault.js';
import type { FileDocument } from './file.model.js';

/** What the words about a file are sealed with. */
export const aboutContext = (file: string): string => `${file}/about`;
/** What its chunks are sealed with. */
export const chunkContext = (file: string, size: FileSize): string => `${file}/${size}`;

/** Null while the bytes are still arriving. */
export const aboutFile = ({ _id, about }: FileDocument, key: Buffer): FileView | null =>
  about && (JSON.parse(unseal(key, aboutContext(_id), bytesOf(about)).toString('utf8')) as FileView);

/**
 * The bytes, read chunk by chunk as they are taken. Fails in the middle where something of the file is not there or
 * not what was stored.
 */
export function fileBytes(
  { models }: Pick<Context, 'models'>,
  file: FileId,
  size: FileSize,
  key: Buffer,
): Readable {
  const chunks = models.FileChunk.find({ file, size }, { n: 1, sealed: 1 })
    .sort({ n: 1 })
    .batchSize(4)
    .lean()
    .cursor();
  return Readable.from(openChunks(key, chunkContext(file, size), chunks), { objectMode: false });
}
