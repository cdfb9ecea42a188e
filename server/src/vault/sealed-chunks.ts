/**
 * Bytes of any length, sealed in chunks with bounded memory, as STREAM does it (Hoang, Reyhanitabar, Rogaway, Vizár
 * 2015): each chunk is sealed by itself (AES-256-GCM, a nonce of its own) together with what it belongs to, its number,
 * and whether it is the last. So a chunk that is missing, moved, repeated, of another place or after the end does not
 * open, and neither does what was cut off at the border of a chunk.
 */
import { seal, unseal } from './seal.js';
import { bytesOf } from './vault.js';

/** Bytes of a chunk before it is sealed: with all that stands around it, a document stays below 256 KiB. */
export const chunkLength = 240 * 1_024;

export interface SealedChunk {
  /** 0, 1, 2 … */
  n: number;
  sealed: Buffer;
}

const place = (context: string, n: number, isLast: boolean): string =>
  `${context}/${n}/${isLast ? 'last' : 'more'}`;

/** At least one chunk, which is empty where there are no bytes. */
export async function* sealChunks(
  key: Buffer,
  context: string,
  source: AsyncIterable<Buffer>,
): AsyncGenerator<SealedChunk> {
  let n = 0;
  let waiting: Buffer[] = [];
  let length = 0;
  for await (const bytes of source) {
    waiting.push(bytes);
    length += bytes.length;
    // One byte more than a chunk must have come before it is known not to be the last.
    if (length <= chunkLength) continue;
    let all = Buffer.concat(waiting);
    for (; all.length > chunkLength; n += 1) {
      yield { n, sealed: seal(key, place(context, n, false), all.subarray(0, chunkLength)) };
      all = all.subarray(chunkLength);
    }
    waiting = [all];
    length = all.length;
  }
  yield { n, sealed: seal(key, place(context, n, true), Buffer.concat(waiting)) };
}

/**
 * The bytes again, chunk by chunk, each as soon as it has proven itself.
 *
 * @throws where a chunk is not what it was sealed as, or not where it was, and where the last is missing: whoever
 * hands the bytes on must then break off, and not pretend to be at the end.
 */
export async function* openChunks(
  key: Buffer,
  context: string,
  chunks: AsyncIterable<{ readonly n: number; readonly sealed: Uint8Array | { buffer: Uint8Array } }>,
): AsyncGenerator<Buffer> {
  let next = 0;
  let held: Uint8Array | null = null;
  for await (const { n, sealed } of chunks) {
    if (held) yield unseal(key, place(context, next - 1, false), held);
    if (n !== next) throw new Error(`chunk ${next} is missing`);
    held = bytesOf(sealed);
    next += 1;
  }
  if (!held) throw new Error('there is no chunk');
  yield unseal(key, place(context, next - 1, true), held);
}
