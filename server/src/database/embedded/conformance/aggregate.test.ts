import { Decimal128, Long, ObjectId } from 'bson';
import { type Document } from '../testing/driver.js';
import { describe, expect, test } from 'vitest';
import { refusal, withStore } from '../testing/with-store.js';

const store = withStore();

const orders: Document[] = [
  { _id: 1, who: 'a', n: 2, tags: ['x', 'y'], at: new Date('2026-01-01T10:00:00Z') },
  { _id: 2, who: 'b', n: 3.5, tags: [], at: new Date('2026-01-02T10:00:00Z') },
  { _id: 3, who: 'a', n: Long.fromNumber(5), tags: ['y'], at: new Date('2026-01-02T12:00:00Z') },
  { _id: 4, who: 'c', tags: 'z' },
];

interface Row {
  title: string;
  pipeline: Document[];
  gives?: unknown;
  code?: number;
}

const rows: Row[] = [
  { title: '$match, $sort, $skip, $limit', pipeline: [{ $match: { _id: { $gt: 1 } } }, { $sort: { _id: -1 } }, { $skip: 1 }, { $limit: 1 }, { $project: { _id: 1 } }], gives: [{ _id: 3 }] },
  { title: '$group: $sum, $avg, $min, $max, $count', pipeline: [{ $group: { _id: '$who', total: { $sum: '$n' }, mean: { $avg: '$n' }, low: { $min: '$n' }, high: { $max: '$n' }, count: { $count: {} } } }, { $sort: { _id: 1 } }], gives: [{ _id: 'a', total: 7, mean: 3.5, low: 2, high: 5, count: 2 }, { _id: 'b', total: 3.5, mean: 3.5, low: 3.5, high: 3.5, count: 1 }, { _id: 'c', total: 0, mean: null, low: null, high: null, count: 1 }] },
  { title: '$group: $first, $last, $push, $addToSet', pipeline: [{ $sort: { _id: 1 } }, { $group: { _id: null, first: { $first: '$_id' }, last: { $last: '$_id' }, all: { $push: '$_id' }, who: { $addToSet: '$who' } } }, { $project: { _id: 0, first: 1, last: 1, all: 1, who: { $size: '$who' } } }], gives: [{ first: 1, last: 4, all: [1, 2, 3, 4], who: 3 }] },
  { title: '$count', pipeline: [{ $match: { who: 'a' } }, { $count: 'n' }], gives: [{ n: 2 }] },
  { title: '$sortByCount', pipeline: [{ $sortByCount: '$who' }, { $limit: 1 }], gives: [{ _id: 'a', count: 2 }] },
  { title: '$unwind', pipeline: [{ $match: { _id: { $lte: 2 } } }, { $unwind: '$tags' }, { $project: { tags: 1 } }], gives: [{ _id: 1, tags: 'x' }, { _id: 1, tags: 'y' }] },
  { title: '$unwind: empty ones kept, with their place', pipeline: [{ $match: { _id: { $in: [2, 3] } } }, { $unwind: { path: '$tags', preserveNullAndEmptyArrays: true } }, { $project: { tags: 1 } }], gives: [{ _id: 2 }, { _id: 3, tags: 'y' }] },
  { title: '$project: computed, nested, removed', pipeline: [{ $match: { _id: 1 } }, { $project: { _id: 0, double: { $multiply: ['$n', 2] }, 'x.y': '$who' } }], gives: [{ double: 4, x: { y: 'a' } }] },
  { title: '$addFields: nested, and $$REMOVE', pipeline: [{ $match: { _id: 1 } }, { $addFields: { a: { b: 1 }, tags: '$$REMOVE', at: '$$REMOVE' } }], gives: [{ _id: 1, who: 'a', n: 2, a: { b: 1 } }] },
  { title: '$replaceRoot', pipeline: [{ $match: { _id: 1 } }, { $replaceRoot: { newRoot: { who: '$who' } } }], gives: [{ who: 'a' }] },
  { title: '$facet', pipeline: [{ $facet: { a: [{ $match: { who: 'a' } }, { $count: 'n' }], b: [{ $limit: 1 }, { $project: { _id: 1 } }] } }], gives: [{ a: [{ n: 2 }], b: [{ _id: 1 }] }] },
  { title: '$lookup by fields', pipeline: [{ $match: { _id: 1 } }, { $lookup: { from: 'people', localField: 'who', foreignField: 'key', as: 'person' } }, { $project: { person: 1 } }], gives: [{ _id: 1, person: [{ _id: 1, key: 'a', name: 'Ada' }] }] },
  { title: '$lookup with a pipeline and let', pipeline: [{ $match: { _id: 2 } }, { $lookup: { from: 'people', let: { w: '$who' }, pipeline: [{ $match: { $expr: { $eq: ['$key', '$$w'] } } }, { $project: { _id: 0, name: 1 } }], as: 'person' } }, { $project: { person: 1 } }], gives: [{ _id: 2, person: [{ name: 'Ben' }] }] },
  { title: '$unionWith', pipeline: [{ $match: { _id: 1 } }, { $project: { who: 1 } }, { $unionWith: { coll: 'people', pipeline: [{ $match: { key: 'b' } }] } }], gives: [{ _id: 1, who: 'a' }, { _id: 2, key: 'b', name: 'Ben' }] },
  { title: 'an unknown stage is refused', pipeline: [{ $nope: 1 }], code: 40324 },
  { title: 'a stage that is left out is refused by name', pipeline: [{ $graphLookup: {} }], code: 238 },
  { title: 'an unknown accumulator is refused', pipeline: [{ $group: { _id: 1, a: { $nope: 1 } } }], code: 15952 },
  { title: 'an unknown expression is refused', pipeline: [{ $addFields: { a: { $nope: 1 } } }], code: 168 },
  { title: 'so is one inside of another', pipeline: [{ $project: { a: { $add: [1, { $nope: 1 }] } } }], code: 168 },
  { title: 'an unknown expression at the top of $project is refused by its own code', pipeline: [{ $project: { a: { $nope: 1 } } }], code: 31325 },
  { title: 'two stages in one are refused', pipeline: [{ $limit: 1, $skip: 1 }], code: 40323 },
]; // prettier-ignore

