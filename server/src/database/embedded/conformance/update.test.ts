import { Decimal128, Double, Int32, Long, ObjectId } from 'bson';
import { type Document, type UpdateFilter } from '../testing/driver.js';
import { describe, expect, test } from 'vitest';
import { refusal, withStore } from '../testing/with-store.js';

const store = withStore();

interface Row {
  title: string;
  given: Document;
  filter?: Document;
  update: Document | Document[];
  options?: Document;
  gives?: Document;
  code?: number;
}

const rows: Row[] = [
  { title: '$set: a field, a path, a place in an array', given: { a: 1, d: [1, 2] }, update: { $set: { a: 2, 'b.c': 3, 'd.3': 4 } }, gives: { a: 2, d: [1, 2, null, 4], b: { c: 3 } } },
  { title: '$set: new fields in the order of their names', given: {}, update: { $set: { c: 1, a: 1, b: 1 } }, gives: { a: 1, b: 1, c: 1 } },
  { title: '$set: through a value is refused', given: { a: 1 }, update: { $set: { 'a.b': 1 } }, code: 28 },
  { title: '$set: _id to the same', given: { a: 1 }, update: { $set: { _id: 1 } }, gives: { a: 1 } },
  { title: '$set: _id to another is refused', given: { a: 1 }, update: { $set: { _id: 2 } }, code: 66 },
  { title: '$set and $inc of one field conflict', given: { a: 1 }, update: { $set: { a: 1 }, $inc: { a: 1 } }, code: 40 },
  { title: '$set of a field and of one inside conflict', given: { a: {} }, update: { $set: { a: 1, 'a.b': 1 } }, code: 40 },
  { title: '$set: an empty path is refused', given: {}, update: { $set: { '': 1 } }, code: 56 },
  { title: '$unset: a field; in an array null stays', given: { a: 1, b: [1, 2], c: { d: 1 } }, update: { $unset: { a: '', 'b.0': '', 'c.d': '', x: '' } }, gives: { b: [null, 2], c: {} } },
  { title: '$inc: missing, int, double', given: { a: 1, b: 1.5 }, update: { $inc: { a: 2, b: 1, c: -1 } }, gives: { a: 3, b: 2.5, c: -1 } },
  { title: '$inc: an int that overflows becomes a long', given: { a: 2147483647 }, update: { $inc: { a: 1 } }, gives: { a: Long.fromString('2147483648') } },
  { title: '$inc: a long that overflows is refused', given: { a: Long.MAX_VALUE }, update: { $inc: { a: 1 } }, code: 2 },
  { title: '$inc: a decimal stays one', given: { a: Decimal128.fromString('0.1') }, update: { $inc: { a: Decimal128.fromString('0.2') } }, gives: { a: Decimal128.fromString('0.3') } },
  { title: '$inc: text is refused', given: { a: 'x' }, update: { $inc: { a: 1 } }, code: 14 },
  { title: '$inc: by text is refused', given: { a: 1 }, update: { $inc: { a: 'x' } }, code: 14 },
  { title: '$mul', given: { a: 2 }, update: { $mul: { a: 3, b: 5 } }, gives: { a: 6, b: 0 } },
  { title: '$min and $max: by the order of types', given: { a: 5, b: 5, c: 'x' }, update: { $min: { a: 3, d: 1 }, $max: { b: 3, c: 9 } }, gives: { a: 3, b: 5, c: 'x', d: 1 } },
  { title: '$rename', given: { a: 1, b: { c: 2 } }, update: { $rename: { a: 'x', 'b.c': 'd' } }, gives: { b: {}, d: 2, x: 1 } },
  { title: '$setOnInsert does nothing to what exists', given: { a: 1 }, update: { $setOnInsert: { a: 2 } }, gives: { a: 1 } },
  { title: '$push: one', given: { a: [1] }, update: { $push: { a: 2, b: 1 } }, gives: { a: [1, 2], b: [1] } },
  { title: '$push: $each, $position, $slice', given: { a: [1, 2] }, update: { $push: { a: { $each: [8, 9], $position: 1, $slice: 3 } } }, gives: { a: [1, 8, 9] } },
  { title: '$push: $sort by a field, $slice from the end', given: { a: [{ s: 3 }, { s: 1 }] }, update: { $push: { a: { $each: [{ s: 2 }], $sort: { s: 1 }, $slice: -2 } } }, gives: { a: [{ s: 2 }, { s: 3 }] } },
  { title: '$push: to a value is refused', given: { a: 1 }, update: { $push: { a: 1 } }, code: 2 },
  { title: '$addToSet: what is not there yet', given: { a: [1, { b: 1 }] }, update: { $addToSet: { a: { $each: [1, 2, { b: 1 }] } } }, gives: { a: [1, { b: 1 }, 2] } },
  { title: '$pull: a value, a condition', given: { a: [1, 2, 3], b: [1, 5, 9] }, update: { $pull: { a: 2, b: { $gte: 5 } } }, gives: { a: [1, 3], b: [1] } },
  { title: '$pull: documents', given: { a: [{ b: 1, c: 1 }, { b: 2 }] }, update: { $pull: { a: { b: 1 } } }, gives: { a: [{ b: 2 }] } },
  { title: '$pullAll', given: { a: [1, 2, 3, 1] }, update: { $pullAll: { a: [1, 3] } }, gives: { a: [2] } },
  { title: '$pop', given: { a: [1, 2, 3], b: [1, 2] }, update: { $pop: { a: 1, b: -1 } }, gives: { a: [1, 2], b: [2] } },
  { title: '$bit', given: { a: 12 }, update: { $bit: { a: { and: 10, or: 1 } } }, gives: { a: 9 } },
  { title: '$: the element that the query found', given: { a: [1, 5, 9] }, filter: { a: { $gte: 5 } }, update: { $set: { 'a.$': 0 } }, gives: { a: [1, 0, 9] } },
  { title: '$: in documents', given: { a: [{ b: 1 }, { b: 2 }] }, filter: { 'a.b': 2 }, update: { $set: { 'a.$.c': 3 } }, gives: { a: [{ b: 1 }, { b: 2, c: 3 }] } },
  { title: '$: without an array in the query is refused', given: { a: [1] }, filter: {}, update: { $set: { 'a.$': 0 } }, code: 2 },
  { title: '$[]: every element', given: { a: [1, 2] }, update: { $inc: { 'a.$[]': 10 } }, gives: { a: [11, 12] } },
  { title: '$[name]: those that the filter takes', given: { a: [{ b: 1 }, { b: 5 }] }, update: { $set: { 'a.$[big].c': 1 } }, options: { arrayFilters: [{ 'big.b': { $gt: 2 } }] }, gives: { a: [{ b: 1 }, { b: 5, c: 1 }] } },
  { title: '$[name]: without a filter is refused', given: { a: [1] }, update: { $set: { 'a.$[x]': 1 } }, code: 2 },
  { title: 'an array filter that is not used is refused', given: { a: [1] }, update: { $set: { b: 1 } }, options: { arrayFilters: [{ x: 1 }] }, code: 9 },
  { title: 'an unknown operator is refused', given: {}, update: { $nope: { a: 1 } }, code: 9 },
  { title: 'a pipeline: $set, $unset, $replaceWith', given: { a: 1, b: 2 }, update: [{ $set: { c: { $add: ['$a', '$b'] } } }, { $unset: 'a' }], gives: { b: 2, c: 3 } },
  { title: 'a pipeline: another stage is refused', given: { a: 1 }, update: [{ $group: { _id: 1 } }], code: 72 },
]; // prettier-ignore

