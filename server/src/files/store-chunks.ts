import type { Model } from 'mongoose';
import { withDeadline } from '../database/deadline.js';
import type { SealedChunk } from '../vault/sealed-chunks.js';

/** About a megabyte a write. */
const chunksAtOnce = 4;
/** Milliseconds for one write of so much. */
const patience = 15_000;

/**
 * Stores chunks as they are sealed, a few in one write: memory is bounded however long the source is, and a slow store
 * slows the source. Returns how many bytes the source had.
 */
export async function storeChunks<Chunk extends SealedChunk>(
  model: { readonly collection: Model<Chunk>['collection'] },
  rest: Omit<Chunk, keyof SealedChunk>,
  sealed: (counted: (bytes: AsyncIterable<Buffer>) => AsyncIterable<Buffer>) => AsyncIterable<SealedChunk>,
): Promise<number> {
  let length = 0;
  async function* counted(bytes: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
    for await (const some of bytes) {
      length += some.length;
      yield some;
    }
  }
  let batch: object[] = [];
  const write = async (): Promise<void> => {
    if (batch.length > 0) await withDeadline(model.collection.insertMany(batch as never[]), patience);
    batch = [];
  };
  for await (const chunk of sealed(counted)) {
    batch.push({ ...rest, ...chunk });
    if (batch.length === chunksAtOnce) await write();
  }
  await write();
  return length;
}
