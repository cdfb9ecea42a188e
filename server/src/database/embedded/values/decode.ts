import {
  Binary,
  BSONRegExp,
  BSONSymbol,
  Code,
  Decimal128,
  Double,
  Long,
  MaxKey,
  MinKey,
  ObjectId,
  Timestamp,
  UUID,
} from 'bson';
import { StoreError } from '../errors.js';
import { RawDocument, setField, Undefined, type Document, type Value } from './kinds.js';

const MAX_DEPTH = 200;
const ID_NAME = 0x0064695f; // "_id" and its end
const invalid = (why: string) => new StoreError(22, `Invalid BSON: ${why}`);

/**
 * Reads one document and checks it wholly: lengths, terminators, types. The result shares memory with `bytes`
 * for binary values, so `bytes` must not be reused.
 *
 * @throws StoreError 22 (InvalidBSON) for bytes that are not BSON, 15 (Overflow) for more than 200 levels.
 */
export function decode(bytes: Buffer, offset = 0): Document {
  const reader = new Reader(bytes, offset);
  const end = reader.documentEnd();
  const document = reader.document(end, 1);
  if (reader.at !== end) throw invalid('a document is longer than its fields');
  return document;
}

/** Reads only some fields of a stored document, by their names; what nobody wants is passed over unread. */
export function decodeFields(bytes: Buffer, wanted: ReadonlySet<string>): Document {
  const reader = new Reader(bytes, 0);
  return reader.fields(reader.documentEnd(), wanted);
}

/**
 * Checks a document as {@link decode} does without reading it, and finds its `_id`: where the field begins and ends.
 *
 * @throws StoreError as `decode` does.
 */
export function findId(bytes: Buffer): { start: number; end: number } | null {
  const reader = new Reader(bytes, 0);
  const end = reader.documentEnd();
  const found = reader.findId(end);
  if (reader.at !== end) throw invalid('a document is longer than its fields');
  return found;
}

/** Reads a command; the documents that it brings to be inserted stay as they are. */
export function decodeCommand(bytes: Buffer): Document {
  const reader = new Reader(bytes, 0);
  reader.raw = 'documents';
  return reader.document(reader.documentEnd(), 1);
}

class Reader {
  /** A top-level array of documents by this name is not read, but kept as BSON. */
  raw: string | null = null;

  constructor(
    private readonly bytes: Buffer,
    public at: number,
  ) {}

  documentEnd(): number {
    const { bytes, at } = this;
    if (at + 5 > bytes.length) throw invalid('a document is cut short');
    const size = bytes.readInt32LE(at);
    if (size < 5 || at + size > bytes.length) throw invalid(`a document of ${size} bytes does not fit`);
    if (bytes[at + size - 1] !== 0) throw invalid('a document is not terminated');
    return at + size;
  }

  document(end: number, depth: number): Document {
    if (depth > MAX_DEPTH) throw new StoreError(15, `BSONObj exceeded max nested object depth: ${MAX_DEPTH}`);
    this.at += 4;
    const result: Document = {};
    for (;;) {
      const type = this.bytes[this.at++];
      if (type === 0) break;
      const name = this.name(end);
      const keep = depth === 1 && type === 0x04 && name === this.raw;
      const value = keep ? this.rawDocuments(this.nested(end)) : this.value(type!, end, depth);
      setField(result, name, value);
    }
    if (this.at !== end) throw invalid('a document ends before its length');
    return result;
  }

  fields(end: number, wanted: ReadonlySet<string>): Document {
    this.at += 4;
    const result: Document = {};
    for (;;) {
      const type = this.bytes[this.at++];
      if (type === 0) return result;
      const name = this.name(end);
      if (wanted.has(name)) setField(result, name, this.value(type!, end, 1));
      else this.skip(type!, end);
    }
  }

