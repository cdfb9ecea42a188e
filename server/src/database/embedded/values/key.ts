import { createHash } from 'node:crypto';
import type { Binary, Code, ObjectId, Timestamp } from 'bson';
import { dateMillis, regexParts, symbolText } from './compare.js';
import { Kind, kindOf, type Document, type Value } from './kinds.js';
import { exactDouble, normalize, subtractExact, type Exact } from './numbers.js';

/**
 * Keys of indexes: bytes whose order is BSON's order of the values, and whose equality is equality of the values.
 * Every encoding ends by itself (none is the beginning of another), so that the fields of a compound key can follow
 * each other; a descending field has its bytes inverted.
 */

let buffer = Buffer.allocUnsafeSlow(4096);
let at = 0;

function room(count: number): void {
  if (at + count <= buffer.length) return;
  const larger = Buffer.allocUnsafeSlow(Math.max(buffer.length * 2, at + count));
  buffer.copy(larger, 0, 0, at);
  buffer = larger;
}

const byte = (value: number): void => {
  room(1);
  buffer[at++] = value;
};

/** Zero ends a text; a zero inside it is followed by 0xff, which sorts it after the end. */
function text(value: string): void {
  room(value.length * 6 + 2);
  const start = at;
  at += buffer.write(value, at, 'utf8');
  if (value.includes('\0')) {
    const raw = Buffer.from(buffer.subarray(start, at));
    at = start;
    for (const one of raw) {
      buffer[at++] = one;
      if (one === 0) buffer[at++] = 0xff;
    }
  }
  buffer[at++] = 0;
  buffer[at++] = 0;
}

function invert(from: number): void {
  for (let i = from; i < at; i++) buffer[i] = ~buffer[i]! & 0xff;
}

/** Largest double whose magnitude is not above that of the number, then what is missing to it, exactly. */
function number(value: Value): void {
  const normal = normalize(value);
  room(9);
  if (typeof normal === 'number') {
    if (Number.isNaN(normal)) {
      buffer.fill(0, at, at + 9);
      at += 9;
      return;
    }
    const start = at;
    at = buffer.writeDoubleBE(normal === 0 ? 0 : Math.abs(normal), at);
    buffer[at++] = 0;
    return signed(start, normal < 0);
  }
  const negative = normal.digits < 0n;
  const magnitude: Exact = negative ? { digits: -normal.digits, exponent: normal.exponent } : normal;
  const floor = doubleBelow(magnitude);
  const start = at;
  at = buffer.writeDoubleBE(floor, at);
  buffer[at++] = 1;
  remainder(subtractExact(magnitude, exactDouble(floor)));
  signed(start, negative);
}

function signed(start: number, negative: boolean): void {
  if (negative) invert(start);
  buffer[start] = negative ? buffer[start]! & 0x7f : buffer[start]! | 0x80;
}

function doubleBelow(value: Exact): number {
  let double = Number(`${value.digits}e${value.exponent}`);
  if (double === Infinity) return Number.MAX_VALUE;
  const scratch = new DataView(new ArrayBuffer(8));
  while (double > 0 && subtractExact(value, exactDouble(double)).digits < 0n) {
    scratch.setFloat64(0, double);
    scratch.setBigUint64(0, scratch.getBigUint64(0) - 1n);
    double = scratch.getFloat64(0);
  }
  return double;
}

/** A positive exact number: place of its first digit, then its digits. */
function remainder(value: Exact): void {
  const digits = value.digits.toString().replace(/0+$/, '');
  const place = value.digits.toString().length + value.exponent;
  room(digits.length + 3);
  at = buffer.writeUInt16BE(place + 0x8000, at);
  at += buffer.write(digits, at, 'latin1');
  buffer[at++] = 0;
}

function append(value: Value): void {
  const kind = kindOf(value);
  byte(kind);
  body(kind, value);
}