describe('STO-3 update', () => {
  test.each(rows)('$title', async ({ given, filter = {}, update, options = {}, gives, code }) => {
    const collection = store.db.collection<Document>('updated', { promoteValues: true, promoteLongs: false });
    await collection.deleteMany({});
    await collection.insertOne({ _id: 1, ...given } as Document);
    const work = collection.updateOne(filter, update as UpdateFilter<Document>, options);
    if (code !== undefined) {
      expect((await refusal(work)).code).toBe(code);
      const { _id, ...rest } = (await collection.findOne())!;
      expect(rest).toEqual(given);
      return;
    }
    await work;
    const { _id, ...rest } = (await collection.findOne())!;
    expect(rest).toEqual(gives);
    if (Object.keys(given).length === 0) expect(Object.keys(rest)).toEqual(Object.keys(gives!));
  });
});

test('STO-3 update: types that were not touched are kept exactly', async () => {
  const collection = store.db.collection<Document>('exact', { promoteValues: false });
  const given = {
    double: new Double(5),
    int: new Int32(5),
    long: Long.fromNumber(5),
    decimal: Decimal128.fromString('1.50'),
  };
  await collection.insertOne({ _id: new ObjectId(), ...given });
  await collection.updateOne({}, { $set: { other: 1 } });
  const { _id, other: _other, ...rest } = (await collection.findOne())!;
  expect(rest).toEqual(given);
});