  findId(end: number): { start: number; end: number } | null {
    const { bytes } = this;
    let found: { start: number; end: number } | null = null;
    this.at += 4;
    for (;;) {
      const start = this.at;
      const type = bytes[this.at++];
      if (type === 0) return found;
      this.skipName(end);
      const named = this.at - start === 5 && bytes.readUInt32LE(start + 1) === ID_NAME;
      this.skip(type!, end, 1);
      if (named) found = { start, end: this.at };
    }
  }

  /** Passes over the fields of a document, which is checked as {@link document} checks it. */
  pass(end: number, depth: number): void {
    if (depth > MAX_DEPTH) throw new StoreError(15, `BSONObj exceeded max nested object depth: ${MAX_DEPTH}`);
    this.at += 4;
    for (;;) {
      const type = this.bytes[this.at++];
      if (type === 0) break;
      this.skipName(end);
      this.skip(type!, end, depth);
    }
    if (this.at !== end) throw invalid('a document ends before its length');
  }

  /** Passes over a value; what lies in documents and arrays is checked where their depth is given. */
  skip(type: number, end: number, depth = 0): void {
    switch (type) {
      case 0x03:
      case 0x04:
        if (depth > 0) this.pass(this.nested(end), depth + 1);
        else this.at = this.nested(end);
        return;
      case 0x02: {
        const size = this.bytes.readInt32LE(this.need(4, end));
        if (size < 1) throw invalid('a string has no length');
        if (this.bytes[this.need(size, end) + size - 1] !== 0) throw invalid('a string is not terminated');
        return;
      }
      case 0x01:
      case 0x09:
      case 0x12:
        this.need(8, end);
        return;
      case 0x07:
        this.need(12, end);
        return;
      case 0x10:
        this.need(4, end);
        return;
      case 0x0a:
        return;
      case 0x05: {
        const { at } = this;
        const size = this.bytes.readInt32LE(this.need(4, end));
        if (this.bytes[this.need(1, end)] !== Binary.SUBTYPE_BYTE_ARRAY) return void this.need(size, end);
        this.at = at;
        return void this.binary(end);
      }
      default:
        this.value(type, end, Math.max(1, depth));
    }
  }

  private rawDocuments(end: number): RawDocument[] {
    this.at += 4;
    const result: RawDocument[] = [];
    for (;;) {
      const type = this.bytes[this.at++];
      if (type === 0) break;
      if (type !== 0x03) throw new StoreError(14, 'a list of documents holds something else');
      this.skipName(end);
      const documentEnd = this.nested(end);
      result.push(new RawDocument(this.bytes.subarray(this.at, documentEnd)));
      this.at = documentEnd;
    }
    if (this.at !== end) throw invalid('an array ends before its length');
    return result;
  }

  array(end: number, depth: number): Value[] {
    if (depth > MAX_DEPTH) throw new StoreError(15, `BSONObj exceeded max nested object depth: ${MAX_DEPTH}`);
    this.at += 4;
    const result: Value[] = [];
    for (;;) {
      const type = this.bytes[this.at++];
      if (type === 0) break;
      this.skipName(end);
      result.push(this.value(type!, end, depth));
    }
    if (this.at !== end) throw invalid('an array ends before its length');
    return result;
  }

  private skipName(end: number): void {
    const { bytes } = this;
    let at = this.at;
    while (at < end && bytes[at] !== 0) at++;
    if (at >= end) throw invalid('a name is not terminated');
    this.at = at + 1;
  }

  private name(end: number): string {
    const start = this.at;
    const { bytes } = this;
    let at = start;
    let ascii = 0;
    while (at < end && bytes[at] !== 0) ascii |= bytes[at++]!;
    if (at >= end) throw invalid('a name is not terminated');
    this.at = at + 1;
    if (ascii < 0x80 && at - start < 24) {
      let name = '';
      for (let i = start; i < at; i++) name += String.fromCharCode(bytes[i]!);
      return name;
    }
    return bytes.toString('utf8', start, at);
  }

