import { BSONRegExp, BSONSymbol, type Binary, type Code, type ObjectId, type Timestamp } from 'bson';
import { Kind, kindOf, type Document, type Value } from './kinds.js';
import { compareNumbers } from './numbers.js';

/**
 * Compares two values in BSON's order: by kind first, then by value; embedded documents field by field in their
 * own order (kind, name, value), arrays element by element. A missing value is below null.
 */
export function compare(left: Value, right: Value): number {
  if (typeof left === 'number' && typeof right === 'number') {
    if (left < right) return -1;
    if (left > right) return 1;
    if (left === right) return 0;
    return compareNumbers(left, right);
  }
  const kind = kindOf(left);
  const other = kindOf(right);
  if (kind !== other) return kind < other ? -1 : 1;
  return compareSameKind(kind, left, right);
}

export const equal = (left: Value, right: Value): boolean => compare(left, right) === 0;

const sign = (a: number | bigint, b: number | bigint): number => (a < b ? -1 : a > b ? 1 : 0);

/** Strings compare by their UTF-8 bytes; UTF-16 order differs only where surrogates meet U+E000 to U+FFFF. */
export function compareStrings(a: string, b: string): number {
  if (a === b) return 0;
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i++) {
    const x = a.charCodeAt(i);
    const y = b.charCodeAt(i);
    if (x === y) continue;
    if (x < 0xd800 || y < 0xd800) return x < y ? -1 : 1;
    const surrogateX = x < 0xe000;
    if (surrogateX !== y < 0xe000) return surrogateX ? 1 : -1;
    return x < y ? -1 : 1;
  }
  return a.length < b.length ? -1 : 1;
}

export const symbolText = (value: Value): string =>
  value instanceof BSONSymbol ? value.value : (value as string);

export function regexParts(value: Value): [pattern: string, options: string] {
  if (value instanceof BSONRegExp) return [value.pattern, value.options];
  const regex = value as RegExp;
  return [regex.source, regex.flags.replace(/[^imsx]/g, '')];
}

/** A date as milliseconds; an instant that JavaScript cannot hold is below all others. */
export const dateMillis = (value: Value): number => {
  const time = (value as Date).getTime();
  return Number.isNaN(time) ? -(2 ** 63) : time;
};

function compareSameKind(kind: Kind, left: Value, right: Value): number {
  switch (kind) {
    case Kind.Number:
      return compareNumbers(left, right);
    case Kind.String:
      return compareStrings(symbolText(left), symbolText(right));
    case Kind.Object:
      return compareDocuments(left as Document, right as Document);
    case Kind.Array:
      return compareArrays(left as Value[], right as Value[]);
    case Kind.Binary:
      return compareBinary(left as Binary, right as Binary);
    case Kind.ObjectId:
      return Buffer.compare((left as ObjectId).id, (right as ObjectId).id);
    case Kind.Boolean:
      return sign(Number(left), Number(right));
    case Kind.Date:
      return sign(dateMillis(left), dateMillis(right));
    case Kind.Timestamp:
      return sign((left as Timestamp).toBigInt(), (right as Timestamp).toBigInt());
    case Kind.RegExp: {
      const [a, b] = [regexParts(left), regexParts(right)];
      return compareStrings(a[0], b[0]) || compareStrings(a[1], b[1]);
    }
    case Kind.Code:
    case Kind.CodeWithScope: {
      const [a, b] = [left as Code, right as Code];
      return compareStrings(a.code, b.code) || compareDocuments(a.scope ?? {}, b.scope ?? {});
    }
    default:
      return 0;
  }
}

function compareDocuments(left: Document, right: Document): number {
  const a = Object.keys(left);
  const b = Object.keys(right);
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i++) {
    const x = left[a[i]!];
    const y = right[b[i]!];
    const order = kindOf(x) - kindOf(y) || compareStrings(a[i]!, b[i]!) || compare(x, y);
    if (order !== 0) return order;
  }
  return sign(a.length, b.length);
}

function compareArrays(left: readonly Value[], right: readonly Value[]): number {
  const length = Math.min(left.length, right.length);
  for (let i = 0; i < length; i++) {
    const order = compare(left[i], right[i]);
    if (order !== 0) return order;
  }
  return sign(left.length, right.length);
}

function compareBinary(left: Binary, right: Binary): number {
  return (
    sign(left.position, right.position) ||
    sign(left.sub_type, right.sub_type) ||
    Buffer.compare(left.buffer.subarray(0, left.position), right.buffer.subarray(0, right.position))
  );
}
