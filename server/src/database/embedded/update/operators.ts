import { Long, Timestamp } from 'bson';
import { badValue, failedToParse, StoreError } from '../errors.js';
import { compileFilter } from '../query/filter.js';
import { comparator, parseSort, sortValue } from '../query/sort.js';
import { compare, equal } from '../values/compare.js';
import { isDocument, isOperators, Kind, kindOf, typeOf, type Document, type Value } from '../values/kinds.js';
import { arithmetic, rankOf, toBigInt, toDouble } from '../values/numbers.js';
import { shell } from '../values/shell.js';
import type { Target } from './walk.js';
import { regexPredicate } from '../query/predicates.js';

/** What an operator does to one value. */
export interface Leaf {
  /** Missing documents on the way are made. */
  readonly creates: boolean;
  /** The new value; `undefined` removes the field (or leaves it missing). */
  change(value: Value, target: Target): Value;
}

export function parseOperator(operator: string, path: string, argument: Value, variables: Document): Leaf {
  switch (operator) {
    case '$set':
    case '$setOnInsert':
      return { creates: true, change: () => argument };
    case '$unset':
      return { creates: false, change: () => undefined };
    case '$inc':
      return calculate('$inc', 'add', path, argument);
    case '$mul':
      return calculate('$mul', 'multiply', path, argument);
    case '$min':
      return {
        creates: true,
        change: (value) => (value === undefined || compare(argument, value) < 0 ? argument : value),
      };
    case '$max':
      return {
        creates: true,
        change: (value) => (value === undefined || compare(argument, value) > 0 ? argument : value),
      };
    case '$currentDate':
      return currentDate(path, argument);
    case '$push':
      return push(path, argument);
    case '$addToSet':
      return addToSet(path, argument);
    case '$pull':
      return pull(path, argument, variables);
    case '$pullAll':
      return pullAll(path, argument);
    case '$pop':
      return pop(path, argument);
    default:
      return bit(path, argument);
  }
}

const idText = (target: Target) => `{_id: ${shell(target.root._id)}}`;

function calculate(operator: string, operation: 'add' | 'multiply', path: string, argument: Value): Leaf {
  if (kindOf(argument) !== Kind.Number) {
    const verb = operator === '$inc' ? 'increment' : 'multiply';
    throw new StoreError(14, `Cannot ${verb} with non-numeric argument: {${path}: ${shell(argument)}}`);
  }
  return {
    creates: true,
    change(value, target) {
      if (value === undefined) return operation === 'add' ? argument : arithmetic('multiply', 0, argument);
      if (kindOf(value) !== Kind.Number) {
        const name = path.split('.').pop();
        throw new StoreError(
          14,
          `Cannot apply ${operator} to a value of non-numeric type. ${idText(target)} has the field '${name}' of non-numeric type ${typeOf(value).alias}`,
        );
      }
      const result = arithmetic(operation, value, argument);
      if (result === null) {
        throw badValue(
          `Failed to apply ${operator} operations to current value ((NumberLong)${shell(value)}) for document ${idText(target)}`,
        );
      }
      return result;
    },
  };
}

function currentDate(path: string, argument: Value): Leaf {
  let timestamp = false;
  if (isDocument(argument)) {
    const type = argument.$type;
    if (Object.keys(argument).length !== 1 || (type !== 'date' && type !== 'timestamp')) {
      throw badValue(
        "The '$type' string field is required to be 'date' or 'timestamp': {$currentDate: {field : {$type: 'date'}}}",
      );
    }
    timestamp = type === 'timestamp';
  } else if (typeof argument !== 'boolean') {
    throw badValue(
      `${shell(argument)} is not valid type for $currentDate. Please use a boolean ('true') or a $type expression ({$type: 'timestamp/date'}). (${path})`,
    );
  }
  return {
    creates: true,
    change: () => (timestamp ? new Timestamp({ t: Math.floor(Date.now() / 1000), i: 1 }) : new Date()),
  };
}

function arrayOf(value: Value, operator: string, path: string, target: Target): Value[] {
  if (Array.isArray(value)) return value as Value[];
  if (operator === '$addToSet') {
    throw badValue(
      `Cannot apply $addToSet to non-array field. Field named '${path.split('.').pop()}' has non-array type ${typeOf(value).alias}`,
    );
  }
  throw badValue(
    `The field '${path}' must be an array but is of type ${typeOf(value).alias} in document ${idText(target)}`,
  );
}

function push(path: string, argument: Value): Leaf {
  let each: Value[] = [argument];
  let slice: number | null = null;
  let position: number | null = null;
  let sort: Value;
  if (isDocument(argument) && Object.hasOwn(argument, '$each')) {
    if (!Array.isArray(argument.$each)) {
      throw badValue(
        `The argument to $each in $push must be an array but it was of type: ${typeOf(argument.$each).alias}`,
      );
    }
    each = argument.$each as Value[];
    for (const name of Object.keys(argument)) {
      const value = argument[name];
      if (name === '$slice') slice = whole(value, '$slice');
      else if (name === '$position') position = whole(value, '$position');
      else if (name === '$sort') sort = value;
      else if (name !== '$each') throw badValue(`Unrecognized clause in $push: ${name}`);
    }
  }
  const arrange = sort === undefined ? null : arranger(sort);
  return {
    creates: true,
    change(value, target) {
      const array = value === undefined ? [] : [...arrayOf(value, '$push', path, target)];
      if (position === null) array.push(...each);
      else array.splice(position < 0 ? Math.max(0, array.length + position) : position, 0, ...each);
      let result: Value[] = arrange ? arrange(array) : array;
      if (slice !== null)
        result = slice === 0 ? [] : slice > 0 ? result.slice(0, slice) : result.slice(slice);
      return result;
    },
  };
}

