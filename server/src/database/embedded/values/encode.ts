import {
  Binary,
  BSONRegExp,
  BSONSymbol,
  Code,
  Decimal128,
  Double,
  Int32,
  Long,
  MaxKey,
  MinKey,
  ObjectId,
  Timestamp,
} from 'bson';
import { StoreError } from '../errors.js';
import { RawDocument, Undefined, type Document, type Value } from './kinds.js';

/** The largest stored document, as MongoDB has it. */
export const MAX_DOCUMENT_BYTES = 16 * 1024 * 1024;
const MAX_DEPTH = 200;

let scratch = Buffer.allocUnsafeSlow(64 * 1024);
let at = 0;
let busy = false;

/** Writes a document as BSON. Fields whose value is `undefined` are left out. */
export function encode(document: Document): Buffer {
  if (busy) throw new Error('encode is not reentrant');
  busy = true;
  at = 0;
  try {
    writeDocument(document, 1);
    return Buffer.from(scratch.subarray(0, at));
  } finally {
    busy = false;
    if (scratch.length > 4 * 1024 * 1024) scratch = Buffer.allocUnsafeSlow(64 * 1024);
  }
}

function room(count: number): void {
  if (at + count <= scratch.length) return;
  const larger = Buffer.allocUnsafeSlow(Math.max(scratch.length * 2, at + count + 1024));
  scratch.copy(larger, 0, 0, at);
  scratch = larger;
}

function writeDocument(document: Document, depth: number): void {
  if (depth > MAX_DEPTH) throw new StoreError(15, `BSONObj exceeded max nested object depth: ${MAX_DEPTH}`);
  const start = at;
  room(5);
  at += 4;
  for (const name of Object.keys(document)) writeElement(name, document[name], depth);
  endDocument(start);
}

function writeArray(values: readonly Value[], depth: number): void {
  if (depth > MAX_DEPTH) throw new StoreError(15, `BSONObj exceeded max nested object depth: ${MAX_DEPTH}`);
  const start = at;
  room(5);
  at += 4;
  for (let i = 0; i < values.length; i++) {
    const value = values[i];
    writeElement(String(i), value === undefined ? null : value, depth);
  }
  endDocument(start);
}

function endDocument(start: number): void {
  room(1);
  scratch[at++] = 0;
  scratch.writeInt32LE(at - start, start);
}

function writeHead(type: number, name: string): void {
  const length = name.length;
  room(2 + length * 3);
  scratch[at++] = type;
  let ascii = length < 24;
  if (ascii) {
    for (let i = 0; i < length; i++) {
      const code = name.charCodeAt(i);
      if (code === 0) throw new StoreError(2, 'a field name must not contain a null byte');
      if (code > 0x7f) {
        ascii = false;
        break;
      }
      scratch[at + i] = code;
    }
  }
  if (ascii) at += length;
  else {
    if (name.includes('\0')) throw new StoreError(2, 'a field name must not contain a null byte');
    at += scratch.write(name, at, 'utf8');
  }
  scratch[at++] = 0;
}

function writeString(text: string): void {
  room(5 + text.length * 3);
  const size = scratch.write(text, at + 4, 'utf8');
  scratch.writeInt32LE(size + 1, at);
  at += 4 + size;
  scratch[at++] = 0;
}

function writeCString(text: string): void {
  room(1 + text.length * 3);
  at += scratch.write(text, at, 'utf8');
  scratch[at++] = 0;
}

function writeInt32(value: number): void {
  room(4);
  at = scratch.writeInt32LE(value, at);
}

function writeDouble(value: number): void {
  room(8);
  at = scratch.writeDoubleLE(value, at);
}

function writeLong(value: { low: number; high: number }): void {
  room(8);
  at = scratch.writeInt32LE(value.low | 0, at);
  at = scratch.writeInt32LE(value.high | 0, at);
}

function writeBytes(bytes: Uint8Array): void {
  room(bytes.length);
  scratch.set(bytes, at);
  at += bytes.length;
}

function writeElement(name: string, value: Value, depth: number): void {
  switch (typeof value) {
    case 'string':
      writeHead(0x02, name);
      return writeString(value);
    case 'number':
      if ((value | 0) === value && !Object.is(value, -0)) {
        writeHead(0x10, name);
        return writeInt32(value);
      }
      writeHead(0x01, name);
      return writeDouble(value);
    case 'boolean':
      writeHead(0x08, name);
      room(1);
      scratch[at++] = value ? 1 : 0;
      return;
    case 'bigint':
      writeHead(0x12, name);
      return writeLong(Long.fromBigInt(value));
    case 'object':
      break;
    default:
      return;
  }
  if (value === null) return writeHead(0x0a, name);
  if (Array.isArray(value)) {
    writeHead(0x04, name);
    return writeArray(value as Value[], depth + 1);
  }
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype === Object.prototype) {
    writeHead(0x03, name);
    return writeDocument(value as Document, depth + 1);
  }
  writeSpecial(name, value as object, depth);
}

function writeSpecial(name: string, value: object, depth: number): void {
  if (value instanceof ObjectId) {
    writeHead(0x07, name);
    writeBytes(value.id);
  } else if (value instanceof RawDocument) {
    writeHead(0x03, name);
    writeBytes(value.bytes);
  } else if (value instanceof Date) {
    writeHead(0x09, name);
    const milliseconds = value.getTime();
    writeLong(Number.isNaN(milliseconds) ? Long.MIN_VALUE : Long.fromNumber(milliseconds));
  } else if (value instanceof Timestamp) {
    writeHead(0x11, name);
    writeLong(value);
  } else if (value instanceof Long) {
    writeHead(0x12, name);
    writeLong(value);
  } else if (value instanceof Double) {
    writeHead(0x01, name);
    writeDouble(value.value);
  } else if (value instanceof Int32) {
    writeHead(0x10, name);
    writeInt32(value.value);
  } else if (value instanceof Decimal128) {
    writeHead(0x13, name);
    writeBytes(value.bytes);
  } else if (value instanceof Binary) {
    writeHead(0x05, name);
    const content = value.buffer.subarray(0, value.position);
    const old = value.sub_type === Binary.SUBTYPE_BYTE_ARRAY;
    writeInt32(content.length + (old ? 4 : 0));
    room(1);
    scratch[at++] = value.sub_type;
    if (old) writeInt32(content.length);
    writeBytes(content);
  } else if (value instanceof Uint8Array) {
    writeHead(0x05, name);
    writeInt32(value.length);
    room(1);
    scratch[at++] = 0;
    writeBytes(value);
  } else if (value instanceof BSONRegExp) {
    writeHead(0x0b, name);
    writeCString(value.pattern);
    writeCString(value.options);
  } else if (value instanceof RegExp) {
    writeHead(0x0b, name);
    writeCString(value.source);
    writeCString(value.flags.replace(/[^imsx]/g, ''));
  } else if (value instanceof BSONSymbol) {
    writeHead(0x0e, name);
    writeString(value.value);
  } else if (value instanceof Code) {
    writeHead(value.scope ? 0x0f : 0x0d, name);
    const start = at;
    if (value.scope) writeInt32(0);
    writeString(value.code);
    if (value.scope) {
      writeDocument(value.scope, depth + 1);
      scratch.writeInt32LE(at - start, start);
    }
  } else if (value instanceof MinKey) {
    writeHead(0xff, name);
  } else if (value instanceof MaxKey) {
    writeHead(0x7f, name);
  } else if (value instanceof Undefined) {
    writeHead(0x06, name);
  } else {
    writeHead(0x03, name);
    writeDocument(value as Document, depth + 1);
  }
}