  private need(count: number, end: number): number {
    const start = this.at;
    if (count < 0 || start + count >= end) throw invalid('a value is cut short');
    this.at = start + count;
    return start;
  }

  private string(end: number): string {
    const size = this.bytes.readInt32LE(this.need(4, end));
    if (size < 1) throw invalid('a string has no length');
    const start = this.need(size, end);
    if (this.bytes[start + size - 1] !== 0) throw invalid('a string is not terminated');
    return this.bytes.toString('utf8', start, start + size - 1);
  }

  private nested(end: number): number {
    const nestedEnd = this.documentEnd();
    if (nestedEnd >= end) throw invalid('a nested document does not fit');
    return nestedEnd;
  }

  private objectId(end: number): ObjectId {
    const start = this.need(12, end);
    return new ObjectId(this.bytes.subarray(start, start + 12));
  }

  private long(end: number): Long {
    const start = this.need(8, end);
    return new Long(this.bytes.readInt32LE(start), this.bytes.readInt32LE(start + 4));
  }

  value(type: number, end: number, depth: number): Value {
    const { bytes } = this;
    switch (type) {
      case 0x10:
        return bytes.readInt32LE(this.need(4, end));
      case 0x02:
        return this.string(end);
      case 0x01: {
        const value = bytes.readDoubleLE(this.need(8, end));
        const looksInt = (value | 0) === value && !Object.is(value, -0);
        return looksInt ? new Double(value) : value;
      }
      case 0x03:
        return this.document(this.nested(end), depth + 1);
      case 0x04:
        return this.array(this.nested(end), depth + 1);
      case 0x05:
        return this.binary(end);
      case 0x06:
        return Undefined.value;
      case 0x07:
        return this.objectId(end);
      case 0x08: {
        const flag = bytes[this.need(1, end)]!;
        if (flag > 1) throw invalid('a boolean is neither 0 nor 1');
        return flag === 1;
      }
      case 0x09: {
        const start = this.need(8, end);
        return new Date(bytes.readInt32LE(start + 4) * 0x100000000 + bytes.readUInt32LE(start));
      }
      case 0x0a:
        return null;
      case 0x0b: {
        const pattern = this.name(end);
        return new BSONRegExp(pattern, this.name(end));
      }
      case 0x0c: {
        const namespace = this.string(end);
        return { $ref: namespace, $id: this.objectId(end) } satisfies Document;
      }
      case 0x0d:
        return new Code(this.string(end));
      case 0x0e:
        return new BSONSymbol(this.string(end));
      case 0x0f: {
        this.need(4, end);
        const code = this.string(end);
        return new Code(code, this.document(this.nested(end), depth + 1));
      }
      case 0x11: {
        const start = this.need(8, end);
        return new Timestamp({ i: bytes.readUInt32LE(start), t: bytes.readUInt32LE(start + 4) });
      }
      case 0x12:
        return this.long(end);
      case 0x13: {
        const start = this.need(16, end);
        return new Decimal128(bytes.subarray(start, start + 16));
      }
      case 0x7f:
        return new MaxKey();
      case 0xff:
        return new MinKey();
      default:
        throw invalid(`unknown type 0x${type?.toString(16)}`);
    }
  }

  private binary(end: number): Binary {
    let size = this.bytes.readInt32LE(this.need(4, end));
    const subtype = this.bytes[this.need(1, end)]!;
    if (size < 0) throw invalid('a binary value has a negative length');
    if (subtype === Binary.SUBTYPE_BYTE_ARRAY && size >= 4) {
      const inner = this.bytes.readInt32LE(this.need(4, end));
      if (inner !== size - 4) throw invalid('the lengths of a binary value disagree');
      size = inner;
    }
    const start = this.need(size, end);
    const content = this.bytes.subarray(start, start + size);
    return subtype === Binary.SUBTYPE_UUID && size === 16 ? new UUID(content) : new Binary(content, subtype);
  }
}