function whole(value: Value, name: string): number {
  const number = kindOf(value) === Kind.Number ? toDouble(value) : NaN;
  if (!Number.isInteger(number))
    throw badValue(
      `The value for ${name} must be an integer value but was given type: ${typeOf(value).alias}`,
    );
  return number;
}

/** Sorts an array by whole elements (`1`, `-1`) or by fields of its documents. */
function arranger(sort: Value): (array: Value[]) => Value[] {
  if (kindOf(sort) === Kind.Number) {
    const direction = toDouble(sort);
    if (direction !== 1 && direction !== -1) throw badValue('The $sort element value must be either 1 or -1');
    return (array) => [...array].sort((a, b) => direction * compare(a, b));
  }
  if (!isDocument(sort))
    throw badValue(
      'The $sort is invalid: use 1/-1 to sort the whole element, or {field:1/-1} to sort embedded fields',
    );
  const keys = parseSort(sort);
  const order = comparator(keys);
  return (array) =>
    array
      .map((item, position) => ({
        keys: keys.map((key) => (isDocument(item) ? sortValue(item, key) : null)),
        item,
        position,
      }))
      .sort(order)
      .map(({ item }) => item);
}

function addToSet(path: string, argument: Value): Leaf {
  const first = isDocument(argument) ? Object.keys(argument)[0] : undefined;
  let each: Value[] = [argument];
  if (first === '$each') {
    const list = (argument as Document).$each;
    if (!Array.isArray(list))
      throw new StoreError(
        14,
        `The argument to $each in $addToSet must be an array but it was of type ${typeOf(list).alias}`,
      );
    if (Object.keys(argument as Document).length > 1)
      throw badValue(`Found unexpected fields after $each in $addToSet: ${shell(argument)}`);
    each = list as Value[];
  }
  return {
    creates: true,
    change(value, target) {
      const array = value === undefined ? [] : [...arrayOf(value, '$addToSet', path, target)];
      for (const item of each) if (!array.some((existing) => equal(existing, item))) array.push(item);
      return array;
    },
  };
}

function pull(path: string, argument: Value, variables: Document): Leaf {
  let matches: (element: Value) => boolean;
  if (isOperators(argument)) {
    const filter = compileFilter({ value: argument }, variables);
    matches = (element) => filter.test({ value: element });
  } else if (isDocument(argument)) {
    const filter = compileFilter(argument, variables);
    matches = (element) => isDocument(element) && filter.test(element);
  } else if (kindOf(argument) === Kind.RegExp) {
    matches = regexPredicate(argument).accepts;
  } else {
    matches = (element) => equal(element, argument);
  }
  return withoutMatches('$pull', path, matches);
}

function pullAll(path: string, argument: Value): Leaf {
  if (!Array.isArray(argument))
    throw badValue(`$pullAll requires an array argument but was given a ${typeOf(argument).alias}`);
  return withoutMatches('$pullAll', path, (element) =>
    (argument as Value[]).some((item) => equal(item, element)),
  );
}

function withoutMatches(operator: string, _path: string, matches: (element: Value) => boolean): Leaf {
  return {
    creates: false,
    change(value) {
      if (value === undefined) return undefined;
      if (!Array.isArray(value)) throw badValue(`Cannot apply ${operator} to a non-array value`);
      return (value as Value[]).filter((element) => !matches(element));
    },
  };
}

function pop(path: string, argument: Value): Leaf {
  const end = kindOf(argument) === Kind.Number ? toDouble(argument) : NaN;
  if (end !== 1 && end !== -1) throw failedToParse(`$pop expects 1 or -1, found: ${shell(argument)}`);
  return {
    creates: false,
    change(value) {
      if (value === undefined) return undefined;
      if (!Array.isArray(value))
        throw new StoreError(
          14,
          `Path '${path}' contains an element of non-array type '${typeOf(value).alias}'`,
        );
      const array = value as Value[];
      return end === 1 ? array.slice(0, -1) : array.slice(1);
    },
  };
}

function bit(path: string, argument: Value): Leaf {
  if (!isDocument(argument) || Object.keys(argument).length === 0) {
    throw badValue(
      `The $bit modifier is not compatible with a ${typeOf(argument).alias}. You must pass in an embedded document: {$bit: {field: {and/or/xor: #}}`,
    );
  }
  for (const name of Object.keys(argument)) {
    if (!['and', 'or', 'xor'].includes(name))
      throw badValue(
        `The $bit modifier only supports 'and', 'or', and 'xor', not '${name}' which is an unknown operator: {${name}: ${shell(argument[name])}}`,
      );
    if (kindOf(argument[name]) !== Kind.Number || rankOf(argument[name]) > 1)
      throw badValue(
        `The $bit modifier field must be an Integer(32/64 bit); a '${typeOf(argument[name]).alias}' is not supported here: {${name}: ${shell(argument[name])}}`,
      );
  }
  return {
    creates: true,
    change(value, target) {
      const current = value === undefined ? 0 : value;
      if (kindOf(current) !== Kind.Number || rankOf(current) > 1) {
        throw badValue(
          `Cannot apply $bit to a value of non-integral type.${idText(target)} has the field ${path} of non-integer type ${typeOf(current).alias}`,
        );
      }
      let result = toBigInt(current);
      let wide = rankOf(current) === 1;
      for (const name of Object.keys(argument)) {
        const mask = toBigInt(argument[name]);
        wide ||= rankOf(argument[name]) === 1;
        result = name === 'and' ? result & mask : name === 'or' ? result | mask : result ^ mask;
      }
      return wide ? Long.fromBigInt(BigInt.asIntN(64, result)) : Number(BigInt.asIntN(32, result));
    },
  };
}
