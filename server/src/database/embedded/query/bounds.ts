import { afterPrefix, encodeField, kindByte } from '../values/key.js';
import { isOperators, Kind, kindOf, Undefined, type Value } from '../values/kinds.js';
import { isNaNValue } from '../values/numbers.js';
import { type Filter } from './filter.js';

/** Keys of one field (ascending encoding), from `from` to before `to`. */
export interface KeyRange {
  readonly from: Buffer;
  readonly to: Buffer;
  /** At most one key lies in it: `from` itself. */
  readonly exact?: boolean;
}

/** What a field's values must be: single values, or ranges; neither when it is unconstrained. */
export interface Bounds {
  readonly points: readonly Buffer[] | null;
  readonly ranges: readonly KeyRange[] | null;
}

type Field = Extract<Filter, { type: 'field' }>;

export const LOWEST = Buffer.of(0);
export const HIGHEST = Buffer.of(0xff);

/** The range of all values of a kind. */
const ofKind = (kind: Kind): KeyRange => ({ from: kindByte(kind), to: Buffer.of(kind + 1) });

function pointRange(value: Value): KeyRange {
  const from = encodeField(value, false);
  return { from, to: afterPrefix(from)! };
}

const nullRanges: KeyRange[] = [{ from: kindByte(Kind.Undefined), to: Buffer.of(Kind.Null + 1) }];

/**
 * The bounds that the conditions on one field set. On a multikey field only one condition counts, since different
 * elements may satisfy different ones. They may be wider than the conditions: every document is tested again.
 */
export function fieldBounds(conditions: readonly Field[], multikey: boolean): Bounds | 'all' | 'empty' {
  let current: KeyRange[] | null = null;
  for (const condition of conditions) {
    const ranges = conditionRanges(condition);
    if (ranges === null) continue;
    if (ranges.length === 0) return 'empty';
    current = current === null ? ranges : multikey ? narrower(current, ranges) : intersect(current, ranges);
    if (current.length === 0) return 'empty';
  }
  if (current === null) return 'all';
  if (current.every((range) => isPoint(range)))
    return { points: current.map((range) => range.from), ranges: null };
  return { points: null, ranges: current };
}

const points = new WeakSet<KeyRange>();
const isPoint = (range: KeyRange): boolean => points.has(range);

function point(value: Value): KeyRange {
  const range = pointRange(value);
  points.add(range);
  return range;
}

function narrower(a: KeyRange[], b: KeyRange[]): KeyRange[] {
  return !a.every(isPoint) && b.every(isPoint) ? b : a;
}

function conditionRanges({ operator, value }: Field): KeyRange[] | null {
  switch (operator) {
    case '$eq':
      return equality(value);
    case '$in':
      return merge(
        (value as Value[]).flatMap((item) =>
          kindOf(item) === Kind.RegExp ? regexRanges(item) : equality(item),
        ),
      );
    case '$gt':
    case '$gte':
    case '$lt':
    case '$lte':
      return comparison(operator, value);
    case '$regex':
      return merge(regexRanges(value));
    case '$elemMatch':
      return elementRanges(value);
    default:
      return null;
  }
}

/** `{$elemMatch: {$gte: 1, $lt: 5}}` on values: all its conditions hold for one element, so they can be combined. */
function elementRanges(value: Value): KeyRange[] | null {
  if (!isOperators(value)) return null;
  let current: KeyRange[] | null = null;
  for (const operator of Object.keys(value)) {
    if (!['$eq', '$gt', '$gte', '$lt', '$lte', '$in'].includes(operator)) continue;
    const ranges = conditionRanges({
      type: 'field',
      path: '',
      operator,
      value: value[operator],
      test: () => true,
    });
    if (ranges !== null) current = current === null ? ranges : intersect(current, ranges);
  }
  return current;
}

function equality(value: Value): KeyRange[] {
  if (value === null || value === undefined || value instanceof Undefined) return nullRanges;
  // An array equals a whole value or an element; its own elements are what the index holds.
  if (Array.isArray(value)) {
    const array = value as Value[];
    if (array.length === 0)
      return [{ from: kindByte(Kind.Undefined), to: kindByte(Kind.Null) }, point(value)];
    return sortRanges([point(array[0]), point(value)]);
  }
  return [point(value)];
}

function comparison(operator: string, value: Value): KeyRange[] | null {
  const kind = kindOf(value);
  if (kind === Kind.Null) return operator === '$gte' || operator === '$lte' ? nullRanges : [];
  if (kind === Kind.MinKey || kind === Kind.MaxKey || kind === Kind.Array) return null;
  if (kind === Kind.Undefined) return null;
  if (kind === Kind.Number && isNaNValue(value)) return [pointRange(value)];
  const { from, to } = pointRange(value);
  const all = ofKind(kind);
  switch (operator) {
    case '$gt':
      return [{ from: to, to: all.to }];
    case '$gte':
      return [{ from, to: all.to }];
    case '$lt':
      return [{ from: all.from, to: from }];
    default:
      return [{ from: all.from, to }];
  }
}

/** An anchored pattern without flags narrows strings to a prefix; any other to all strings. */
function regexRanges(value: Value): KeyRange[] {
  const pattern = typeof value === 'string' ? value : (value as { pattern?: string }).pattern;
  const flags = typeof value === 'string' ? '' : ((value as { options?: string }).options ?? 'i');
  const whole = [ofKind(Kind.String), ofKind(Kind.RegExp)];
  if (typeof value === 'string' || pattern === undefined || flags !== '') return whole;
  const prefix = /^\^([\w \-@/:,]+)(.?)/.exec(pattern);
  if (!prefix || pattern.includes('|')) return whole;
  const text = /[*?{]/.test(prefix[2]!) ? prefix[1]!.slice(0, -1) : prefix[1]!;
  if (text === '') return whole;
  const from = encodeField(text, false).subarray(0, -2);
  return [{ from, to: afterPrefix(from)! }, ofKind(Kind.RegExp)];
}

const sortRanges = (ranges: KeyRange[]): KeyRange[] => ranges.sort((a, b) => Buffer.compare(a.from, b.from));

/** In order, without overlap. */
export function merge(ranges: KeyRange[]): KeyRange[] {
  const result: KeyRange[] = [];
  for (const range of sortRanges(ranges)) {
    const last = result[result.length - 1];
    if (!last || Buffer.compare(range.from, last.to) >= 0) result.push(range);
    else if (Buffer.compare(range.to, last.to) > 0)
      result[result.length - 1] = { from: last.from, to: range.to };
  }
  return result;
}

function intersect(a: readonly KeyRange[], b: readonly KeyRange[]): KeyRange[] {
  const result: KeyRange[] = [];
  for (const x of a) {
    for (const y of b) {
      const from = Buffer.compare(x.from, y.from) >= 0 ? x.from : y.from;
      const to = Buffer.compare(x.to, y.to) <= 0 ? x.to : y.to;
      if (Buffer.compare(from, to) >= 0) continue;
      if (isPoint(x)) result.push(x);
      else if (isPoint(y)) result.push(y);
      else result.push({ from, to });
    }
  }
  return merge(result);
}
