import { Decimal128, Double, Int32, Long } from 'bson';
import type { Value } from './kinds.js';

/** An exact finite number: `digits × 10^exponent`. */
export interface Exact {
  readonly digits: bigint;
  readonly exponent: number;
}

/** A double, a whole number that no double holds, or a finite decimal. */
export type Normal = number | Exact;

/** Brings a number of any BSON type to a double where that loses nothing, to an exact number where it would. */
export function normalize(value: Value): Normal {
  if (typeof value === 'number') return value;
  if (value instanceof Double || value instanceof Int32) return value.value;
  if (typeof value === 'bigint') return fromBigInt(value);
  if (value instanceof Long) {
    if (value.high < 0x200000 && value.high >= -0x200000) return value.toNumber();
    return fromBigInt(value.toBigInt());
  }
  return fromDecimal(value as Decimal128);
}

function fromBigInt(value: bigint): Normal {
  const double = Number(value);
  return BigInt(double) === value ? double : { digits: value, exponent: 0 };
}

function fromDecimal(value: Decimal128): Normal {
  const text = value.toString();
  if (text === 'NaN') return NaN;
  if (text === 'Infinity') return Infinity;
  if (text === '-Infinity') return -Infinity;
  const exact = parseDecimal(text);
  if (exact.digits === 0n) return 0;
  const double = Number(text);
  if (!Number.isFinite(double) || double === 0) return exact;
  return compareExact(exact, exactDouble(double)) === 0 ? double : exact;
}

export function parseDecimal(text: string): Exact {
  const [mantissa = '0', power = '0'] = text.toUpperCase().split('E');
  const [whole = '', fraction = ''] = mantissa.split('.');
  return { digits: BigInt(whole + fraction), exponent: Number(power) - fraction.length };
}

const scratch = new DataView(new ArrayBuffer(8));

/** The exact decimal value of a finite double. */
export function exactDouble(value: number): Exact {
  if (Number.isInteger(value)) return { digits: BigInt(value), exponent: 0 };
  scratch.setFloat64(0, value);
  const bits = scratch.getBigUint64(0);
  const biased = Number((bits >> 52n) & 0x7ffn);
  let mantissa = bits & 0xfffffffffffffn;
  if (biased > 0) mantissa |= 1n << 52n;
  const power = (biased || 1) - 1075;
  const signed = value < 0 ? -mantissa : mantissa;
  if (power >= 0) return { digits: signed << BigInt(power), exponent: 0 };
  return { digits: signed * 5n ** BigInt(-power), exponent: power };
}

export function exactOf(value: Normal): Exact {
  return typeof value === 'number' ? exactDouble(value) : value;
}

function scaled(a: Exact, b: Exact): [bigint, bigint, number] {
  const exponent = Math.min(a.exponent, b.exponent);
  return [
    a.digits * 10n ** BigInt(a.exponent - exponent),
    b.digits * 10n ** BigInt(b.exponent - exponent),
    exponent,
  ];
}

export function compareExact(a: Exact, b: Exact): number {
  const [x, y] = scaled(a, b);
  return x < y ? -1 : x > y ? 1 : 0;
}

export function subtractExact(a: Exact, b: Exact): Exact {
  const [x, y, exponent] = scaled(a, b);
  return { digits: x - y, exponent };
}

/** Compares numbers of any types by value; NaN is below every number and equal to itself. */
export function compareNumbers(left: Value, right: Value): number {
  const a = normalize(left);
  const b = normalize(right);
  if (typeof a === 'number' && typeof b === 'number') {
    if (a < b) return -1;
    if (a > b) return 1;
    if (a === b) return 0;
    return Number.isNaN(a) ? (Number.isNaN(b) ? 0 : -1) : 1;
  }
  if (typeof a === 'number' && !Number.isFinite(a)) return a === Infinity ? 1 : -1;
  if (typeof b === 'number' && !Number.isFinite(b)) return b === Infinity ? -1 : 1;
  return compareExact(exactOf(a), exactOf(b));
}

export function isNaNValue(value: Value): boolean {
  if (typeof value === 'number') return Number.isNaN(value);
  return value instanceof Decimal128 ? value.toString() === 'NaN' : false;
}