describe('STO-3 aggregate', () => {
  test.each(rows)('$title', async ({ pipeline, gives, code }) => {
    const collection = store.db.collection<Document>('orders');
    await collection.deleteMany({});
    await collection.insertMany(orders.map((order) => ({ ...order })));
    const people = store.db.collection<Document>('people');
    await people.deleteMany({});
    await people.insertMany([
      { _id: 1, key: 'a', name: 'Ada' },
      { _id: 2, key: 'b', name: 'Ben' },
    ] as Document[]);
    if (code !== undefined) expect((await refusal(collection.aggregate(pipeline).toArray())).code).toBe(code);
    else expect(await collection.aggregate(pipeline).toArray()).toEqual(gives);
  });
});

test('STO-3 $out takes the place of a collection and keeps its indexes; $merge goes one by one', async () => {
  const from = store.db.collection<Document>('source');
  const into = store.db.collection<Document>('target');
  await from.insertMany([
    { _id: 1, a: 1 },
    { _id: 2, a: 2 },
  ] as Document[]);
  await into.insertMany([
    { _id: 2, b: 2 },
    { _id: 3, b: 3 },
  ] as Document[]);
  await into.createIndex({ a: 1 });
  expect(await from.aggregate([{ $merge: { into: 'target' } }]).toArray()).toEqual([]);
  expect(await into.find().sort({ _id: 1 }).toArray()).toEqual([
    { _id: 1, a: 1 },
    { _id: 2, b: 2, a: 2 },
    { _id: 3, b: 3 },
  ]);
  await from
    .aggregate([
      { $match: { _id: 2 } },
      { $merge: { into: 'target', whenMatched: 'replace', whenNotMatched: 'fail' } },
    ])
    .toArray();
  expect(await into.findOne({ _id: 2 as never })).toEqual({ _id: 2, a: 2 });
  await from.aggregate([{ $match: { a: { $gt: 1 } } }, { $out: 'target' }]).toArray();
  expect(await into.find().toArray()).toEqual([{ _id: 2, a: 2 }]);
  expect((await into.indexes()).map(({ name }) => name as string)).toEqual(['_id_', 'a_1']);
});

test('STO-3 a pipeline without a collection begins with $documents', async () => {
  const pipeline = [{ $documents: [{ a: 1 }, { a: 2 }] }, { $match: { a: 2 } }];
  expect(await store.db.aggregate(pipeline).toArray()).toEqual([{ a: 2 }]);
  expect((await refusal(store.db.aggregate([{ $match: {} }]).toArray())).code).toBe(73);
});

