import * as expressions from 'mingo/operators/expression';
import { StoreError } from '../errors.js';
import { compare } from '../values/compare.js';
import { encodeField } from '../values/key.js';
import { Double, Long } from 'bson';
import { type Document, type Value } from '../values/kinds.js';
import { arithmeticExpressions } from './arithmetic.js';
import { conversionExpressions } from './conversion.js';
import { args, best, evaluate, isNullish, truthy, type Expression } from './arguments.js';
import { toDouble } from '../values/numbers.js';

function comparing(name: string, result: (order: number) => Value): Expression {
  return (document, argument, options) => {
    const [left, right] = args(name, 2, document, argument, options);
    return result(compare(left, right));
  };
}

const identity = (value: Value): string => encodeField(value, false).toString('latin1');

function distinctOf(values: readonly Value[]): Map<string, Value> {
  const set = new Map<string, Value>();
  for (const value of values) {
    const key = identity(value);
    if (!set.has(key)) set.set(key, value);
  }
  return set;
}

function setOperator(
  name: string,
  count: number | null,
  result: (sets: Map<string, Value>[]) => Value,
): Expression {
  return (document, argument, options) => {
    const lists = args(name, count, document, argument, options);
    if (lists.some(isNullish) && name !== '$setEquals' && name !== '$setIsSubset') return null;
    for (const list of lists) {
      if (!Array.isArray(list))
        throw new StoreError(
          17041,
          `All operands of ${name} must be arrays. One argument is of type: ${typeof list}`,
        );
    }
    return result(lists.map((list) => distinctOf(list as Value[])));
  };
}

const ordered = (values: Iterable<Value>): Value[] => [...values].sort(compare);

const own: Record<string, Expression> = {
  $cmp: comparing('$cmp', (order) => Math.sign(order)),
  $eq: comparing('$eq', (order) => order === 0),
  $ne: comparing('$ne', (order) => order !== 0),
  $gt: comparing('$gt', (order) => order > 0),
  $gte: comparing('$gte', (order) => order >= 0),
  $lt: comparing('$lt', (order) => order < 0),
  $lte: comparing('$lte', (order) => order <= 0),
  $and: (document, argument, options) =>
    list(argument).every((item) => truthy(evaluate(document, item, options))),
  $or: (document, argument, options) =>
    list(argument).some((item) => truthy(evaluate(document, item, options))),
  $not: (document, argument, options) => !truthy(args('$not', 1, document, argument, options)[0]),
  $cond(document, argument, options) {
    const [test, yes, no] = Array.isArray(argument)
      ? (argument as Value[])
      : [(argument as Document).if, (argument as Document).then, (argument as Document).else];
    return evaluate(document, truthy(evaluate(document, test, options)) ? yes : no, options);
  },
  $in(document, argument, options) {
    const [item, values] = args('$in', 2, document, argument, options);
    if (!Array.isArray(values)) throw new StoreError(40081, '$in requires an array as a second argument');
    return (values as Value[]).some((value) => compare(value, item) === 0);
  },
  $indexOfArray(document, argument, options) {
    const [values, item, from, to] = args('$indexOfArray', null, document, argument, options);
    if (isNullish(values)) return null;
    if (!Array.isArray(values))
      throw new StoreError(40090, '$indexOfArray requires an array as a first argument');
    const end = to === undefined ? values.length : toDouble(to);
    for (let i = from === undefined ? 0 : toDouble(from); i < Math.min(end, values.length); i++) {
      if (compare(values[i] as Value, item) === 0) return i;
    }
    return -1;
  },
  $setUnion: setOperator('$setUnion', null, (sets) =>
    ordered(distinctOf(sets.flatMap((set) => [...set.values()])).values()),
  ),
  $setIntersection: setOperator('$setIntersection', null, ([first = new Map<string, Value>(), ...rest]) =>
    ordered([...first].filter(([key]) => rest.every((set) => set.has(key))).map(([, value]) => value)),
  ),
  $setDifference: setOperator('$setDifference', 2, ([a, b]) =>
    [...a!].filter(([key]) => !b!.has(key)).map(([, value]) => value),
  ),
  $setEquals: setOperator('$setEquals', null, ([first, ...rest]) =>
    rest.every((set) => set.size === first!.size && [...set.keys()].every((key) => first!.has(key))),
  ),
  $setIsSubset: setOperator('$setIsSubset', 2, ([a, b]) => [...a!.keys()].every((key) => b!.has(key))),
  $min: extreme((order) => order < 0),
  $max: extreme((order) => order > 0),
};

const list = (argument: Value): Value[] => (Array.isArray(argument) ? (argument as Value[]) : [argument]);

/** `$min` and `$max` over arguments, or over the array that a single argument gives; null and missing do not count. */
function extreme(better: (order: number) => boolean): Expression {
  return (document, argument, options) => {
    const values = args('$min/$max', null, document, argument, options);
    return best(values.length === 1 && Array.isArray(values[0]) ? (values[0] as Value[]) : values, better);
  };
}

/** Operators that mingo computes on plain numbers: numbers of other types are given to it as such. */
const PLAIN = ['$pow', '$sqrt', '$exp', '$ln', '$log', '$log10', '$range', '$slice', '$arrayElemAt', '$substr', '$substrCP', '$substrBytes']; // prettier-ignore

const plainNumber = (value: Value): Value =>
  value instanceof Double || value instanceof Long ? toDouble(value) : value;

function onPlainNumbers(name: string): Expression {
  const theirs = (expressions as unknown as Record<string, Expression>)[name]!;
  return (document, argument, options) => {
    const single = !Array.isArray(argument);
    const values = args(name, null, document, argument, options).map((value) => ({
      $literal: plainNumber(value),
    }));
    return theirs(document, single ? values[0] : values, options);
  };
}

/** Where mingo's order of values, its arithmetic or its types differ from MongoDB's, ours stands in. */
export const correctedExpressions: Record<string, Expression> = {
  ...Object.fromEntries(PLAIN.map((name) => [name, onPlainNumbers(name)])),
  ...own,
  ...arithmeticExpressions,
  ...conversionExpressions,
};
