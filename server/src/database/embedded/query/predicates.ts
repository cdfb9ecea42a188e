import { Binary, type BSONRegExp, Decimal128, Long } from 'bson';
import { badValue, failedToParse, notImplemented, StoreError } from '../errors.js';
import { compare, equal } from '../values/compare.js';
import {
  isDocument,
  isOperators,
  Kind,
  kindOf,
  typeOf,
  Undefined,
  type Document,
  type Value,
} from '../values/kinds.js';
import { isNaNValue, toBigInt, toDouble } from '../values/numbers.js';
import { type Compilers } from './filter.js';
import type { MatchDetails } from './path.js';

/** A test on one value at the end of a path. */
export interface Predicate {
  /** Offer the elements of an array one by one, besides the array itself. */
  readonly expand: boolean;
  /** It says itself where in the array it matched. */
  readonly locates?: boolean;
  accepts(value: Value, details?: MatchDetails): boolean;
}

const onElements = (accepts: (value: Value) => boolean): Predicate => ({ expand: true, accepts });
const onWhole = (accepts: (value: Value) => boolean): Predicate => ({ expand: false, accepts });

const isNullish = (value: Value): boolean =>
  value === undefined || value === null || value instanceof Undefined;

/** The predicate of an operator on a field. */
export function fieldPredicate(operator: string, argument: Value, compile: Compilers): Predicate {
  switch (operator) {
    case '$eq':
      return onElements(equals(argument));
    case '$gt':
      return comparison(operator, argument, (order) => order > 0, false);
    case '$gte':
      return comparison(operator, argument, (order) => order >= 0, true);
    case '$lt':
      return comparison(operator, argument, (order) => order < 0, false);
    case '$lte':
      return comparison(operator, argument, (order) => order <= 0, true);
    case '$in':
      return oneOf(argument);
    case '$exists':
      return onWhole((value) => value !== undefined);
    case '$type':
      return ofType(argument);
    case '$size': {
      const size = wholeNumber(argument, '$size');
      if (size < 0)
        throw badValue(`Failed to parse $size. Expected a non-negative number in: $size: ${size}`);
      return onWhole((value) => Array.isArray(value) && value.length === size);
    }
    case '$mod':
      return modulo(argument);
    case '$elemMatch':
      return elemMatch(argument, compile);
    case '$bitsAllSet':
    case '$bitsAnySet':
    case '$bitsAllClear':
    case '$bitsAnyClear':
      return bits(operator, argument);
    case '$near':
    case '$nearSphere':
    case '$geoWithin':
    case '$geoIntersects':
    case '$within':
    case '$_internalSchemaEq':
      throw notImplemented(operator);
    default:
      throw badValue(`unknown operator: ${operator}`);
  }
}

export function equals(argument: Value): (value: Value) => boolean {
  if (argument === null || argument === undefined) return isNullish;
  if (argument instanceof Undefined) throw badValue('cannot compare to undefined');
  if (typeof argument === 'string') {
    return (value) => value === argument || (typeof value === 'object' && equal(value, argument));
  }
  return (value) => value !== undefined && equal(value, argument);
}

function comparison(
  operator: string,
  argument: Value,
  accepts: (order: number) => boolean,
  orEqual: boolean,
): Predicate {
  const kind = kindOf(argument);
  if (kind === Kind.RegExp) throw badValue(`Can't have RegEx as arg to predicate over field '${operator}'.`);
  if (kind === Kind.Null) return onElements((value) => orEqual && isNullish(value));
  if (argument instanceof Undefined) throw badValue('cannot compare to undefined');
  if (kind === Kind.MinKey || kind === Kind.MaxKey) {
    return onElements((value) => accepts(compare(value === undefined ? null : value, argument)));
  }
  if (kind === Kind.Number && isNaNValue(argument)) {
    return onElements((value) => orEqual && isNaNValue(value));
  }
  return onElements(
    (value) =>
      kindOf(value) === kind &&
      value !== undefined &&
      !isNaNValue(value) &&
      accepts(compare(value, argument)),
  );
}

function oneOf(argument: Value): Predicate {
  if (!Array.isArray(argument)) throw badValue('$in needs an array');
  const strings = new Set<string>();
  const others: ((value: Value) => boolean)[] = [];
  for (const item of argument as Value[]) {
    if (isOperators(item)) throw badValue('cannot nest $ under $in');
    if (typeof item === 'string') strings.add(item);
    else if (kindOf(item) === Kind.RegExp) others.push(regexPredicate(item).accepts);
    else others.push(equals(item));
  }
  return onElements(
    (value) => (typeof value === 'string' && strings.has(value)) || others.some((test) => test(value)),
  );
}

const compiled = new WeakMap<object, RegExp>();