test('STO-3 upsert: the fields that the query fixes, then the update; a race for one _id has one winner', async () => {
  const collection = store.db.collection<Document>('upserted');
  const result = await collection.updateOne(
    { a: 1, 'b.c': 2, d: { $gt: 1 }, $and: [{ e: 3 }] },
    { $set: { f: 4 }, $setOnInsert: { g: 5 } },
    { upsert: true },
  );
  expect(result.upsertedCount).toBe(1);
  const { _id, ...made } = (await collection.findOne({ _id: result.upsertedId as never }))!;
  expect(made).toEqual({ a: 1, b: { c: 2 }, e: 3, f: 4, g: 5 });
  const lease = () =>
    collection.findOneAndUpdate(
      { _id: 'lease' as never, until: { $lt: new Date(0) } },
      { $set: { until: new Date() } },
      { upsert: true },
    );
  const outcomes = await Promise.allSettled([lease(), lease(), lease()]);
  const codes = outcomes.map((outcome) =>
    outcome.status === 'rejected' ? (outcome.reason as { code: number }).code : 'won',
  );
  expect(codes.sort()).toEqual([11000, 11000, 'won']);
});

test('STO-3 replaceOne keeps _id and refuses another one; updateMany refuses a replacement', async () => {
  const collection = store.db.collection<Document>('replaced');
  await collection.insertOne({ _id: 1, a: 1 } as Document);
  await collection.replaceOne({ a: 1 }, { b: 2 });
  expect(await collection.findOne()).toEqual({ _id: 1, b: 2 });
  expect((await refusal(collection.replaceOne({ b: 2 }, { _id: 9, b: 1 } as Document))).code).toBe(66);
  const command = { update: 'replaced', updates: [{ q: {}, u: { a: 1 }, multi: true }] };
  expect(await store.db.command(command)).toMatchObject({ n: 0, writeErrors: [{ index: 0, code: 9 }] });
});

