import { Double, Long } from 'bson';
import fc from 'fast-check';
import { Query } from 'mingo';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { modifyStatement } from '../commands/modify.js';
import { prepare } from '../storage/documents.js';
import { Store } from '../store.js';
import { check } from '../storage/check.js';
import { encode } from '../values/encode.js';
import type { Document, Value } from '../values/kinds.js';
import { compileFilter } from './filter.js';
import { Finder } from './find.js';
import { comparator, parseSort, sortValue } from './sort.js';

const folder = mkdtempSync(join(tmpdir(), 'parlour-differential-'));
const store = new Store(folder);
afterAll(async () => {
  await store.close();
  rmSync(folder, { recursive: true, force: true });
});
let collections = 0;

const RUNS = Number(process.env.DIFFERENTIAL_RUNS ?? 150);

/** Plain objects, as documents from the wire are. */
const record = <T>(model: { [K in keyof T]: fc.Arbitrary<T[K]> }, options: { requiredKeys?: [] } = {}) =>
  fc.record(model, { ...options, noNullPrototype: true } as never) as fc.Arbitrary<T>;

const scalar: fc.Arbitrary<Value> = fc.oneof(
  { weight: 5, arbitrary: fc.integer({ min: 0, max: 4 }) },
  { weight: 2, arbitrary: fc.constantFrom('a', 'b', 'ab', '') },
  fc.constantFrom<Value>(
    null,
    true,
    false,
    1.5,
    NaN,
    new Double(2),
    Long.fromNumber(3),
    new Date(5),
    { b: 1 },
    { b: 1, c: 2 },
  ),
);
const value: fc.Arbitrary<Value> = fc.oneof(
  { weight: 5, arbitrary: scalar },
  fc.array(scalar, { maxLength: 3 }),
  fc.array(record({ b: scalar, c: scalar }, { requiredKeys: [] }), {
    maxLength: 3,
  }),
  record({ b: fc.oneof(scalar, fc.array(scalar, { maxLength: 2 })), c: scalar }, { requiredKeys: [] }),
);
const document = record({ a: value, d: scalar, e: scalar }, { requiredKeys: [] });
const paths = fc.constantFrom('a', 'a.b', 'a.c', 'd', 'e');

const operators = fc.oneof(
  record({ $eq: scalar }),
  record({ $gt: scalar }),
  record({ $gte: scalar }),
  record({ $lt: scalar }),
  record({ $lte: scalar }),
  record({ $gt: scalar, $lt: scalar }),
  record({ $gte: scalar, $lte: scalar }),
  record({ $ne: scalar }),
  record({ $in: fc.array(scalar, { maxLength: 3 }) }),
  record({ $nin: fc.array(scalar, { maxLength: 2 }) }),
  record({ $exists: fc.boolean() }),
  record({ $type: fc.constantFrom('number', 'string', 'array', 'null', 'object', 'double', 'long') }),
  record({ $elemMatch: record({ $gte: scalar, $lt: scalar }) }),
  record({ $elemMatch: record({ b: scalar }) }),
  record({ $all: fc.array(scalar, { maxLength: 2 }) }),
  record({ $size: fc.integer({ min: 0, max: 2 }) }),
  record({ $not: record({ $gt: scalar }) }),
  fc.constantFrom({ $regex: '^a' }, { $regex: 'b' }, { $mod: [2, 1] }),
);
const condition = fc
  .tuple(paths, fc.oneof(operators, value))
  .map(([path, test]) => ({ [path]: test }) as Document);
const filter: fc.Arbitrary<Document> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.array(condition, { maxLength: 3 }).map((parts) => Object.assign({}, ...parts) as Document),
  },
  fc.array(condition, { minLength: 1, maxLength: 3 }).map(($or) => ({ $or })),
  fc
    .tuple(condition, fc.array(condition, { minLength: 1, maxLength: 2 }))
    .map(([one, $or]) => ({ ...one, $or })),
  fc.array(condition, { minLength: 1, maxLength: 2 }).map(($and) => ({ $and })),
  fc.array(condition, { minLength: 1, maxLength: 2 }).map(($nor) => ({ $nor })),
);
const direction = fc.constantFrom(1, -1);
const pattern = fc
  .uniqueArray(fc.tuple(paths, direction), { minLength: 1, maxLength: 3, selector: ([path]) => path })
  .map((fields) => Object.fromEntries(fields) as Document);
const index = record({ key: pattern, kind: fc.constantFrom('plain', 'sparse', 'partial', 'unique') });

async function fill(
  documents: readonly Document[],
  indexes: readonly { key: Document; kind: string }[],
): Promise<string> {
  const name = `c${collections++}`;
  await store.engine.commit(() => {
    const collection = store.catalog.create('test', name);
    indexes.forEach(({ key, kind }, i) => {
      const spec: Document = { v: 2, key, name: `index${i}` };
      if (kind === 'sparse') spec.sparse = true;
      if (kind === 'unique') spec.unique = true;
      if (kind === 'partial') spec.partialFilterExpression = { d: { $gte: 2 } };
      collection.indexes.push(store.catalog.newIndex(spec));
    });
    documents.forEach((one, i) => {
      const bytes = prepare(encode({ _id: i, ...one }));
      try {
        store.documents.insert(collection, bytes);
      } catch (error) {
        // Parallel arrays and duplicates are refused, as they should be.
        if (![171, 11000].includes((error as { code: number }).code)) throw error;
      }
    });
    store.catalog.save(collection);
  });
  return name;
}