/** A pattern as JavaScript understands it: `i m s` are its own, `x` (free spacing) is taken out beforehand. */
export function toRegExp(pattern: Value): RegExp {
  if (pattern instanceof RegExp) return pattern;
  const regex = pattern as BSONRegExp;
  const known = compiled.get(regex);
  if (known) return known;
  let { pattern: source, options } = regex;
  for (const flag of options)
    if (!'imsxu'.includes(flag)) throw new StoreError(51108, `invalid flag in regex options: ${flag}`);
  const inline = /^\(\?([imsx]+)\)/.exec(source);
  if (inline) {
    source = source.slice(inline[0].length);
    options += inline[1];
  }
  if (options.includes('x'))
    source = source.replace(/\\[\s#]|\[(?:\\.|[^\]])*\]|\s+|#.*$/gm, (part) =>
      /^[\s#]/.test(part) ? '' : part,
    );
  const flags = [...new Set(options)].filter((flag) => 'ims'.includes(flag)).join('');
  let result: RegExp;
  try {
    result = new RegExp(source, flags + 'u');
  } catch {
    try {
      result = new RegExp(source, flags);
    } catch (error) {
      throw new StoreError(51091, `Regular expression is invalid: ${(error as Error).message}`);
    }
  }
  compiled.set(regex, result);
  return result;
}

export function regexPredicate(pattern: Value): Predicate {
  const regex = toRegExp(pattern);
  return onElements((value) => {
    if (typeof value === 'string') return regex.test(value);
    return kindOf(value) === Kind.RegExp && equal(value, pattern);
  });
}

const ALIASES: Record<string, number> = {
  double: 1, string: 2, object: 3, array: 4, binData: 5, undefined: 6, objectId: 7, bool: 8, date: 9, null: 10,
  regex: 11, dbPointer: 12, javascript: 13, symbol: 14, javascriptWithScope: 15, int: 16, timestamp: 17, long: 18,
  decimal: 19, minKey: -1, maxKey: 127,
}; // prettier-ignore

function ofType(argument: Value): Predicate {
  const wanted = new Set<number>();
  const items = Array.isArray(argument) ? (argument as Value[]) : [argument];
  if (items.length === 0) throw failedToParse('$type must match at least one type');
  for (const item of items) {
    if (item === 'number') for (const number of [1, 16, 18, 19]) wanted.add(number);
    else if (typeof item === 'string') {
      const number = Object.hasOwn(ALIASES, item) ? ALIASES[item] : undefined;
      if (number === undefined) throw badValue(`Unknown type name alias: ${item}`);
      wanted.add(number);
    } else if (kindOf(item) === Kind.Number) {
      const number = toDouble(item);
      if (!Object.values(ALIASES).includes(number)) throw badValue(`Invalid numerical type code: ${number}`);
      wanted.add(number);
    } else throw typeMismatch();
  }
  return onElements((value) => value !== undefined && wanted.has(typeOf(value).number));
}

const typeMismatch = () => new StoreError(14, 'type must be represented as a number or a string');

export function wholeNumber(value: Value, name: string): number {
  const number = kindOf(value) === Kind.Number ? toDouble(value) : NaN;
  if (!Number.isInteger(number)) throw badValue(`Failed to parse ${name}. Expected an integer`);
  return number;
}

function modulo(argument: Value): Predicate {
  if (!Array.isArray(argument)) throw badValue('malformed mod, needs to be an array');
  if (argument.length < 2) throw badValue('malformed mod, not enough elements');
  if (argument.length > 2) throw badValue('malformed mod, too many elements');
  if (kindOf(argument[0]) !== Kind.Number) throw badValue('malformed mod, divisor not a number');
  if (kindOf(argument[1]) !== Kind.Number) throw badValue('malformed mod, remainder not a number');
  const divisor = Math.trunc(toDouble(argument[0]));
  const remainder = Math.trunc(toDouble(argument[1]));
  if (divisor === 0) throw badValue('divisor cannot be 0');
  return onElements((value) => {
    if (kindOf(value) !== Kind.Number) return false;
    if (value instanceof Long) return toBigInt(value) % BigInt(divisor) === BigInt(remainder);
    const number = Math.trunc(toDouble(value));
    return Number.isFinite(number) && number % divisor === remainder;
  });
}

function elemMatch(argument: Value, compile: Compilers): Predicate {
  if (!isDocument(argument)) throw badValue('$elemMatch needs an Object');
  const first = Object.keys(argument)[0];
  const logical =
    first === '$and' || first === '$or' || first === '$nor' || first === '$expr' || first === '$where';
  let matches: (element: Value) => boolean;
  if (isOperators(argument) && !logical) matches = compile.values(argument);
  else {
    const test = compile.document(argument);
    matches = (element) => {
      if (isDocument(element)) return test(element);
      return Array.isArray(element) && test(Object.fromEntries(element.entries()) as Document);
    };
  }
  return {
    expand: false,
    locates: true,
    accepts(value, details) {
      if (!Array.isArray(value)) return false;
      const index = (value as Value[]).findIndex(matches);
      if (index >= 0 && details) details.index = index;
      return index >= 0;
    },
  };
}

function bits(operator: string, argument: Value): Predicate {
  const mask = bitMask(argument, operator);
  const test = {
    $bitsAllSet: (value: bigint) => (value & mask) === mask,
    $bitsAnySet: (value: bigint) => (value & mask) !== 0n,
    $bitsAllClear: (value: bigint) => (value & mask) === 0n,
    $bitsAnyClear: (value: bigint) => (value & mask) !== mask,
  }[operator]!;
  return onElements((value) => {
    if (value instanceof Binary) return test(binaryBits(value));
    if (kindOf(value) !== Kind.Number) return false;
    if (value instanceof Decimal128 || !(value instanceof Long || Number.isSafeInteger(toDouble(value))))
      return false;
    return test(toBigInt(value));
  });
}

const binaryBits = (binary: Binary): bigint =>
  BigInt('0x' + (Buffer.from(binary.buffer.subarray(0, binary.position)).reverse().toString('hex') || '0'));

function bitMask(argument: Value, operator: string): bigint {
  if (argument instanceof Binary) return binaryBits(argument);
  if (Array.isArray(argument)) {
    return (argument as Value[]).reduce<bigint>((mask, position) => {
      const bit = wholeNumber(position, operator);
      if (bit < 0)
        throw badValue(`Failed to parse bit position. Expected a non-negative number in: ${operator}`);
      return mask | (1n << BigInt(bit));
    }, 0n);
  }
  const number = wholeNumber(argument, operator);
  if (number < 0) throw failedToParse(`Expected a non-negative number in: ${operator}: ${number}`);
  return BigInt(number);
}
