import { Binary, Decimal128, Long, ObjectId, Timestamp } from 'bson';
import { StoreError } from '../errors.js';
import { isDocument, Kind, kindOf, typeOf, type Document, type Value } from '../values/kinds.js';
import { double, finiteDecimal, toDecimal, toDouble } from '../values/numbers.js';
import { args, evaluate, isNullish, truthy, type Expression } from './arguments.js';

type Target = 'double' | 'string' | 'objectId' | 'bool' | 'date' | 'int' | 'long' | 'decimal';

const NUMBERS: Record<number, Target> = {
  1: 'double',
  2: 'string',
  7: 'objectId',
  8: 'bool',
  9: 'date',
  16: 'int',
  18: 'long',
  19: 'decimal',
};

const failure = (value: Value, to: string, why = '') =>
  new StoreError(
    241,
    why || `Unsupported conversion from ${typeOf(value).alias} to ${to} in $convert with no onError value`,
  );

/** A value as another type; refused (241, ConversionFailure) where MongoDB refuses. */
function convert(value: Value, to: Target): Value {
  switch (to) {
    case 'bool':
      return kindOf(value) === Kind.Number || typeof value === 'boolean' ? truthy(value) : true;
    case 'string':
      return toText(value);
    case 'objectId':
      if (value instanceof ObjectId) return value;
      if (typeof value === 'string' && /^[0-9a-f]{24}$/i.test(value)) return new ObjectId(value);
      throw failure(
        value,
        to,
        typeof value === 'string'
          ? `Failed to parse objectId '${value}' in $convert with no onError value`
          : '',
      );
    case 'date':
      return toDate(value);
    default:
      return toNumber(value, to);
  }
}

function toText(value: Value): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'boolean') return String(value);
  if (value instanceof Date) return value.toISOString();
  if (value instanceof ObjectId) return value.toHexString();
  if (kindOf(value) === Kind.Number)
    return value instanceof Long || value instanceof Decimal128 ? value.toString() : String(toDouble(value));
  if (value instanceof Binary && value.sub_type === 4) return value.toUUID().toString();
  throw failure(value, 'string');
}

function toDate(value: Value): Date {
  if (value instanceof Date) return value;
  if (value instanceof ObjectId) return value.getTimestamp();
  if (value instanceof Timestamp) return new Date(value.t * 1000);
  const date =
    typeof value === 'string'
      ? new Date(value)
      : kindOf(value) === Kind.Number && typeOf(value).alias !== 'int'
        ? new Date(Math.trunc(toDouble(value)))
        : null;
  if (!date) throw failure(value, 'date');
  if (Number.isNaN(date.getTime()))
    throw failure(value, 'date', `Error parsing date string '${String(value)}'`);
  return date;
}

function toNumber(value: Value, to: 'double' | 'int' | 'long' | 'decimal'): Value {
  let source = value;
  if (typeof value === 'boolean') source = value ? 1 : 0;
  else if (value instanceof Date) {
    if (to === 'int') throw failure(value, to);
    source = Long.fromNumber(value.getTime());
  } else if (typeof value === 'string') {
    if (
      !/^[+-]?(\d+\.?\d*([eE][+-]?\d+)?|\.\d+)$/.test(value) ||
      (to !== 'double' && to !== 'decimal' && /[.eE]/.test(value))
    ) {
      throw failure(value, to, `Failed to parse number '${value}' in $convert with no onError value`);
    }
    source = to === 'double' ? Number(value) : Decimal128.fromString(value);
  } else if (kindOf(value) !== Kind.Number) throw failure(value, to);
  if (to === 'double') return double(toDouble(source));
  const exact = finiteDecimal(source);
  if (to === 'decimal') {
    if (source instanceof Decimal128) return source;
    return typeof exact === 'number' ? Decimal128.fromString(String(exact)) : toDecimal(exact);
  }
  if (typeof exact === 'number')
    throw failure(
      value,
      to,
      `Attempt to convert ${String(exact)} value to integer type in $convert with no onError value`,
    );
  const whole =
    exact.exponent >= 0
      ? exact.digits * 10n ** BigInt(exact.exponent)
      : exact.digits / 10n ** BigInt(-exact.exponent);
  const bits = to === 'int' ? 32 : 64;
  if (BigInt.asIntN(bits, whole) !== whole) {
    throw failure(
      value,
      to,
      `Conversion would overflow target type in $convert with no onError value: ${toText(source)}`,
    );
  }
  return to === 'int' ? Number(whole) : Long.fromBigInt(whole);
}

function converting(name: string, to: Target): Expression {
  return (document, argument, options) => {
    const [value] = args(name, 1, document, argument, options);
    return isNullish(value) ? null : convert(value, to);
  };
}

function convertExpression(document: Value, argument: Value, options: unknown): Value {
  if (!isDocument(argument)) throw new StoreError(9, '$convert expects an object of named arguments');
  const spec: Document = argument;
  const value = evaluate(document, spec.input, options);
  if (isNullish(value)) return spec.onNull === undefined ? null : evaluate(document, spec.onNull, options);
  const wanted = evaluate(document, spec.to, options);
  const to = typeof wanted === 'string' ? (wanted as Target) : NUMBERS[toDouble(wanted)];
  if (!to || !Object.values(NUMBERS).includes(to))
    throw new StoreError(2, `Unknown type name: ${String(wanted)}`);
  try {
    return convert(value, to);
  } catch (error) {
    if (error instanceof StoreError && spec.onError !== undefined)
      return evaluate(document, spec.onError, options);
    throw error;
  }
}

export const conversionExpressions: Record<string, Expression> = {
  $convert: convertExpression,
  $toBool: converting('$toBool', 'bool'),
  $toString: converting('$toString', 'string'),
  $toObjectId: converting('$toObjectId', 'objectId'),
  $toDate: converting('$toDate', 'date'),
  $toInt: converting('$toInt', 'int'),
  $toLong: converting('$toLong', 'long'),
  $toDouble: converting('$toDouble', 'double'),
  $toDecimal: converting('$toDecimal', 'decimal'),
  $type: (document, argument, options) => typeOf(args('$type', 1, document, argument, options)[0]).alias,
  $isNumber: (document, argument, options) =>
    kindOf(args('$isNumber', 1, document, argument, options)[0]) === Kind.Number,
};