function found(name: string, query: Document, sort: Document, natural: boolean): Document[] {
  const collection = store.catalog.get(`test.${name}`)!;
  const keys = parseSort(sort);
  const hint = natural ? { $natural: 1 } : undefined;
  const finder = new Finder(store.engine, collection, { filter: compileFilter(query), sort: keys, hint });
  const documents: Document[] = [];
  for (let match = finder.tryNext(Infinity); match; match = finder.tryNext(Infinity))
    documents.push(match.document);
  return documents;
}

const ids = (documents: readonly Document[]) => documents.map(({ _id }) => _id as number);
const sorted = (list: number[]) => list.sort((a, b) => a - b);

test('STO-3 a query by index gives what a scan of the whole collection gives, in the order that was asked for', async () => {
  const scenario = fc.tuple(
    fc.array(document, { maxLength: 25 }),
    fc.array(index, { minLength: 1, maxLength: 3 }),
    fc.array(fc.tuple(filter, fc.oneof(fc.constant({}), pattern)), { minLength: 1, maxLength: 8 }),
  );
  await fc.assert(
    fc.asyncProperty(scenario, async ([documents, indexes, queries]) => {
      const name = await fill(documents, indexes);
      for (const [query, sort] of queries) {
        const byPlan = found(name, query, sort, false);
        const byScan = found(name, query, sort, true);
        expect(sorted(ids(byPlan)), JSON.stringify({ query, indexes })).toEqual(sorted(ids(byScan)));
        const keys = parseSort(sort);
        const order = comparator(keys);
        const rows = byPlan.map((item) => ({
          keys: keys.map((key) => sortValue(item, key)),
          item,
          position: 0,
        }));
        for (let i = 1; i < rows.length; i++) expect(order(rows[i - 1]!, rows[i]!)).toBeLessThanOrEqual(0);
      }
    }),
    { numRuns: RUNS },
  );
});

test('STO-3 an update or delete by index changes what a scan would, and leaves every index in agreement', async () => {
  const update = fc.oneof(
    fc.tuple(fc.constantFrom('a', 'd', 'e', 'x'), value).map(([field, to]) => ({ $set: { [field]: to } })),
    fc.constantFrom('a', 'd', 'e').map((field) => ({ $unset: { [field]: '' } })),
    fc.constantFrom({ $set: { 'f.g': 1 } }, { $max: { d: 3 } }, { $min: { e: 1 } }),
    fc.constant(null),
  );
  const scenario = fc.tuple(
    fc.array(document, { maxLength: 20 }),
    fc.array(index, { minLength: 1, maxLength: 3 }),
    fc.array(fc.tuple(filter, update), { minLength: 1, maxLength: 4 }),
  );
  await fc.assert(
    fc.asyncProperty(scenario, async ([documents, indexes, changes]) => {
      const [indexed, plain] = [await fill(documents, indexes), await fill([], [])];
      const all = found(indexed, {}, {}, true);
      await store.engine.commit(() => {
        const collection = store.catalog.get(`test.${plain}`)!;
        for (const item of all) store.documents.insert(collection, encode(item), item);
      });
      const context = { store, database: 'test', connection: { id: 1, closed: false } };
      for (const [query, change] of changes) {
        const statement = { filter: query, update: change, multi: true, upsert: false, variables: {} };
        let refused = false;
        const outcome = await modifyStatement(context, indexed, statement, {}).catch(
          (error: { code: number }) => {
            if (![171, 11000].includes(error.code)) throw error;
            refused = true;
          },
        );
        if (refused) return; // the plain collection knows neither parallel arrays nor duplicates
        expect(outcome!.matched).toBe((await modifyStatement(context, plain, statement, {})).matched);
      }
      const [left, right] = [found(indexed, {}, {}, true), found(plain, {}, {}, true)];
      expect(left.map((item) => encode(item).toString('hex'))).toEqual(
        right.map((item) => encode(item).toString('hex')),
      );
      for (const { key } of indexes) void key;
    }),
    { numRuns: RUNS },
  );
  expect((await check(store, { task: '', done: 0, total: 0 })).problems).toEqual([]);
});

test('STO-3 where mingo means what MongoDB means, a filter accepts what mingo accepts', () => {
  const plain = fc.oneof(fc.integer({ min: 0, max: 4 }), fc.constantFrom('a', 'b'));
  const plainDocument = record(
    {
      a: fc.oneof(plain, fc.array(plain, { maxLength: 3 })),
      b: plain,
      c: record({ d: plain }),
    },
    { requiredKeys: [] },
  );
  const field = fc.constantFrom('a', 'b', 'c.d');
  const test = fc.oneof(
    plain,
    record({ $gt: plain }),
    record({ $gte: plain, $lte: plain }),
    record({ $ne: plain }),
    record({ $in: fc.array(plain, { minLength: 1, maxLength: 3 }) }),
    record({ $exists: fc.boolean() }),
    record({ $size: fc.integer({ min: 0, max: 3 }) }),
  );
  const plainFilter = fc
    .array(fc.tuple(field, test), { maxLength: 3 })
    .map((parts) => Object.fromEntries(parts) as Document);
  fc.assert(
    fc.property(fc.array(plainDocument, { maxLength: 10 }), plainFilter, (documents, query) => {
      const theirs = new Query(query as never);
      const ours = compileFilter(query);
      for (const item of documents)
        expect(ours.test(item as Document), JSON.stringify({ item, query })).toBe(theirs.test(item as never));
    }),
    { numRuns: 800 },
  );
});
