import { crc32c } from './crc32c.js';
import { StoreError } from '../errors.js';
import { decode, decodeCommand } from '../values/decode.js';
import { encode } from '../values/encode.js';
import { RawDocument, setField, type Document } from '../values/kinds.js';

/** The largest message taken or sent, as MongoDB announces it. */
export const MAX_MESSAGE_BYTES = 48_000_000;
const HEADER = 16;
const OP_REPLY = 1;
const OP_QUERY = 2004;
const OP_MSG = 2013;
const CHECKSUM_PRESENT = 1;
const MORE_TO_COME = 2;
const EXHAUST_ALLOWED = 1 << 16;

/** A command as it came in; document sequences have become fields of the body. */
export interface Message {
  readonly requestId: number;
  readonly legacy: boolean;
  /** The client expects no answer. */
  readonly silent: boolean;
  readonly body: Document;
}

/** What breaks the protocol ends its connection. */
export class ProtocolError extends Error {}

/** Cuts a stream of bytes into messages. */
export class Frames {
  private chunks: Buffer[] = [];
  private size = 0;

  push(chunk: Buffer): Buffer[] {
    this.chunks.push(chunk);
    this.size += chunk.length;
    const frames: Buffer[] = [];
    while (this.size >= 4) {
      if (this.chunks[0]!.length < 4) this.chunks = [Buffer.concat(this.chunks)];
      const length = this.chunks[0]!.readInt32LE(0);
      if (length < HEADER || length > MAX_MESSAGE_BYTES)
        throw new ProtocolError(`a message of ${length} bytes`);
      if (this.size < length) break;
      let all = this.chunks.length === 1 ? this.chunks[0]! : Buffer.concat(this.chunks);
      frames.push(all.subarray(0, length));
      all = all.subarray(length);
      this.chunks = all.length > 0 ? [all] : [];
      this.size = all.length;
    }
    return frames;
  }
}

/** @throws ProtocolError or StoreError 22 for what is not a message of the protocol. */
export function parseFrame(frame: Buffer): Message {
  const requestId = frame.readInt32LE(4);
  const opCode = frame.readInt32LE(12);
  if (opCode === OP_MSG) return parseMessage(frame, requestId);
  if (opCode === OP_QUERY) return parseLegacyQuery(frame, requestId);
  throw new ProtocolError(`operation ${opCode} is not spoken here`);
}

function parseMessage(frame: Buffer, requestId: number): Message {
  if (frame.length < HEADER + 5) throw new ProtocolError('a message without a body');
  const flags = frame.readUInt32LE(HEADER);
  if ((flags & 0xffff & ~(CHECKSUM_PRESENT | MORE_TO_COME)) !== 0)
    throw new ProtocolError('an unknown required flag');
  let end = frame.length;
  if (flags & CHECKSUM_PRESENT) {
    end -= 4;
    if (end < HEADER + 5) throw new ProtocolError('a message without a body');
    if (frame.readUInt32LE(end) !== crc32c(frame.subarray(0, end)))
      throw new ProtocolError('a wrong checksum');
  }
  void EXHAUST_ALLOWED; // optional: the answer is simply a single one
  let body: Document | null = null;
  const sequences: [string, RawDocument[]][] = [];
  let at = HEADER + 4;
  while (at < end) {
    const kind = frame[at++];
    const size = at + 4 <= end ? frame.readInt32LE(at) : -1;
    if (size < 5 || at + size > end) throw new ProtocolError('a section does not fit');
    if (kind === 0) {
      if (body) throw new ProtocolError('two bodies');
      body = decodeCommand(frame.subarray(at, at + size));
    } else if (kind === 1) {
      sequences.push(parseSequence(frame, at, at + size));
    } else {
      throw new ProtocolError(`an unknown kind of section`);
    }
    at += size;
  }
  if (!body) throw new ProtocolError('no body');
  for (const [name, documents] of sequences) {
    if (Object.hasOwn(body, name)) throw new ProtocolError(`the field ${name} twice`);
    // Documents to be inserted stay as they are; statements of updates and deletes are read.
    setField(body, name, name === 'documents' ? documents : documents.map(({ bytes }) => decode(bytes)));
  }
  return { requestId, legacy: false, silent: (flags & MORE_TO_COME) !== 0, body };
}

function parseSequence(frame: Buffer, start: number, end: number): [string, RawDocument[]] {
  let at = start + 4;
  const nameEnd = frame.indexOf(0, at);
  if (nameEnd < 0 || nameEnd >= end) throw new ProtocolError('a sequence without a name');
  const name = frame.toString('utf8', at, nameEnd);
  at = nameEnd + 1;
  const documents: RawDocument[] = [];
  while (at < end) {
    const size = at + 4 <= end ? frame.readInt32LE(at) : -1;
    if (size < 5 || at + size > end) throw new ProtocolError('a document of a sequence does not fit');
    documents.push(new RawDocument(frame.subarray(at, at + size)));
    at += size;
  }
  return [name, documents];
}

/** OP_QUERY is what a driver opens a connection with; nothing else is answered in it. */
function parseLegacyQuery(frame: Buffer, requestId: number): Message {
  const nameEnd = frame.indexOf(0, HEADER + 4);
  if (nameEnd < 0 || nameEnd + 9 > frame.length) throw new ProtocolError('a query is cut short');
  const namespace = frame.toString('utf8', HEADER + 4, nameEnd);
  if (!namespace.endsWith('.$cmd')) throw new ProtocolError('legacy queries are not spoken here');
  let body = decode(frame, nameEnd + 9);
  const inner = body.$query ?? body.query;
  if (inner !== undefined && typeof inner === 'object' && inner !== null) body = inner as Document;
  if (!Object.hasOwn(body, '$db')) body.$db = namespace.slice(0, -5);
  return { requestId, legacy: true, silent: false, body };
}

let nextId = 1;

/** An answer to a message. */
export function replyFrame(message: Message, reply: Document): Buffer {
  const body = encode(reply);
  const extra = message.legacy ? 20 : 5;
  const frame = Buffer.allocUnsafe(HEADER + extra + body.length);
  if (frame.length > MAX_MESSAGE_BYTES + 16384) throw new StoreError(10334, 'the answer is too large');
  frame.writeInt32LE(frame.length, 0);
  nextId = (nextId + 1) & 0x7fffffff;
  frame.writeInt32LE(nextId, 4);
  frame.writeInt32LE(message.requestId, 8);
  frame.writeInt32LE(message.legacy ? OP_REPLY : OP_MSG, 12);
  if (message.legacy) {
    frame.fill(0, HEADER, HEADER + 20);
    frame.writeInt32LE(8, HEADER); // await capable
    frame.writeInt32LE(1, HEADER + 16);
  } else {
    frame.writeUInt32LE(0, HEADER);
    frame[HEADER + 4] = 0;
  }
  body.copy(frame, HEADER + extra);
  return frame;
}
