import type { Collection } from '../storage/catalog.js';
import type { Index } from '../storage/index.js';
import { toDouble } from '../values/numbers.js';
import { StoreError, badValue } from '../errors.js';
import { equal } from '../values/compare.js';
import { isDocument, type Document, type Value } from '../values/kinds.js';
import { fieldBounds, type Bounds, type KeyRange } from './bounds.js';
import { isIndex } from './path.js';
import { conditionsOf, type Filter } from './filter.js';
import type { SortKey } from './sort.js';
import { indexRanges, order } from './ranges.js';

/** How documents are found. Whatever a plan finds is tested again with the filter. */
export type Plan =
  | { readonly type: 'collection'; readonly reverse: boolean }
  | {
      readonly type: 'index';
      readonly index: Index;
      readonly ranges: readonly KeyRange[];
      readonly reverse: boolean;
      readonly sorted: boolean;
      readonly constrained: number;
    }
  | { readonly type: 'or'; readonly branches: readonly Plan[] }
  | { readonly type: 'nothing' };

type Field = Extract<Filter, { type: 'field' }>;

/**
 * Chooses the index with the most equalities, then ranges, then the sort; the whole collection when none helps.
 *
 * @param hint index name or key pattern that must be used; `{$natural: ±1}` for none.
 */
export function plan(
  collection: Collection,
  filter: Filter,
  sort: readonly SortKey[] = [],
  hint?: Value,
): Plan {
  const hinted = resolveHint(collection, hint);
  if (hinted === 'forward' || hinted === 'backward')
    return { type: 'collection', reverse: hinted === 'backward' };
  const conditions = conditionsOf(filter);
  const candidates = hinted ? [hinted] : usable(collection.indexes, conditions);
  const boundsOf = rememberedBounds(conditions);
  let best: Plan = { type: 'collection', reverse: false };
  let bestScore = hinted ? -Infinity : 0;
  for (const index of candidates) {
    const candidate = indexPlan(index, boundsOf, sort);
    if (candidate.type === 'nothing') return candidate;
    const score = scoreOf(candidate, sort.length > 0);
    if (score > bestScore) [best, bestScore] = [candidate, score];
  }
  if (best.type === 'collection' && !hinted) return orPlan(collection, conditions) ?? best;
  if (best.type === 'index' && best.constrained === 0 && !hinted) {
    // An index that serves only the order is worth less than one per branch that narrows.
    return orPlan(collection, conditions) ?? best;
  }
  return best;
}

function orPlan(collection: Collection, conditions: readonly Filter[]): Plan | null {
  for (const condition of conditions) {
    if (condition.type !== 'or') continue;
    const branches = condition.parts.map((part) => plan(collection, part));
    if (branches.every((branch) => branch.type !== 'collection')) {
      return { type: 'or', branches: branches.filter((branch) => branch.type !== 'nothing') };
    }
  }
  return null;
}

type BoundsOf = (path: string, multikey: boolean) => Bounds | 'all' | 'empty';

/** The bounds of a field are the same in every index that has it. */
function rememberedBounds(conditions: readonly Filter[]): BoundsOf {
  const fields = conditions.filter((condition): condition is Field => condition.type === 'field');
  const known = [new Map<string, ReturnType<BoundsOf>>(), new Map<string, ReturnType<BoundsOf>>()] as const;
  return (path, multikey) => {
    const of = known[multikey ? 1 : 0];
    let bounds = of.get(path);
    if (bounds === undefined) {
      bounds = fieldBounds(
        fields.filter((field) => field.path === path),
        multikey,
      );
      of.set(path, bounds);
    }
    return bounds;
  };
}

function indexPlan(index: Index, boundsOf: BoundsOf, sort: readonly SortKey[]): Plan {
  const bounds: Bounds[] = [];
  let arrayUsed = false;
  for (let i = 0; i < index.fields.length; i++) {
    const path = index.fields[i]!;
    if (index.paths[i]!.some(isIndex)) break;
    if (index.multikey[i] && arrayUsed) break; // bounds of two fields might be met by different elements
    const bound = boundsOf(path, index.multikey[i]!);
    if (bound === 'empty') return { type: 'nothing' };
    if (bound === 'all') {
      bounds.push({ points: null, ranges: null });
      continue;
    }
    if (index.multikey[i]) arrayUsed = true;
    bounds.push(bound);
  }
  const { ranges, constrained, points } = indexRanges(index, bounds);
  const direction = order(index, points, sort);
  return {
    type: 'index',
    index,
    ranges,
    reverse: direction === 'backward',
    sorted: direction !== null,
    constrained,
  };
}

