import { badValue, failedToParse, StoreError } from '../errors.js';
import { compileFilter } from '../query/filter.js';
import { regexPredicate } from '../query/regex.js';
import { comparator, parseSort, sortValue } from '../query/sort.js';
import { compare, equal } from '../values/compare.js';
import { isDocument, isOperators, Kind, kindOf, typeOf, type Document, type Value } from '../values/kinds.js';
import { toDouble } from '../values/numbers.js';
import { shell } from '../values/shell.js';
import { idText, type Leaf } from './leaf.js';
import type { Target } from './walk.js';

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

export function push(path: string, argument: Value): Leaf {
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

export function addToSet(path: string, argument: Value): Leaf {
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

export function pull(path: string, argument: Value, variables: Document): Leaf {
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

export function pullAll(path: string, argument: Value): Leaf {
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

export function pop(path: string, argument: Value): Leaf {
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