const expressions: { title: string; expression: unknown; gives: unknown }[] = [
  { title: '$add of int and long', expression: { $add: [1, Long.fromString('9007199254740993')] }, gives: Long.fromString('9007199254740994') },
  { title: '$add of a date', expression: { $add: [new Date(0), 5] }, gives: new Date(5) },
  { title: '$subtract of dates', expression: { $subtract: [new Date(7), new Date(2)] }, gives: Long.fromNumber(5) },
  { title: '$multiply of decimals', expression: { $multiply: [Decimal128.fromString('0.1'), 3] }, gives: Decimal128.fromString('0.3') },
  { title: '$divide', expression: { $divide: [1, 4] }, gives: 0.25 },
  { title: '$mod', expression: { $mod: [-7, 3] }, gives: -1 },
  { title: '$round half to even', expression: { $round: [2.5] }, gives: 2 },
  { title: '$cond on a long zero', expression: { $cond: [Long.ZERO, 'yes', 'no'] }, gives: 'no' },
  { title: '$ifNull', expression: { $ifNull: ['$nope', 'd'] }, gives: 'd' },
  { title: '$eq across number types', expression: { $eq: [1, Long.ONE] }, gives: true },
  { title: '$gt across types', expression: { $gt: ['a', 5] }, gives: true },
  { title: '$in', expression: { $in: [Long.ONE, [1, 2]] }, gives: true },
  { title: '$setUnion', expression: { $setUnion: [[2, 1], [Long.ONE, 3]] }, gives: [1, 2, 3] },
  { title: '$concat', expression: { $concat: ['a', 'b'] }, gives: 'ab' },
  { title: '$toString of an ObjectId', expression: { $toString: new ObjectId('0123456789abcdef01234567') }, gives: '0123456789abcdef01234567' },
  { title: '$toLong', expression: { $toLong: '12' }, gives: Long.fromNumber(12) },
  { title: '$convert with onError', expression: { $convert: { input: 'x', to: 'int', onError: 'bad' } }, gives: 'bad' },
  { title: '$type of a missing field', expression: { $type: '$nope' }, gives: 'missing' },
  { title: '$map', expression: { $map: { input: [1, 2], as: 'x', in: { $add: ['$$x', 1] } } }, gives: [2, 3] },
  { title: '$filter', expression: { $filter: { input: [1, 2, 3], as: 'x', cond: { $gt: ['$$x', 1] } } }, gives: [2, 3] },
  { title: '$reduce', expression: { $reduce: { input: [1, 2, 3], initialValue: 0, in: { $add: ['$$value', '$$this'] } } }, gives: 6 },
  { title: '$dateToString', expression: { $dateToString: { date: new Date('2026-03-04T05:06:07Z'), format: '%Y-%m-%d' } }, gives: '2026-03-04' },
  { title: '$dateTrunc', expression: { $dateTrunc: { date: new Date('2026-03-04T05:06:07Z'), unit: 'day' } }, gives: new Date('2026-03-04T00:00:00Z') },
  { title: '$switch', expression: { $switch: { branches: [{ case: false, then: 1 }, { case: true, then: 2 }], default: 3 } }, gives: 2 },
  { title: '$literal', expression: { $literal: '$x' }, gives: '$x' },
]; // prettier-ignore

describe('STO-3 expression', () => {
  test.each(expressions)('$title', async ({ expression, gives }) => {
    const collection = store.db.collection<Document>('one', { promoteLongs: false });
    await collection.replaceOne({}, {}, { upsert: true });
    const [result] = await collection.aggregate([{ $project: { _id: 0, result: expression } }]).toArray();
    expect(result?.result).toEqual(gives);
  });
});

describe('STO-3 aggregate: what flows and what is held', () => {
  test('stages that look at one document at a time feed the cursor, batch by batch', async () => {
    const collection = store.db.collection<Document>('flow');
    await collection.insertMany(
      Array.from({ length: 500 }, (_, i) => ({ _id: i, tags: ['a', 'b'] }) as Document),
    );
    const pipeline = [
      { $unwind: '$tags' },
      { $match: { tags: 'b' } },
      { $project: { twice: { $multiply: ['$_id', 2] } } },
    ];
    const made = await collection.aggregate(pipeline, { batchSize: 70 }).toArray();
    expect(made.map(({ twice }) => twice as unknown)).toEqual(Array.from({ length: 500 }, (_, i) => i * 2));
    const some = await collection.aggregate([{ $unwind: '$tags' }, { $skip: 3 }, { $limit: 2 }]).toArray();
    expect(some).toEqual([
      { _id: 1, tags: 'b' },
      { _id: 2, tags: 'a' },
    ]);
    expect((await refusal(collection.aggregate([{ $project: { a: 1 } }, { $nope: 1 }]).toArray())).code).toBe(
      40324,
    );
  });

  test('more than 100 MiB are not held: refused where MongoDB without disk use would', async () => {
    const collection = store.db.collection<Document>('heavy');
    const text = 'x'.repeat(2 ** 20);
    for (let i = 0; i < 11; i++) await collection.insertMany(Array.from({ length: 10 }, () => ({ text })));
    const all = [{ $group: { _id: null, texts: { $push: '$text' } } }];
    expect((await refusal(collection.aggregate(all, { allowDiskUse: false }).toArray())).code).toSatisfy(
      (code) => [292, 146, 10334, 17419].includes(code as number),
    );
    const small = [
      { $project: { length: { $strLenCP: '$text' } } },
      { $group: { _id: null, sum: { $sum: '$length' } } },
    ];
    expect(await collection.aggregate(small).toArray()).toEqual([{ _id: null, sum: 110 * 2 ** 20 }]);
    expect((await collection.aggregate([{ $addFields: { a: 1 } }], { batchSize: 3 }).toArray()).length).toBe(
      110,
    );
  });
});

