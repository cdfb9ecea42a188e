import { Decimal128, Double, Long, ObjectId } from 'bson';
import fc from 'fast-check';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { prepare } from '../storage/documents.js';
import { Store } from '../store.js';
import { encode } from '../values/encode.js';
import type { Document, Value } from '../values/kinds.js';
import { coveredCount, coveredGroups } from './covered-count.js';
import { compileFilter } from './filter.js';
import { Finder, Pace } from './find.js';
import { plan } from './plan.js';

const folder = mkdtempSync(join(tmpdir(), 'parlour-count-'));
const store = new Store(folder);
afterAll(async () => {
  await store.close();
  rmSync(folder, { recursive: true, force: true });
});

const scalar: fc.Arbitrary<Value> = fc.oneof(
  { weight: 2, arbitrary: fc.integer({ min: 0, max: 4 }) },
  { weight: 1, arbitrary: fc.constant(NaN) },
  fc.constantFrom<Value>(
    null, true, 'a', 'ab', 1.5, -0, new Double(2), Long.fromNumber(3), Decimal128.fromString('1.5'),
    new Date(5), new Date(-5), new ObjectId('5f5f5f5f5f5f5f5f5f5f5f5f'), { b: 1 }, [1, 2],
  ), // prettier-ignore
);
const ofField = fc.oneof(
  scalar,
  scalar.map(($gt) => ({ $gt })),
  scalar.map(($lt) => ({ $lt })),
  fc.tuple(scalar, scalar).map(([$gte, $lte]) => ({ $gte, $lte })),
  fc.array(scalar, { maxLength: 3 }).map(($in) => ({ $in })),
  fc.constant({ $exists: true }),
);
const document = fc.record({ a: scalar, d: scalar, e: scalar }, { requiredKeys: [], noNullPrototype: true });
const filter = fc.record({ a: ofField, d: ofField, e: ofField }, { requiredKeys: [], noNullPrototype: true });
const specs: Document[] = [
  { key: { a: 1, d: -1 } },
  { key: { d: 1 }, sparse: true },
  { key: { e: 1 }, partialFilterExpression: { d: 2 } },
];
let collections = 0;

async function fill(documents: readonly Document[]) {
  const name = `c${collections++}`;
  await store.engine.commit(() => {
    const collection = store.catalog.create('test', name);
    for (const [i, spec] of specs.entries())
      collection.indexes.push(store.catalog.newIndex({ v: 2, name: `index${i}`, ...spec }));
    for (const [i, one] of documents.entries()) {
      const bytes = prepare(encode({ _id: i, ...one }));
      // Two arrays in one compound key are refused, as they should be.
      if (Array.isArray(one.a) && Array.isArray(one.d)) continue;
      store.documents.insert(collection, bytes);
    }
    store.catalog.save(collection);
  });
  return store.catalog.get(`test.${name}`)!;
}

test('STO-3 what is counted by the keys of an index is what a scan of the whole collection counts', async () => {
  let covered = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.array(document, { maxLength: 20 }),
      fc.array(filter, { minLength: 1, maxLength: 8 }),
      async (documents, filters) => {
        const collection = await fill(documents);
        for (const query of filters.map((one) => compileFilter(one as Document))) {
          const limits = { skip: 1, limit: 5 };
          const count = (more: object) =>
            new Finder(store.engine, collection, { filter: query, ...more }).count(new Pace());
          const hint = { $natural: 1 };
          expect(await count({})).toBe(await count({ hint }));
          expect(await count(limits)).toBe(await count({ ...limits, hint }));
          if (coveredCount(store.engine, plan(collection, query), query) !== null) covered++;
        }
      },
    ),
    { numRuns: 150 },
  );
  expect(covered).toBeGreaterThan(50);
});

test('STO-3 how many there are of each value is counted by keys as documents are counted', async () => {
  const words = fc.constantFrom<Value>('a', 'ab', 'b', 'c', null, 1);
  const rows = fc.array(fc.record({ a: words, d: words }, { requiredKeys: [], noNullPrototype: true }));
  await fc.assert(
    fc.asyncProperty(rows, fc.array(words, { maxLength: 4 }), async (documents, asked) => {
      const collection = await fill(documents as Document[]);
      const groups = coveredGroups(store.engine, collection, compileFilter({ a: { $in: asked } }), 'a');
      if (asked.some((value) => typeof value !== 'string')) {
        expect(groups).toBeNull();
        return;
      }
      const expected = [...new Set(asked)]
        .map((value): [Value, number] => [value, documents.filter(({ a }) => a === value).length])
        .filter(([, count]) => count > 0);
      expect(groups).toEqual(expected);
    }),
  );
});
