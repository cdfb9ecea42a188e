import { BSONRegExp, Decimal128, Double, Long, MaxKey, MinKey, ObjectId, Timestamp, UUID } from 'bson';
import { type Document } from '../testing/driver.js';
import { describe, expect, test } from 'vitest';
import { refusal, withStore } from '../testing/with-store.js';

const store = withStore();
const id = new ObjectId('0123456789abcdef01234567');
const uuid = new UUID('01234567-89ab-4def-8123-456789abcdef');

/** Documents of which a filter finds those whose `_id` is listed. */
interface Row {
  title: string;
  given: Document[];
  filter: Document;
  finds: unknown[];
}

const values: Document[] = [
  { _id: 'missing' },
  { _id: 'null', a: null },
  { _id: 'one', a: 1 },
  { _id: 'long', a: Long.fromString('9007199254740993') },
  { _id: 'double', a: 1.5 },
  { _id: 'decimal', a: Decimal128.fromString('1.5') },
  { _id: 'text', a: 'x' },
  { _id: 'document', a: { b: 1, c: 2 } },
  { _id: 'array', a: [1, 2] },
  { _id: 'empty', a: [] },
  { _id: 'nested', a: [[1, 2]] },
  { _id: 'true', a: true },
  { _id: 'date', a: new Date(0) },
  { _id: 'id', a: id },
  { _id: 'uuid', a: uuid },
  { _id: 'nan', a: NaN },
];
const b: Document[] = [
  { _id: 'empty object', a: {} },
  { _id: 'null', a: null },
  { _id: 'number', a: 4 },
  { _id: 'b', a: { b: 'hi' } },
  { _id: 'b null', a: { b: null } },
  { _id: 'missing' },
  { _id: 'double array', a: [[]] },
  { _id: 'empty array', a: [] },
  { _id: 'all null', a: [{ b: null }, {}] },
  { _id: 'none null', a: [{ b: 1 }, { b: 3 }] },
  { _id: 'some missing', a: [{ b: 3 }, {}] },
  { _id: 'values', a: [1, 'string', null, 4] },
];