test('STO-3 findAndModify: before or after, sorted, projected; the count says whether it existed', async () => {
  const collection = store.db.collection<Document>('found');
  await collection.insertMany([
    { _id: 1, n: 3 },
    { _id: 2, n: 1 },
    { _id: 3, n: 2 },
  ] as Document[]);
  expect(await collection.findOneAndUpdate({}, { $inc: { n: 10 } }, { sort: { n: 1 } })).toEqual({
    _id: 2,
    n: 1,
  });
  expect(
    await collection.findOneAndUpdate(
      { _id: 2 as never },
      { $inc: { n: 1 } },
      { returnDocument: 'after', projection: { _id: 0 } },
    ),
  ).toEqual({ n: 12 });
  expect(await collection.findOneAndDelete({}, { sort: { n: -1 } })).toEqual({ _id: 2, n: 12 });
  expect(
    await collection.findOneAndReplace({ _id: 3 as never }, { z: 1 }, { returnDocument: 'after' }),
  ).toEqual({ _id: 3, z: 1 });
  expect(await collection.findOneAndUpdate({ _id: 99 as never }, { $set: { a: 1 } })).toBeNull();
  const raw = await store.db.command({
    findAndModify: 'found',
    query: { _id: 50 },
    update: { $set: { a: 1 } },
    upsert: true,
    new: true,
  });
  expect(raw).toMatchObject({
    lastErrorObject: { n: 1, updatedExisting: false, upserted: 50 },
    value: { _id: 50, a: 1 },
  });
});

test('STO-3 bulkWrite: unordered goes on after an error, and says where', async () => {
  const collection = store.db.collection<Document>('bulk');
  await collection.createIndex({ k: 1, l: 1 }, { unique: true });
  const outcome = await refusal(
    collection.insertMany(
      [
        { k: 1, l: 1 },
        { k: 1, l: 1 },
        { k: 2, l: 1 },
      ],
      { ordered: false },
    ),
  );
  expect(outcome).toMatchObject({ code: 11000 });
  expect(await collection.countDocuments()).toBe(2);
  const raw = await store.db.command({
    insert: 'bulk',
    documents: [
      { k: 3, l: 1 },
      { k: 1, l: 1 },
      { k: 4, l: 1 },
    ],
    ordered: true,
  });
  expect(raw).toMatchObject({
    n: 1,
    writeErrors: [{ index: 1, code: 11000, keyPattern: { k: 1, l: 1 }, keyValue: { k: 1, l: 1 } }],
  });
});

test('STO-3 bulkWrite: all kinds of statements, ordered and not', async () => {
  for (const ordered of [true, false]) {
    const collection = store.db.collection<Document>(`mixed${String(ordered)}`);
    const id = (value: number) => value as never;
    await collection.insertMany([
      { _id: id(1), a: 1 },
      { _id: id(2), a: 1 },
      { _id: id(3), a: 3 },
    ]);
    const result = await collection.bulkWrite(
      [
        { insertOne: { document: { _id: id(10) } } },
        { updateMany: { filter: { a: 1 }, update: { $inc: { a: 10 } } } },
        { updateOne: { filter: { _id: id(11) }, update: { $set: { b: 1 } }, upsert: true } },
        { replaceOne: { filter: { _id: id(12) }, replacement: { c: 1 }, upsert: true } },
        { deleteOne: { filter: { a: 3 } } },
      ],
      { ordered },
    );
    expect(result).toMatchObject({
      insertedCount: 1,
      matchedCount: 2,
      modifiedCount: 2,
      upsertedCount: 2,
      deletedCount: 1,
      upsertedIds: { 2: 11, 3: 12 },
    });
    expect(await collection.find().sort({ _id: 1 }).toArray()).toEqual([
      { _id: 1, a: 11 },
      { _id: 2, a: 11 },
      { _id: 10 },
      { _id: 11, b: 1 },
      { _id: 12, c: 1 },
    ]);
  }
});

test('STO-3 let: its values are expressions, and reach filters and pipelines of updates', async () => {
  const collection = store.db.collection<Document>('let');
  await collection.insertMany([{ n: 1 }, { n: 2 }]);
  const filter = { $expr: { $eq: ['$n', '$$wanted'] } };
  const command = {
    update: 'let',
    updates: [{ q: filter, u: [{ $set: { text: '$$text' } }] }],
    let: { wanted: { $add: [1, 1] }, text: { $literal: '$n' } },
  };
  expect(await store.db.command(command)).toMatchObject({ n: 1, nModified: 1 });
  expect(await collection.findOne({ n: 2 }, { projection: { _id: 0 } })).toEqual({ n: 2, text: '$n' });
});