function body(kind: Kind, value: Value): void {
  switch (kind) {
    case Kind.Number:
      return number(value);
    case Kind.String:
      return text(symbolText(value));
    case Kind.Boolean:
      return byte(value ? 1 : 0);
    case Kind.ObjectId:
      room(12);
      buffer.set((value as ObjectId).id, at);
      at += 12;
      return;
    case Kind.Date: {
      room(8);
      at = buffer.writeBigInt64BE(BigInt(dateMillis(value)), at);
      buffer[at - 8] = buffer[at - 8]! ^ 0x80;
      return;
    }
    case Kind.Timestamp:
      room(8);
      at = buffer.writeBigUInt64BE((value as Timestamp).toBigInt() & 0xffffffffffffffffn, at);
      return;
    case Kind.Binary: {
      const binary = value as Binary;
      room(binary.position + 5);
      at = buffer.writeUInt32BE(binary.position, at);
      buffer[at++] = binary.sub_type;
      buffer.set(binary.buffer.subarray(0, binary.position), at);
      at += binary.position;
      return;
    }
    case Kind.Object:
      for (const [name, field] of Object.entries(value as Document)) {
        const fieldKind = kindOf(field);
        byte(fieldKind);
        text(name);
        body(fieldKind, field);
      }
      return byte(0);
    case Kind.Array:
      for (const element of value as Value[]) append(element);
      return byte(0);
    case Kind.RegExp: {
      const [pattern, options] = regexParts(value);
      text(pattern);
      return text(options);
    }
    case Kind.Code:
    case Kind.CodeWithScope: {
      const code = value as Code;
      text(code.code);
      return body(Kind.Object, code.scope ?? {});
    }
    default:
  }
}

/** Longest key kept as it is; LMDB takes up to 1,978 bytes, of which prefix and record number need some. */
export const LONG_KEY = 1800;
const KEPT = LONG_KEY - 33;

/** The first bytes of a buffer. Most keys are so short that a call of the runtime's takes longer than the copying. */
function copyOf(source: Buffer, length: number): Buffer {
  const copy = Buffer.allocUnsafe(length);
  if (length > 64) source.copy(copy, 0, 0, length);
  else for (let i = 0; i < length; i++) copy[i] = source[i]!;
  return copy;
}

/** The key of one value in one direction. */
export function encodeField(value: Value, descending: boolean): Buffer {
  at = 0;
  append(value);
  if (descending) invert(0);
  return copyOf(buffer, at);
}

/** The key of a compound value. */
export function encodeFields(values: readonly Value[], descending: readonly boolean[]): Buffer {
  at = 0;
  for (let i = 0; i < values.length; i++) {
    const start = at;
    append(values[i]);
    if (descending[i]) invert(start);
  }
  return copyOf(buffer, at);
}

/**
 * A key that LMDB takes: a longer one is cut, and a hash of the whole keeps different values apart. Cut keys still
 * compare rightly with all keys that differ from them in the kept part.
 */
export function storable(key: Buffer): Buffer {
  if (key.length <= LONG_KEY) return key;
  return Buffer.concat([key.subarray(0, KEPT), Buffer.of(0x80), createHash('sha256').update(key).digest()]);
}

/** A bound on a range: cut as keys are, without the hash, so that it lies before all keys that share it. */
export function storableBound(key: Buffer): Buffer {
  return key.length <= KEPT ? key : key.subarray(0, KEPT);
}

/** The first key after all keys that begin with `prefix`; `null` when there is none. */
export function afterPrefix(prefix: Buffer): Buffer | null {
  for (let i = prefix.length - 1; i >= 0; i--) {
    if (prefix[i]! < 0xff) {
      const next = copyOf(prefix, i + 1);
      next[i]!++;
      return next;
    }
  }
  return null;
}

/** The bytes at which values of a kind begin. */
export const kindByte = (kind: Kind): Buffer => Buffer.of(kind);