function scoreOf(candidate: Plan, wantsSort: boolean): number {
  if (candidate.type !== 'index') return 0;
  const { constrained, sorted, index, ranges } = candidate;
  // A partial index that may be used holds everything that can match, and less than the collection.
  if (constrained === 0 && !(sorted && wantsSort)) return index.partial ? 0.1 : -1;
  let score = constrained * 4;
  if (wantsSort && sorted) score += 3;
  if (index.unique && constrained >= index.fields.length && ranges.length > 0) score += 8;
  if (index.partial) score += 0.5;
  return score - index.fields.length * 0.01;
}

/** Indexes that contain every document the conditions can match. */
function usable(indexes: readonly Index[], conditions: readonly Filter[]): Index[] {
  return indexes.filter((index) => {
    if (index.building || index.hidden) return false;
    if (index.partial && !conditionsOf(index.partial).every((needed) => implied(needed, conditions)))
      return false;
    return !index.sparse || index.fields.some((field) => demandsPresence(field, conditions));
  });
}

function demandsPresence(path: string, conditions: readonly Filter[]): boolean {
  return conditions.some((condition) => {
    if (condition.type !== 'field' || condition.path !== path) return false;
    const { operator, value } = condition;
    if (operator === '$eq' || operator === '$gte' || operator === '$lte') return value !== null;
    if (operator === '$in') return !(value as Value[]).includes(null);
    return operator === '$gt' || operator === '$lt' || operator === '$exists' || operator === '$regex';
  });
}

/** Whether the conditions can only be met by documents that meet `needed` (part of a partial index's filter). */
function implied(needed: Filter, conditions: readonly Filter[]): boolean {
  if (needed.type !== 'field') return false;
  return conditions.some((given) => {
    if (given.type !== 'field' || given.path !== needed.path) return false;
    if (needed.operator === '$exists') return demandsPresence(needed.path, [given]);
    if (given.operator === needed.operator && equal(given.value, needed.value)) return true;
    if (given.operator === '$eq' && !Array.isArray(given.value) && given.value !== null) {
      return needed.test(nested(needed.path, given.value));
    }
    if (
      given.operator === '$in' &&
      !(given.value as Value[]).some((value) => value === null || Array.isArray(value))
    ) {
      return (given.value as Value[]).every(
        (value) => !isDocument(value) && needed.test(nested(needed.path, value)),
      );
    }
    const sides = { $gt: '>', $gte: '>', $lt: '<', $lte: '<' } as Record<string, string>;
    const side = sides[given.operator];
    if (side === undefined || side !== sides[needed.operator]) return false;
    if (equal(given.value, needed.value)) return needed.operator === '$gte' || needed.operator === '$lte';
    return needed.test(nested(needed.path, given.value));
  });
}

function nested(path: string, value: Value): Document {
  return path.split('.').reduceRight<Value>((inner, part) => ({ [part]: inner }), value) as Document;
}

function resolveHint(collection: Collection, hint: Value): Index | 'forward' | 'backward' | null {
  if (hint === undefined || hint === null) return null;
  if (isDocument(hint)) {
    if (Object.keys(hint).length === 0) return null;
    if (Object.hasOwn(hint, '$natural')) return toDouble(hint.$natural) < 0 ? 'backward' : 'forward';
    const found = collection.indexes.find((index) => sameKey(index.spec.key as Document, hint));
    if (found && !found.building) return found;
  } else if (typeof hint === 'string') {
    const found = collection.indexes.find((index) => index.name === hint);
    if (found && !found.building) return found;
  } else throw badValue('hint must be a string or an object');
  throw new StoreError(
    2,
    'error processing query: planner returned error :: caused by :: hint provided does not correspond to an existing index',
  );
}

export function sameKey(a: Document, b: Document): boolean {
  return equal(a, b) && Object.keys(a).join() === Object.keys(b).join();
}