const rows: Row[] = [
  { title: '$eq: a value, or an element of an array', given: values, filter: { a: 1 }, finds: ['one', 'array'] },
  { title: '$eq: numbers of different types by value', given: values, filter: { a: 1.5 }, finds: ['double', 'decimal'] },
  { title: '$eq: an int64 that no double holds', given: values, filter: { a: Long.fromString('9007199254740993') }, finds: ['long'] },
  { title: '$eq: its neighbour does not match', given: values, filter: { a: Long.fromString('9007199254740992') }, finds: [] },
  { title: '$eq: null matches a missing field', given: values, filter: { a: null }, finds: ['missing', 'null'] },
  { title: '$eq: a whole array, or an array in an array', given: values, filter: { a: [1, 2] }, finds: ['array', 'nested'] },
  { title: '$eq: an embedded document in the order of its fields', given: values, filter: { a: { b: 1, c: 2 } }, finds: ['document'] },
  { title: '$eq: another order is another document', given: values, filter: { a: { c: 2, b: 1 } }, finds: [] },
  { title: '$eq: NaN equals NaN', given: values, filter: { a: NaN }, finds: ['nan'] },
  { title: '$eq: ObjectId', given: values, filter: { a: id }, finds: ['id'] },
  { title: '$eq: UUID', given: values, filter: { a: uuid }, finds: ['uuid'] },
  { title: '$ne: of an array, no element may be equal', given: values, filter: { a: { $ne: 1 }, _id: { $in: ['one', 'array', 'missing'] } }, finds: ['missing'] },
  { title: '$gt: values of the same type only', given: values, filter: { a: { $gt: 1 } }, finds: ['long', 'double', 'decimal', 'array'] },
  { title: '$gte: NaN only for NaN', given: values, filter: { a: { $gte: NaN } }, finds: ['nan'] },
  { title: '$lt: text', given: values, filter: { a: { $lt: 'y' } }, finds: ['text'] },
  { title: '$gte: null means equal to null', given: values, filter: { a: { $gte: null } }, finds: ['missing', 'null'] },
  { title: '$gt: MinKey is below everything', given: [{ _id: 1, a: new MinKey() }, { _id: 2, a: 1 }, { _id: 3, a: new MaxKey() }], filter: { a: { $gt: new MinKey() } }, finds: [2, 3] },
  { title: '$gt and $lt on an array may be met by different elements', given: [{ _id: 1, a: [1, 10] }], filter: { a: { $gt: 5, $lt: 3 } }, finds: [1] },
  { title: '$in: with null and a pattern', given: values, filter: { a: { $in: [null, /^x/] } }, finds: ['missing', 'null', 'text'] },
  { title: '$in: an empty list finds nothing', given: values, filter: { a: { $in: [] } }, finds: [] },
  { title: '$nin', given: values, filter: { a: { $nin: [1, null] }, _id: { $in: ['one', 'array', 'missing', 'text'] } }, finds: ['text'] },
  { title: '$exists: true counts null', given: values, filter: { a: { $exists: true }, _id: { $in: ['null', 'missing'] } }, finds: ['null'] },
  { title: '$exists: false', given: values, filter: { a: { $exists: false } }, finds: ['missing'] },
  { title: '$type: by alias', given: values, filter: { a: { $type: 'objectId' } }, finds: ['id'] },
  { title: '$type: number, elements included', given: values, filter: { a: { $type: 'number' } }, finds: ['one', 'long', 'double', 'decimal', 'array', 'nan'] },
  { title: '$type: array', given: values, filter: { a: { $type: 'array' } }, finds: ['array', 'empty', 'nested'] },
  { title: '$type: a double stays one when it is whole', given: [{ _id: 1, a: new Double(5) }, { _id: 2, a: 5 }], filter: { a: { $type: 'double' } }, finds: [1] },
  { title: '$size', given: values, filter: { a: { $size: 2 } }, finds: ['array'] },
  { title: '$all', given: [{ _id: 1, a: [1, 2, 3] }, { _id: 2, a: [1] }, { _id: 3, a: 1 }], filter: { a: { $all: [1] } }, finds: [1, 2, 3] },
  { title: '$all: of nothing finds nothing', given: values, filter: { a: { $all: [] } }, finds: [] },
  { title: '$elemMatch: one element meets all', given: [{ _id: 1, a: [1, 10] }, { _id: 2, a: [4] }], filter: { a: { $elemMatch: { $gt: 3, $lt: 5 } } }, finds: [2] },
  { title: '$elemMatch: documents', given: [{ _id: 1, a: [{ b: 1, c: 2 }, { b: 2, c: 1 }] }, { _id: 2, a: [{ b: 1, c: 1 }] }], filter: { a: { $elemMatch: { b: 1, c: 1 } } }, finds: [2] },
  { title: '$not', given: values, filter: { a: { $not: { $gt: 1 } }, _id: { $in: ['one', 'long', 'missing'] } }, finds: ['missing', 'one'] },
  { title: '$nor', given: [{ _id: 1, a: 1 }, { _id: 2, a: 2 }], filter: { $nor: [{ a: 1 }, { b: 1 }] }, finds: [2] },
  { title: '$or', given: [{ _id: 1, a: 1 }, { _id: 2, b: 2 }, { _id: 3 }], filter: { $or: [{ a: 1 }, { b: 2 }] }, finds: [1, 2] },
  { title: '$regex: options', given: [{ _id: 1, a: 'Hello' }, { _id: 2, a: 'x\nhello' }], filter: { a: { $regex: '^hello', $options: 'im' } }, finds: [1, 2] },
  { title: '$regex: free spacing', given: [{ _id: 1, a: 'ab' }], filter: { a: new BSONRegExp('a b # text', 'x') }, finds: [1] },
  { title: '$mod', given: [{ _id: 1, a: 4 }, { _id: 2, a: 5 }, { _id: 3, a: 'x' }], filter: { a: { $mod: [2, 0] } }, finds: [1] },
  { title: '$bitsAllSet', given: [{ _id: 1, a: 5 }, { _id: 2, a: 4 }], filter: { a: { $bitsAllSet: [0, 2] } }, finds: [1] },
  { title: '$expr', given: [{ _id: 1, a: 1, b: 2 }, { _id: 2, a: 2, b: 1 }], filter: { $expr: { $gt: ['$a', '$b'] } }, finds: [2] },
  { title: '$comment changes nothing', given: [{ _id: 1 }], filter: { $comment: 'why' }, finds: [1] },
  { title: 'a dotted path goes through arrays and by number', given: [{ _id: 1, a: [{ b: 1 }, { b: 2 }] }, { _id: 2, a: { b: 2 } }], filter: { 'a.b': 2 }, finds: [1, 2] },
  { title: 'a number in a path is a place in an array', given: [{ _id: 1, a: [5, 6] }, { _id: 2, a: { 1: 6 } }], filter: { 'a.1': 6 }, finds: [1, 2] },
  { title: 'dotted $eq: null', given: b, filter: { 'a.b': null }, finds: ['empty object', 'null', 'number', 'b null', 'missing', 'all null', 'some missing'] },
  { title: 'dotted $ne: null', given: b, filter: { 'a.b': { $ne: null } }, finds: ['b', 'double array', 'empty array', 'none null', 'values'] },
  { title: '$elemMatch on documents with null', given: b, filter: { a: { $elemMatch: { b: null } } }, finds: ['double array', 'all null', 'some missing'] },
]; // prettier-ignore

const indexes: (Document | null)[] = [null, { a: 1 }, { a: -1 }, { 'a.b': 1 }];
const filled = new Map<Document[], string>();

/** The same documents once for each index; rows that share their documents share the collections. */
async function fill(given: Document[]): Promise<string> {
  const known = filled.get(given);
  if (known) return known;
  const name = `query${filled.size}`;
  filled.set(given, name);
  await Promise.all(
    indexes.map(async (index, i) => {
      const collection = store.db.collection<Document>(`${name}_${i}`);
      await collection.insertMany(given.map((document) => ({ ...document })));
      if (index) await collection.createIndex(index);
    }),
  );
  return name;
}