describe('STO-3 aggregate: stages that change how many documents there are', () => {
  const numbers: Document[] = [
    { _id: 1, s: 1 },
    { _id: 2, s: 5, t: ['a', 'b'] },
    { _id: 3, s: 9, t: [] },
    { _id: 4, t: 'c' },
  ];
  const run = async (...pipeline: Document[]) => {
    const collection = store.db.collection<Document>('shaping');
    if ((await collection.countDocuments()) === 0) await collection.insertMany(numbers);
    return collection.aggregate(pipeline).toArray();
  };

  const made: { title: string; pipeline: Document[]; result: Document[] }[] = [
    {
      title: '$bucket by boundaries, the rest in the default, in their order',
      pipeline: [
        {
          $bucket: {
            groupBy: '$s',
            boundaries: [0, 5, 10],
            default: 'none',
            output: { ids: { $push: '$_id' } },
          },
        },
      ],
      result: [
        { _id: 0, ids: [1] },
        { _id: 5, ids: [2, 3] },
        { _id: 'none', ids: [4] },
      ],
    },
    { title: '$count of nothing is nothing', pipeline: [{ $unwind: '$nope' }, { $count: 'n' }], result: [] },
    { title: '$count', pipeline: [{ $unwind: '$t' }, { $count: 'n' }], result: [{ n: 3 }] },
    {
      title: '$unwind: elements with their index, a value as itself',
      pipeline: [{ $unwind: { path: '$t', includeArrayIndex: 'i' } }, { $project: { s: 0 } }],
      result: [
        { _id: 2, t: 'a', i: 0 },
        { _id: 2, t: 'b', i: 1 },
        { _id: 4, t: 'c', i: null },
      ],
    },
    {
      title: '$unwind that preserves what has no elements',
      pipeline: [{ $unwind: { path: '$t', preserveNullAndEmptyArrays: true } }, { $project: { s: 0 } }],
      result: [{ _id: 1 }, { _id: 2, t: 'a' }, { _id: 2, t: 'b' }, { _id: 3 }, { _id: 4, t: 'c' }],
    },
    {
      title: '$skip and $limit after another stage',
      pipeline: [{ $project: { _id: 1 } }, { $skip: 1 }, { $limit: 2 }],
      result: [{ _id: 2 }, { _id: 3 }],
    },
    {
      title: '$facet: each part over the same documents',
      pipeline: [
        {
          $facet: { all: [{ $count: 'n' }], some: [{ $match: { s: { $gt: 4 } } }, { $project: { _id: 1 } }] },
        },
      ],
      result: [{ all: [{ n: 4 }], some: [{ _id: 2 }, { _id: 3 }] }],
    },
  ];
  test.each(made)('$title', async ({ pipeline, result }) => {
    expect(await run(...pipeline)).toEqual(result);
  });

  test('$sample gives each document at most once', async () => {
    const ids = (await run({ $sample: { size: 3 } })).map(({ _id }) => _id as unknown);
    expect(new Set(ids).size).toBe(3);
    expect(await run({ $sample: { size: 100 } })).toHaveLength(4);
  });

  const refusedStages: { stage: Document; code: number }[] = [
    { stage: { $sample: {} }, code: 28749 },
    { stage: { $sample: { size: -1 } }, code: 28747 },
    { stage: { $sample: { size: 'x' } }, code: 28746 },
    { stage: { $bucket: { groupBy: '$s' } }, code: 40198 },
    { stage: { $bucket: { groupBy: '$s', boundaries: [5, 4] } }, code: 40194 },
    { stage: { $bucket: { groupBy: '$s', boundaries: [0, 2] } }, code: 40066 },
    { stage: { $count: '' }, code: 40157 },
    { stage: { $count: 'a.b' }, code: 40160 },
    { stage: { $unwind: 't' }, code: 28818 },
    { stage: { $unwind: {} }, code: 28812 },
    { stage: { $unwind: { path: '$t', nope: 1 } }, code: 28811 },
    { stage: { $limit: 0 }, code: 15958 },
    { stage: { $match: 5 }, code: 15959 },
    { stage: { $sort: {} }, code: 15976 },
    { stage: { $facet: { a: [{ $out: 'x' }] } }, code: 40600 },
    { stage: { $facet: { a: 5 } }, code: 40170 },
  ];
  test.each(refusedStages)('refused: $stage', async ({ stage, code }) => {
    expect((await refusal(run({ $project: { s: 1, t: 1 } }, stage))).code).toBe(code);
  });
});
