import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chunkLength, openChunks, sealChunks, type SealedChunk } from './sealed-chunks.js';

const key = randomBytes(32);

async function* pieces(bytes: Buffer, length: number): AsyncGenerator<Buffer> {
  await Promise.resolve();
  for (let at = 0; at < bytes.length; at += length) yield bytes.subarray(at, at + length);
}

async function* each<Value>(values: readonly Value[]): AsyncGenerator<Value> {
  await Promise.resolve();
  yield* values;
}

async function gather<Value>(source: AsyncIterable<Value>): Promise<Value[]> {
  const all: Value[] = [];
  for await (const one of source) all.push(one);
  return all;
}

const sealed = (bytes: Buffer, context = 'fil_a/whole', length = 64 * 1_024) =>
  gather(sealChunks(key, context, pieces(bytes, length)));
const opened = async (chunks: readonly SealedChunk[], context = 'fil_a/whole', by = key) =>
  Buffer.concat(await gather(openChunks(by, context, each(chunks))));

describe('MSG-12 bytes that are sealed in chunks', () => {
  it.each([0, 1, chunkLength - 1, chunkLength, chunkLength + 1, 2 * chunkLength, 3 * chunkLength + 17])(
    'STO-4 %i bytes come back as they were',
    async (length) => {
      const bytes = randomBytes(length);
      const chunks = await sealed(bytes);
      expect(chunks).toHaveLength(Math.max(1, Math.ceil(length / chunkLength)));
      for (const chunk of chunks) expect(chunk.sealed.length).toBeLessThan(255 * 1_024);
      expect((await opened(chunks)).equals(bytes)).toBe(true);
    },
  );

  it('STO-4 it does not matter in which pieces they arrive', async () => {
    const bytes = randomBytes(chunkLength + 5_000);
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 700, max: 3 * chunkLength }), async (length) => {
        expect((await opened(await sealed(bytes, 'fil_a/whole', length))).equals(bytes)).toBe(true);
      }),
      { numRuns: 20 },
    );
  });

  it('STO-4 what is cut off, moved, repeated, exchanged, of another file or key, or changed by a bit does not open', async () => {
    const [first, second, third] = (await sealed(randomBytes(3 * chunkLength))) as [
      SealedChunk,
      SealedChunk,
      SealedChunk,
    ];
    const [stranger] = (await sealed(randomBytes(10), 'fil_b/whole')) as [SealedChunk];
    const changed = { n: 1, sealed: Buffer.from(second.sealed) };
    changed.sealed[500]! ^= 1;
    const attempts: SealedChunk[][] = [
      [],
      [first],
      [first, second],
      [second, third],
      [first, third],
      [first, { ...third, n: 1 }, { ...second, n: 2 }],
      [first, second, second, third],
      [first, second, third, { ...third, n: 3 }],
      [{ ...stranger, n: 0 }],
      [first, changed, third],
    ];
    for (const attempt of attempts) await expect(opened(attempt)).rejects.toThrow();
    await expect(opened([first, second, third], 'fil_a/thumbnail')).rejects.toThrow();
    await expect(opened([first, second, third], 'fil_a/whole', randomBytes(32))).rejects.toThrow();
    expect(await opened([first, second, third])).toHaveLength(3 * chunkLength);
  });
});