/** The nearest double. */
export function toDouble(value: Value): number {
  if (value instanceof Decimal128) return Number(value.toString());
  if (value instanceof Long) return value.toNumber();
  const normal = normalize(value);
  return typeof normal === 'number' ? normal : Number(normal.digits) * 10 ** normal.exponent;
}

/** A decimal of at most 34 digits, rounded half to even, as IEEE 754 decimal128 does. */
export function toDecimal(value: Exact): Decimal128 {
  let { digits, exponent } = value;
  const negative = digits < 0n;
  if (negative) digits = -digits;
  const excess = digits.toString().length - 34;
  if (excess > 0) {
    const unit = 10n ** BigInt(excess);
    const rest = digits % unit;
    digits /= unit;
    const twice = rest * 2n;
    if (twice > unit || (twice === unit && digits % 2n === 1n)) digits += 1n;
    exponent += excess;
  }
  return Decimal128.fromString(`${negative ? '-' : ''}${digits}E${exponent}`);
}

type Rank = 0 | 1 | 2 | 3; // int32, int64, double, decimal128

export function rankOf(value: Value): Rank {
  if (typeof value === 'number') {
    return (value | 0) === value && !Object.is(value, -0) ? 0 : 2;
  }
  if (value instanceof Int32) return 0;
  if (value instanceof Long || typeof value === 'bigint') return 1;
  return value instanceof Decimal128 ? 3 : 2;
}

/** The in-memory form of a double, which keeps it one even when it is a small whole number. */
export function double(value: number): number | Double {
  return (value | 0) === value && !Object.is(value, -0) ? new Double(value) : value;
}

export function toBigInt(value: Value): bigint {
  return value instanceof Long ? value.toBigInt() : BigInt(toDouble(value));
}

const INT64_MIN = -(2n ** 63n);
const INT64_MAX = 2n ** 63n - 1n;

/**
 * Adds or multiplies as MongoDB does: the result has the widest type of the two, an int32 that overflows becomes
 * an int64. Returns `null` when an int64 overflows.
 */
export function arithmetic(operation: 'add' | 'multiply', left: Value, right: Value): Value {
  const rank = Math.max(rankOf(left), rankOf(right));
  if (rank === 3) return decimalArithmetic(operation, left, right);
  if (rank === 2) {
    const [a, b] = [toDouble(left), toDouble(right)];
    return double(operation === 'add' ? a + b : a * b);
  }
  if (rank === 0) {
    const [a, b] = [toDouble(left), toDouble(right)];
    const result = operation === 'add' ? a + b : a * b;
    if (Number.isSafeInteger(result)) return (result | 0) === result ? result + 0 : Long.fromNumber(result);
  }
  const [a, b] = [toBigInt(left), toBigInt(right)];
  const result = operation === 'add' ? a + b : a * b;
  return result < INT64_MIN || result > INT64_MAX ? null : Long.fromBigInt(result);
}

function decimalArithmetic(operation: 'add' | 'multiply', left: Value, right: Value): Decimal128 {
  const [x, y] = [finiteDecimal(left), finiteDecimal(right)];
  if (typeof x === 'number' || typeof y === 'number') {
    const [a, b] = [toDouble(left), toDouble(right)];
    const result = operation === 'add' ? a + b : a * b;
    return Decimal128.fromString(Number.isNaN(result) ? 'NaN' : result > 0 ? 'Infinity' : '-Infinity');
  }
  if (operation === 'multiply') {
    return toDecimal({ digits: x.digits * y.digits, exponent: x.exponent + y.exponent });
  }
  const [a, b, exponent] = scaled(x, y);
  return toDecimal({ digits: a + b, exponent });
}

/** MongoDB converts a double to a decimal of 15 digits. */
export function finiteDecimal(value: Value): Exact | number {
  if (value instanceof Decimal128) {
    const text = value.toString();
    return /[NI]/.test(text) ? Number(text) : parseDecimal(text);
  }
  if (value instanceof Long) return { digits: value.toBigInt(), exponent: 0 };
  const number = toDouble(value);
  if (!Number.isFinite(number)) return number;
  if (Number.isInteger(number) && rankOf(value) < 2) return { digits: BigInt(number), exponent: 0 };
  return parseDecimal(number.toPrecision(15));
}
