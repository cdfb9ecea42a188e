/** From bytes that arrive to a file that is proven, made harmless, sealed and stored; its message comes after. */
import { createHash, type Hash } from 'node:crypto';
import { isPicture, type FileSize, type FileType, type FileView } from '@parlour/shared/model/file.js';
import type { ConversationId, FileId } from '@parlour/shared/model/ids.js';
import { Refusal } from '@parlour/shared/protocol/errors.js';
import { cleanFileName } from '@parlour/shared/rules/file-name.js';
import type { Context } from '../context.js';
import type { NewMessage } from '../conversations/message-writer.js';
import { seal } from '../vault/seal.js';
import { sealChunks } from '../vault/sealed-chunks.js';
import { aboutContext, chunkContext } from './open-file.js';
import { makePicture } from './picture.js';
import { headLength, PlainText, typeOf } from './proven-type.js';
import { storeChunks } from './store-chunks.js';

export interface Arriving {
  readonly file: FileId;
  readonly conversation: ConversationId;
  readonly merchant: string;
  readonly key: Buffer;
  readonly name: string;
  readonly bytes: AsyncIterable<Buffer>;
  /** Bytes that it may have. */
  readonly limit: number;
}

/** An image encoded anew may be larger than what came, though not by much. */
const growth = 2;

/**
 * Stores what arrives under `file`, whose document is there already, and says what is to be in the message. Memory is
 * bounded: by the limit for an image, which is decoded as a whole, and by a few chunks for anything else.
 *
 * @throws Refusal `too_large`, `file_type_refused`, `file_unreadable`; what is stored by then is for the caller to
 * discard
 */
export async function takeFile(context: Context, arriving: Arriving): Promise<NewMessage['content']> {
  const { file, merchant, key, name, limit } = arriving;
  const hash = createHash('sha256');
  const counted = hashed(upTo(arriving.bytes, limit), hash);
  const { head, all } = await withHead(counted);
  const type = typeOf(head);
  const { size, stored, picture } = isPicture(type)
    ? await storePicture(context, arriving, type, all)
    : await storePlainly(context, arriving, type, all);
  const { text, masked } = await context.masking.mask(merchant, cleanFileName(name, type));
  const view: FileView = { id: file, name: cleanFileName(text, type), type, size, picture };
  const kept = await context.models.File.updateOne(
    { _id: file },
    { $set: { bytes: stored, about: seal(key, aboutContext(file), JSON.stringify(view)) } },
  );
  // Its conversation was purged while it arrived.
  if (kept.matchedCount === 0) throw new Refusal('conversation_expired');
  return { file: view, sent: hash.digest('hex'), masked };
}

/** SHA-256 of what arrives; nothing of it is kept. */
export async function hashOf(bytes: AsyncIterable<Buffer>, limit: number): Promise<string> {
  const hash = createHash('sha256');
  for await (const some of upTo(bytes, limit)) hash.update(some);
  return hash.digest('hex');
}

interface Stored {
  /** Bytes of the file itself. */
  readonly size: number;
  /** Bytes of all that is stored of it. */
  readonly stored: number;
  readonly picture: FileView['picture'];
}

async function storePicture(
  context: Context,
  arriving: Arriving,
  type: FileType,
  bytes: AsyncIterable<Buffer>,
): Promise<Stored> {
  const picture = await makePicture(await gathered(bytes), type);
  if (picture.whole.length > arriving.limit * growth) throw new Refusal('too_large');
  const { whole, thumbnail, width, height } = picture;
  const stored =
    (await storeAs(context, arriving, 'whole', once(whole))) +
    (await storeAs(context, arriving, 'thumbnail', once(thumbnail)));
  return { size: whole.length, stored, picture: { width, height } };
}

async function storePlainly(
  context: Context,
  arriving: Arriving,
  type: FileType,
  bytes: AsyncIterable<Buffer>,
): Promise<Stored> {
  const proven = type === 'text/plain' ? plain(bytes) : bytes;
  const stored = await storeAs(context, arriving, 'whole', proven);
  return { size: stored, stored, picture: null };
}

const storeAs = (
  { models }: Context,
  { file, conversation, key }: Arriving,
  size: FileSize,
  bytes: AsyncIterable<Buffer>,
): Promise<number> =>
  storeChunks(models.FileChunk, { file, conversation, size }, (counted) =>
    sealChunks(key, chunkContext(file, size), counted(bytes)),
  );

/** @throws Refusal `too_large`, as soon as there is more than `limit` */
export async function* upTo(bytes: AsyncIterable<Buffer>, limit: number): AsyncGenerator<Buffer> {
  let length = 0;
  for await (const some of bytes) {
    length += some.length;
    if (length > limit) throw new Refusal('too_large');
    yield some;
  }
}

async function* hashed(bytes: AsyncIterable<Buffer>, hash: Hash): AsyncGenerator<Buffer> {
  for await (const some of bytes) {
    hash.update(some);
    yield some;
  }
}

async function* plain(bytes: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  const text = new PlainText();
  for await (const some of bytes) {
    text.take(some);
    yield some;
  }
  text.end();
}

/** The first bytes, and all of them with those before the rest. */
export async function withHead(
  bytes: AsyncGenerator<Buffer>,
): Promise<{ head: Buffer; all: AsyncIterable<Buffer> }> {
  const first: Buffer[] = [];
  let length = 0;
  while (length < headLength) {
    const next = await bytes.next();
    if (next.done) break;
    first.push(next.value);
    length += next.value.length;
  }
  const head = Buffer.concat(first);
  return { head: head.subarray(0, headLength), all: followedBy(head, bytes) };
}

async function* followedBy(head: Buffer, rest: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  yield head;
  yield* rest;
}

async function* once(bytes: Buffer): AsyncGenerator<Buffer> {
  yield await Promise.resolve(bytes);
}

/** All of it, in memory. */
export async function gathered(bytes: AsyncIterable<Buffer>): Promise<Buffer> {
  const all: Buffer[] = [];
  for await (const some of bytes) all.push(some);
  return Buffer.concat(all);
}
