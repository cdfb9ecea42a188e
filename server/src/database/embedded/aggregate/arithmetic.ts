import { Decimal128, Long } from 'bson';
import { StoreError } from '../errors.js';
import { Kind, kindOf, typeOf, type Value } from '../values/kinds.js';
import {
  arithmetic,
  double,
  finiteDecimal,
  rankOf,
  toBigInt,
  toDecimal,
  toDouble,
} from '../values/numbers.js';
import { args, isNullish, type Expression } from './arguments.js';

const isNumber = (value: Value): boolean => kindOf(value) === Kind.Number;

/** An int64 that overflows becomes a double, as in MongoDB's expressions. */
export function combine(operation: 'add' | 'multiply', left: Value, right: Value): Value {
  const result = arithmetic(operation, left, right);
  if (result !== null) return result;
  const [a, b] = [toDouble(left), toDouble(right)];
  return double(operation === 'add' ? a + b : a * b);
}

export const negate = (value: Value): Value => combine('multiply', value, -1);

function fold(name: string, operation: 'add' | 'multiply', code: number): Expression {
  return (document, argument, options) => {
    let result: Value = operation === 'add' ? 0 : 1;
    let date: Date | null = null;
    for (const value of args(name, null, document, argument, options)) {
      if (isNullish(value)) return null;
      if (value instanceof Date && operation === 'add') {
        if (date) throw new StoreError(16612, 'only one date allowed in an $add expression');
        date = value;
      } else if (isNumber(value)) result = combine(operation, result, value);
      else
        throw new StoreError(
          code,
          `${name} only supports numeric${operation === 'add' ? ' or date' : ''} types, not ${typeOf(value).alias}`,
        );
    }
    return date ? new Date(date.getTime() + toDouble(result)) : result;
  };
}

function subtract(document: Value, argument: Value, options: unknown): Value {
  const [left, right] = args('$subtract', 2, document, argument, options);
  if (isNullish(left) || isNullish(right)) return null;
  if (left instanceof Date && right instanceof Date) return Long.fromNumber(left.getTime() - right.getTime());
  if (left instanceof Date && isNumber(right)) return new Date(left.getTime() - toDouble(right));
  if (isNumber(left) && isNumber(right)) return combine('add', left, negate(right));
  throw new StoreError(14, `can't $subtract ${typeOf(right).alias} from ${typeOf(left).alias}`);
}

function divide(document: Value, argument: Value, options: unknown): Value {
  const [left, right] = args('$divide', 2, document, argument, options);
  if (isNullish(left) || isNullish(right)) return null;
  if (!isNumber(left) || !isNumber(right)) {
    throw new StoreError(
      14,
      `$divide only supports numeric types, not ${typeOf(left).alias} and ${typeOf(right).alias}`,
    );
  }
  if (toDouble(right) === 0) throw new StoreError(2, "can't $divide by zero");
  if (left instanceof Decimal128 || right instanceof Decimal128) {
    const [a, b] = [finiteDecimal(left), finiteDecimal(right)];
    if (typeof a === 'number' || typeof b === 'number')
      return Decimal128.fromString(String(toDouble(left) / toDouble(right)));
    const precision = 40;
    const digits = (a.digits * 10n ** BigInt(precision)) / b.digits;
    return toDecimal({ digits, exponent: a.exponent - b.exponent - precision });
  }
  return double(toDouble(left) / toDouble(right));
}

function modulo(document: Value, argument: Value, options: unknown): Value {
  const [left, right] = args('$mod', 2, document, argument, options);
  if (isNullish(left) || isNullish(right)) return null;
  if (!isNumber(left) || !isNumber(right)) {
    throw new StoreError(
      16611,
      `$mod only supports numeric types, not ${typeOf(left).alias} and ${typeOf(right).alias}`,
    );
  }
  if (toDouble(right) === 0) throw new StoreError(16610, "can't $mod by zero");
  const rank = Math.max(rankOf(left), rankOf(right));
  if (rank === 0) return toDouble(left) % toDouble(right) || 0;
  if (rank === 1) return Long.fromBigInt(toBigInt(left) % toBigInt(right));
  return double(toDouble(left) % toDouble(right));
}

/** An operator on one number that keeps its type; `integer` says what it does to whole numbers. */
function unary(
  name: string,
  onDouble: (value: number) => number,
  onInteger: (value: bigint) => bigint,
): Expression {
  return (document, argument, options) => {
    const [value] = args(name, 1, document, argument, options);
    if (isNullish(value)) return null;
    if (!isNumber(value))
      throw new StoreError(28765, `${name} only supports numeric types, not ${typeOf(value).alias}`);
    const rank = rankOf(value);
    if (rank === 1) return Long.fromBigInt(onInteger(toBigInt(value)));
    const result = onDouble(toDouble(value));
    if (rank === 3) return Decimal128.fromString(String(result));
    return rank === 0 ? result : double(result);
  };
}

function rounding(name: string, round: (value: number) => number): Expression {
  return (document, argument, options) => {
    const [value, digits = 0] = args(name, null, document, argument, options);
    if (isNullish(value) || isNullish(digits)) return null;
    if (!isNumber(value))
      throw new StoreError(51081, `${name} only supports numeric types, not ${typeOf(value).alias}`);
    const places = toDouble(digits);
    if (rankOf(value) < 2 && places >= 0) return value;
    const scale = 10 ** Math.abs(places);
    const number = toDouble(value);
    const result = places >= 0 ? round(number * scale) / scale : round(number / scale) * scale;
    if (value instanceof Decimal128) return Decimal128.fromString(String(result));
    return rankOf(value) < 2 ? result : double(result);
  };
}

function halfToEven(value: number): number {
  const floor = Math.floor(value);
  const rest = value - floor;
  if (rest !== 0.5) return Math.round(value);
  return floor % 2 === 0 ? floor : floor + 1;
}

const magnitude = (value: bigint) => (value < 0n ? -value : value);

export const arithmeticExpressions: Record<string, Expression> = {
  $add: fold('$add', 'add', 14),
  $multiply: fold('$multiply', 'multiply', 14),
  $subtract: subtract,
  $divide: divide,
  $mod: modulo,
  $abs: unary('$abs', Math.abs, magnitude),
  $ceil: unary('$ceil', Math.ceil, (value) => value),
  $floor: unary('$floor', Math.floor, (value) => value),
  $round: rounding('$round', halfToEven),
  $trunc: rounding('$trunc', Math.trunc),
  $sum: (document, argument, options) => sum(flat(args('$sum', null, document, argument, options))),
  $avg: (document, argument, options) => average(flat(args('$avg', null, document, argument, options))),
};

const flat = (values: Value[]): Value[] =>
  values.length === 1 && Array.isArray(values[0]) ? (values[0] as Value[]) : values;

/** Adds what are numbers; what is none does not count. */
export function sum(values: readonly Value[]): Value {
  let total: Value = 0;
  for (const value of values) if (isNumber(value)) total = combine('add', total, value);
  return total;
}

export function average(values: readonly Value[]): Value {
  const numbers = values.filter(isNumber);
  if (numbers.length === 0) return null;
  const total = sum(numbers);
  if (total instanceof Decimal128) return divide(null, [total, numbers.length], {});
  return double(toDouble(total) / numbers.length);
}