describe('STO-3 find', () => {
  test.each(rows)('$title', async ({ given, filter, finds }) => {
    const name = await fill(given);
    for (let i = 0; i < indexes.length; i++) {
      const collection = store.db.collection<Document>(`${name}_${i}`);
      const found = await collection.find(filter).sort({ $natural: 1 }).toArray();
      const byIndex = await collection.find(filter).toArray();
      expect(found.map(({ _id }) => _id as unknown)).toEqual(finds);
      expect(new Set(byIndex.map(({ _id }) => _id as unknown))).toEqual(new Set(finds));
    }
  });
});

test('STO-3 sort: by the order of BSON types, arrays by their lowest or highest element', async () => {
  const collection = store.db.collection<Document>('sorted');
  const inOrder = [new MinKey(), null, -1, Long.fromNumber(0), 1.5, 'a', 'b', { x: 1 }, new UUID(), id, false, true, new Date(0), new Timestamp({ t: 1, i: 1 }), /x/, new MaxKey()]; // prettier-ignore
  await collection.insertMany(inOrder.map((a, place) => ({ place, a })).reverse());
  const places = async () =>
    (await collection.find().sort({ a: 1 }).toArray()).map(({ place }) => place as number);
  expect(await places()).toEqual(inOrder.map((_, i) => i));
  await collection.createIndex({ a: 1 });
  expect(await places()).toEqual(inOrder.map((_, i) => i));
  const arrays = store.db.collection<Document>('arrays');
  await arrays.insertMany([
    { _id: 1, a: [5, 1] },
    { _id: 2, a: 3 },
    { _id: 3, a: [] },
  ] as Document[]);
  const ids = async (direction: 1 | -1) => (await arrays.find().sort({ a: direction }).toArray()).map(({ _id }) => _id as unknown); // prettier-ignore
  expect(await ids(1)).toEqual([3, 1, 2]);
  expect(await ids(-1)).toEqual([1, 2, 3]);
});

test('STO-3 projection: inclusion, exclusion, $slice, $elemMatch, the positional operator, expressions', async () => {
  const collection = store.db.collection<Document>('projected');
  await collection.insertOne({
    _id: 1,
    a: 1,
    b: { c: 2, d: 3 },
    e: [
      { f: 1, g: 1 },
      { f: 2, g: 2 },
    ],
    h: [1, 2, 3],
  } as Document);
  const project = (projection: Document, filter: Document = {}) => collection.findOne(filter, { projection });
  expect(await project({ a: 1 })).toEqual({ _id: 1, a: 1 });
  expect(await project({ 'b.c': 1, _id: 0 })).toEqual({ b: { c: 2 } });
  expect(await project({ e: 0, h: 0, b: 0 })).toEqual({ _id: 1, a: 1 });
  expect(await project({ 'e.f': 1, _id: 0 })).toEqual({ e: [{ f: 1 }, { f: 2 }] });
  expect(await project({ _id: 0, h: { $slice: -2 }, a: 1 })).toEqual({ a: 1, h: [2, 3] });
  expect(await project({ _id: 0, h: { $slice: [1, 1] }, a: 1 })).toEqual({ a: 1, h: [2] });
  expect(await project({ _id: 0, e: { $elemMatch: { f: 2 } } })).toEqual({ e: [{ f: 2, g: 2 }] });
  expect(await project({ _id: 0, 'e.$': 1 }, { 'e.f': 2 })).toEqual({ e: [{ f: 2, g: 2 }] });
  expect(await project({ _id: 0, sum: { $add: ['$a', '$b.c'] } })).toEqual({ sum: 3 });
  expect((await refusal(project({ a: 1, b: 0 }))).code).toBe(31254);
});

const refused: { title: string; filter: Document; code: number }[] = [
  { title: 'an unknown operator', filter: { a: { $nope: 1 } }, code: 2 },
  { title: 'an unknown top level operator', filter: { $nope: 1 }, code: 2 },
  { title: '$in without a list', filter: { a: { $in: 1 } }, code: 2 },
  { title: '$or without a list', filter: { $or: {} }, code: 2 },
  { title: 'an empty $and', filter: { $and: [] }, code: 2 },
  { title: '$elemMatch of a value', filter: { a: { $elemMatch: 1 } }, code: 2 },
  { title: '$mod with one number', filter: { a: { $mod: [1] } }, code: 2 },
  { title: 'an unknown type', filter: { a: { $type: 'nope' } }, code: 2 },
  { title: '$not of a value', filter: { a: { $not: 1 } }, code: 2 },
];

describe('STO-3 find refuses', () => {
  test.each(refused)('$title', async ({ filter, code }) => {
    expect((await refusal(store.db.collection('refused').find(filter).toArray())).code).toBe(code);
  });
});
