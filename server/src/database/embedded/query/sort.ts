import { badValue, StoreError } from '../errors.js';
import { compare } from '../values/compare.js';
import { isDocument, Kind, kindOf, Undefined, type Document, type Value } from '../values/kinds.js';
import { toDouble } from '../values/numbers.js';
import { splitPath, visit } from './path.js';

export interface SortKey {
  readonly path: string;
  readonly parts: readonly string[];
  readonly descending: boolean;
}

/** A sort specification; `{$natural: ±1}` and an empty one give no keys. */
export function parseSort(sort: Value): SortKey[] {
  if (sort === undefined || sort === null) return [];
  if (!isDocument(sort)) throw new StoreError(14, 'sort must be an object');
  return Object.keys(sort)
    .filter((path) => path !== '$natural')
    .map((path) => {
      const direction = sort[path];
      if (isDocument(direction))
        throw new StoreError(238, 'sorting by $meta is not implemented by the embedded store');
      const number = kindOf(direction) === Kind.Number ? toDouble(direction) : NaN;
      if (Number.isNaN(number))
        throw badValue(`Illegal key in $sort specification: ${path}: ${String(direction)}`);
      if (number !== 1 && number !== -1) {
        throw new StoreError(15975, '$sort key ordering must be 1 (for ascending) or -1 (for descending)');
      }
      return { path, parts: splitPath(path), descending: number < 0 };
    });
}

/** The value by which a document sorts: of an array its lowest or, descending, its highest element. */
export function sortValue(document: Document, key: SortKey): Value {
  let best: Value;
  let found = false;
  const consider = (value: Value) => {
    if (!found) [best, found] = [value, true];
    else {
      const order = compare(value, best);
      if (key.descending ? order > 0 : order < 0) best = value;
    }
  };
  visit(document, key.parts, false, (value) => {
    if (Array.isArray(value)) {
      if (value.length === 0) consider(Undefined.value);
      for (const element of value as Value[]) consider(element);
    } else consider(value === undefined ? null : value);
    return false;
  });
  return found ? best : null;
}

export interface Sortable<T> {
  readonly keys: readonly Value[];
  readonly item: T;
  readonly position: number;
}

export function comparator(sort: readonly SortKey[]): (a: Sortable<unknown>, b: Sortable<unknown>) => number {
  return (a, b) => {
    for (let i = 0; i < sort.length; i++) {
      const order = compare(a.keys[i], b.keys[i]);
      if (order !== 0) return sort[i]!.descending ? -order : order;
    }
    return a.position - b.position;
  };
}

/** MongoDB's limit for sorting in memory. */
const MAX_BYTES = 100 * 1024 * 1024;

/** Keeps the first `limit` of what it is given, in order. */
export class Sorter<T> {
  private items: Sortable<T>[] = [];
  private position = 0;
  private bytes = 0;
  private readonly order: (a: Sortable<unknown>, b: Sortable<unknown>) => number;

  constructor(
    private readonly sort: readonly SortKey[],
    private readonly limit = Infinity,
  ) {
    this.order = comparator(sort);
  }

  add(document: Document, item: T, bytes: number): void {
    this.items.push({
      keys: this.sort.map((key) => sortValue(document, key)),
      item,
      position: this.position++,
    });
    this.bytes += bytes;
    if (this.items.length >= this.limit * 2 + 64) this.trim();
    if (this.bytes > MAX_BYTES) {
      throw new StoreError(
        292,
        'Executor error during find command :: caused by :: Sort exceeded memory limit of 104857600 bytes, but did not opt in to external sorting.',
      );
    }
  }

  private trim(): void {
    const before = this.items.length;
    this.items = this.items.sort(this.order).slice(0, this.limit);
    this.bytes *= this.items.length / before;
  }

  result(): T[] {
    return this.items
      .sort(this.order)
      .slice(0, this.limit)
      .map(({ item }) => item);
  }
}
