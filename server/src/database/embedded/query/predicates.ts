import { Long } from 'bson';
import { bits } from './bits.js';
import { onElements, onWhole, wholeNumber, type Predicate } from './predicate.js';
import { regexPredicate } from './regex.js';
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
