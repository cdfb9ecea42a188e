import { StoreError } from '../errors.js';
import { compare } from '../values/compare.js';
import { encodeField } from '../values/key.js';
import { isDocument, type Document, type Value } from '../values/kinds.js';
import { average, sum } from './arithmetic.js';
import { best, isNullish } from './arguments.js';
import { evaluateExpression } from './expression.js';

type Accumulator = (values: readonly Value[]) => Value;

const identity = (value: Value): string => encodeField(value, false).toString('latin1');
const nullMissing = (value: Value): Value => (value === undefined ? null : value);

const accumulators: Record<string, Accumulator> = {
  $sum: sum,
  $avg: average,
  $min: (values) => best(values, (order) => order < 0),
  $max: (values) => best(values, (order) => order > 0),
  $first: (values) => nullMissing(values[0]),
  $last: (values) => nullMissing(values[values.length - 1]),
  $push: (values) => values.filter((value) => value !== undefined),
  $addToSet: (values) => [
    ...new Map(
      values.filter((value) => value !== undefined).map((value) => [identity(value), value]),
    ).values(),
  ],
  $mergeObjects: (values) => Object.assign({}, ...values.filter((value) => !isNullish(value))) as Document,
  $stdDevPop: (values) => deviation(values, 0),
  $stdDevSamp: (values) => deviation(values, 1),
};

function deviation(values: readonly Value[], less: number): Value {
  const numbers = values.filter((value): value is number => typeof value === 'number');
  if (numbers.length <= less) return null;
  const mean = numbers.reduce((total, value) => total + value, 0) / numbers.length;
  const squares = numbers.reduce((total, value) => total + (value - mean) ** 2, 0);
  return Math.sqrt(squares / (numbers.length - less));
}

/** `$firstN`, `$lastN`, `$minN`, `$maxN`: an expression and how many. */
const counted: Record<string, (values: Value[], n: number) => Value> = {
  $firstN: (values, n) => values.slice(0, n).map(nullMissing),
  $lastN: (values, n) => values.slice(-n).map(nullMissing),
  $minN: (values, n) => values.filter((value) => !isNullish(value)).sort(compare).slice(0, n),
  $maxN: (values, n) => values.filter((value) => !isNullish(value)).sort((a, b) => compare(b, a)).slice(0, n),
}; // prettier-ignore

/** The `$group` stage; groups come in the order of their first documents. */
export function group(documents: readonly Document[], spec: Value, variables: Document): Document[] {
  if (!isDocument(spec)) throw new StoreError(15947, "a group's fields must be specified in an object");
  if (!Object.hasOwn(spec, '_id')) throw new StoreError(15955, 'a group specification must include an _id');
  const fields = Object.keys(spec).filter((name) => name !== '_id').map((name) => accumulate(name, spec[name], variables)); // prettier-ignore
  const groups = new Map<string, { id: Value; members: Document[] }>();
  for (const document of documents) {
    const id = nullMissing(evaluateExpression(spec._id, document, variables));
    const key = identity(id);
    const known = groups.get(key);
    if (known) known.members.push(document);
    else groups.set(key, { id, members: [document] });
  }
  return [...groups.values()].map(({ id, members }) => {
    const result: Document = { _id: id };
    for (const { name, compute } of fields) result[name] = compute(members);
    return result;
  });
}

function accumulate(
  name: string,
  spec: Value,
  variables: Document,
): { name: string; compute: (members: Document[]) => Value } {
  if (name.includes('.')) throw new StoreError(40235, `The field name '${name}' cannot contain '.'`);
  if (name.startsWith('$'))
    throw new StoreError(40236, `The field name '${name}' cannot be an operator name`);
  const operator = isDocument(spec) ? Object.keys(spec)[0] : undefined;
  if (operator === undefined)
    throw new StoreError(40234, `The field '${name}' must be an accumulator object`);
  if (Object.keys(spec as Document).length !== 1)
    throw new StoreError(40238, `The field '${name}' must specify one accumulator`);
  const argument = (spec as Document)[operator];
  if (operator === '$count') return { name, compute: (members) => members.length };
  if (Object.hasOwn(accumulators, operator)) {
    const compute = accumulators[operator]!;
    return {
      name,
      compute: (members) => compute(members.map((member) => evaluateExpression(argument, member, variables))),
    };
  }
  if (Object.hasOwn(counted, operator) && isDocument(argument)) {
    const compute = counted[operator]!;
    return {
      name,
      compute(members) {
        const n = Number(evaluateExpression(argument.n, members[0] ?? {}, variables));
        return compute(members.map((member) => evaluateExpression(argument.input, member, variables)), n); // prettier-ignore
      },
    };
  }
  throw new StoreError(15952, `unknown group operator '${operator}'`);
}
