import type { Collection } from '../storage/catalog.js';
import type { Engine } from '../storage/engine.js';
import { equal } from '../values/compare.js';
import { Kind, kindOf, type Value } from '../values/kinds.js';
import { encodeField } from '../values/key.js';
import { isNaNValue } from '../values/numbers.js';
import type { KeyRange } from './bounds.js';
import { conditionsOf, type Filter } from './filter.js';
import { plan, type Plan } from './plan.js';

type Field = Extract<Filter, { type: 'field' }>;
type IndexPlan = Extract<Plan, { type: 'index' }>;

/**
 * How many documents match, counted from the keys of an index without reading one of them; null when keys alone
 * cannot tell, and each document must be tested.
 */
export function coveredCount(engine: Engine, plan: Plan, filter: Filter): number | null {
  if (plan.type === 'nothing') return 0;
  if (!isCovered(plan, filter)) return null;
  return plan.ranges.reduce((sum, range) => sum + keysIn(engine, range), 0);
}

/**
 * How many documents there are with each of the values that `path` is asked for, as `[value, count]`, from the keys of
 * an index; null when keys alone cannot tell. Values without a document are left out.
 */
export function coveredGroups(
  engine: Engine,
  collection: Collection,
  filter: Filter,
  path: string,
): [Value, number][] | null {
  if (filter.type !== 'field' || filter.path !== path || filter.operator !== '$in') return null;
  const values = filter.value as Value[];
  // A number equals others that are written differently; the documents say which.
  if (!values.every((value) => typeof value === 'string')) return null;
  const found = plan(collection, filter);
  if (found.type === 'nothing') return [];
  if (!isCovered(found, filter) || found.constrained !== 1) return null;
  // Each value has a range of its own, in the order of the keys.
  const keys = new Map([...new Set(values)].map((value) => [encodeField(value, false), value]));
  const ordered = [...keys].sort(([a], [b]) => Buffer.compare(a, b));
  if (found.index.descending[0]) ordered.reverse();
  if (ordered.length !== found.ranges.length) return null;
  const counts = new Map(ordered.map(([, value], i) => [value, keysIn(engine, found.ranges[i]!)]));
  return [...new Set(values)]
    .map((value): [Value, number] => [value, counts.get(value)!])
    .filter(([, count]) => count > 0);
}

const keysIn = (engine: Engine, { from, to, exact }: KeyRange): number =>
  exact ? Number(engine.entries.get(from) !== undefined) : engine.entries.count(from, to);

/**
 * Whether what the plan leads to is what the filter means, once each: every condition is one that the ranges state
 * exactly, and each document has one key.
 */
export function isCovered(plan: Plan, filter: Filter): plan is IndexPlan {
  if (plan.type !== 'index') return false;
  const { index, constrained } = plan;
  if (index.isMultikey || index.truncated) return false;
  const bounded = index.fields.slice(0, constrained);
  const given = index.partial ? conditionsOf(index.partial) : [];
  return conditionsOf(filter).every((condition) => {
    if (condition.type !== 'field') return false;
    if (bounded.includes(condition.path)) return isExact(condition);
    return given.some((kept) => kept.type === 'field' && same(kept, condition));
  });
}

const same = (a: Field, b: Field): boolean =>
  a.path === b.path && a.operator === b.operator && equal(a.value, b.value);

function isExact({ operator, value }: Field): boolean {
  switch (operator) {
    case '$in':
      return (value as Value[]).every(isPlain);
    case '$eq':
    case '$gt':
    case '$gte':
      return isPlain(value);
    case '$lt':
    case '$lte':
      // NaN has its key below all numbers, and is less than none.
      return isPlain(value) && kindOf(value) !== Kind.Number;
    default:
      return false;
  }
}

const plainKinds = new Set([Kind.String, Kind.Boolean, Kind.ObjectId, Kind.Date, Kind.Number]);

/** Its key is met by this value and no other; null, arrays and patterns match more than themselves. */
function isPlain(value: Value): boolean {
  const kind = kindOf(value);
  return plainKinds.has(kind) && !(kind === Kind.Number && isNaNValue(value));
}
