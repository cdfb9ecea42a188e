import { Long } from 'bson';
import { MongoClient, type Document } from '../testing/driver.js';
import { describe, expect, test } from 'vitest';
import { refusal, withStore } from '../testing/with-store.js';

const store = withStore();
const embedded = process.env.MONGODB_URI === undefined;

test('STO-3 hello: a standalone MongoDB 7 with sessions', async () => {
  const hello = await store.db.admin().command({ hello: 1 });
  expect(hello).toMatchObject({
    isWritablePrimary: true,
    maxBsonObjectSize: 16777216,
    logicalSessionTimeoutMinutes: 30,
    ok: 1,
  });
  expect((await store.db.admin().buildInfo()).versionArray).toHaveLength(4);
  expect(await store.db.command({ ping: 1 })).toEqual({ ok: 1 });
});

const refused: { title: string; command: Document; code: number }[] = [
  { title: 'an unknown command', command: { frobnicate: 1 }, code: 59 },
  { title: 'an unknown field of a command', command: { find: 'c', frobnicate: 1 }, code: 40415 },
  { title: 'an invalid collection name', command: { create: 'a$b' }, code: 73 },
  {
    title: 'a getMore of an unknown cursor',
    command: { getMore: Long.fromNumber(77), collection: 'c' },
    code: 43,
  },
  { title: 'an empty batch', command: { insert: 'c', documents: [] }, code: 16 },
  { title: 'a delete with another limit', command: { delete: 'c', deletes: [{ q: {}, limit: 2 }] }, code: 9 },
  { title: 'dropIndexes of an unknown index', command: { dropIndexes: 'known', index: 'nope' }, code: 27 },
  { title: 'listIndexes of an unknown collection', command: { listIndexes: 'unknown' }, code: 26 },
  { title: 'a negative skip', command: { find: 'c', skip: -1 }, code: 51024 },
  { title: 'an update to null', command: { update: 'c', updates: [{ q: {}, u: null }] }, code: 9 },
  { title: 'a findAndModify to null', command: { findAndModify: 'c', update: null }, code: 9 },
  { title: 'a delete without a limit', command: { delete: 'c', deletes: [{ q: {} }] }, code: 40414 },
  { title: 'an update without a query', command: { update: 'c', updates: [{ u: {} }] }, code: 40414 },
  { title: 'a filter that is no document', command: { find: 'c', filter: 5 }, code: 14 },
  { title: 'a query of count that is no document', command: { count: 'c', query: 'x' }, code: 14 },
  {
    title: 'an upsert with two values for a field',
    command: {
      findAndModify: 'c',
      query: { $and: [{ x: 1 }, { x: 2 }] },
      update: { $set: { a: 1 } },
      upsert: true,
    },
    code: 54,
  },
  {
    title: 'an upsert with a value and one inside of it',
    command: { findAndModify: 'c', query: { 'x.y': 1, x: 2 }, update: { $set: { a: 1 } }, upsert: true },
    code: 54,
  },
  { title: 'dropIndexes without an index', command: { dropIndexes: 'known' }, code: 40414 },
  { title: 'dropIndexes of _id', command: { dropIndexes: 'known', index: '_id_' }, code: 72 },
  { title: 'collMod of an unknown collection', command: { collMod: 'unknown' }, code: 26 },
  {
    title: 'collMod of an unknown index',
    command: { collMod: 'known', index: { name: 'nope', hidden: true } },
    code: 27,
  },
  {
    title: 'an unknown verbosity of explain',
    command: { explain: { find: 'c' }, verbosity: 'loud' },
    code: 2,
  },
  { title: 'an unknown parameter', command: { getParameter: 1, nope: 1 }, code: 72 },
  { title: 'a version of the API that there is not', command: { ping: 1, apiVersion: '2' }, code: 322 },
  { title: 'apiStrict without apiVersion', command: { ping: 1, apiStrict: true }, code: 72 },
  {
    title: 'distinct under apiStrict',
    command: { distinct: 'c', key: 'a', apiVersion: '1', apiStrict: true },
    code: 323,
  },
  { title: 'an aggregate without a cursor', command: { aggregate: 'c', pipeline: [] }, code: 9 },
  {
    title: 'a create of what exists with other options',
    command: { createIndexes: 'known', indexes: [{ key: { a: 1 }, name: 'a_1', unique: true }] },
    code: 86,
  },
  { title: 'a count with an unknown hint', command: { count: 'known', hint: 'nope' }, code: 2 },
  { title: 'a tailable cursor on what is not capped', command: { find: 'known', tailable: true }, code: 2 },
  { title: 'awaitData without tailable', command: { find: 'known', awaitData: true }, code: 9 },
  {
    title: 'a projection of a field and of one inside of it',
    command: { find: 'known', projection: { a: 1, 'a.b': 1 } },
    code: 31249,
  },
  {
    title: 'a projection of a field after one inside of it',
    command: { find: 'known', projection: { 'a.b': 1, a: 1 } },
    code: 31250,
  },
  {
    title: 'a projection by an unknown expression',
    command: { find: 'known', projection: { a: { $nope: 1 } } },
    code: 31325,
  },
  ...[
    { title: '$changeStream', pipeline: [{ $changeStream: {} }], code: 40573 },
    { title: '$out before the end', pipeline: [{ $out: 'x' }, { $match: {} }], code: 40601 },
    { title: '$merge before the end', pipeline: [{ $merge: 'x' }, { $match: {} }], code: 40601 },
    { title: '$unwind of a number', pipeline: [{ $unwind: 1 }], code: 15981 },
    {
      title: '$project with an unknown expression',
      pipeline: [{ $project: { a: { $no: 1 } } }],
      code: 31325,
    },
    {
      title: '$group with two accumulators for a field',
      pipeline: [{ $group: { _id: null, n: { $sum: 1, $avg: 1 } } }],
      code: 40238,
    },
  ].map(({ title, pipeline, code }) => ({
    title,
    command: { aggregate: 'known', pipeline, cursor: {} },
    code,
  })),
];

describe('STO-3 refused as MongoDB does', () => {
  test.each(refused)('$title', async ({ command, code }) => {
    await store.db.collection('known').createIndex({ a: 1 });
    const db = 'getParameter' in command ? store.client.db('admin') : store.db;
    expect((await refusal(db.command(command))).code).toBe(code);
  });
});

test('STO-3 getParameter, serverStatus: what test runners ask at their start', async () => {
  const admin = store.client.db('admin');
  expect(await admin.command({ getParameter: '*' })).toMatchObject({
    featureCompatibilityVersion: { version: expect.any(String) as string },
    ttlMonitorEnabled: true,
    ok: 1,
  });
  expect(await admin.command({ getParameter: 1, requireApiVersion: 1 })).toEqual({
    requireApiVersion: false,
    ok: 1,
  });
  expect((await admin.command({ serverStatus: 1, metrics: 0 })).version).toMatch(/^\d+\.\d+\.\d+/);
});

test('STO-3 apiVersion 1 under apiStrict: what is part of it is answered', async () => {
  const api = { apiVersion: '1', apiStrict: true };
  await store.db.command({ insert: 'strict', documents: [{ a: 1 }], ...api });
  const { cursor } = await store.db.command({ find: 'strict', filter: {}, ...api });
  expect(cursor.firstBatch).toHaveLength(1);
});

test('STO-3 an _id may be neither array nor pattern, a document at most 16 MiB', async () => {
  const collection = store.db.collection<Document>('ids');
  expect((await refusal(collection.insertOne({ _id: [1] } as Document))).code).toBe(53);
  expect((await refusal(collection.insertOne({ _id: /x/ } as Document))).code).toBe(53);
  await collection.insertOne({ _id: 'big', text: 'x'.repeat(10 * 2 ** 20) } as Document);
  const grow = collection.updateOne({}, [{ $set: { more: { $concat: ['$text', '$text'] } } }]);
  expect((await refusal(grow)).code).toSatisfy((code) => [10334, 17419].includes(code as number));
});

test('STO-3 cursors: batches, limit, killCursors, a dropped collection', async () => {
  const collection = store.db.collection<Document>('many');
  await collection.insertMany(Array.from({ length: 250 }, (_, i) => ({ _id: i }) as Document));
  expect((await collection.find().batchSize(7).toArray()).length).toBe(250);
  expect((await collection.find().limit(30).skip(5).toArray()).map(({ _id }) => _id as unknown)).toEqual(
    Array.from({ length: 30 }, (_, i) => i + 5),
  );
  const { cursor } = await store.db.command({ find: 'many', batchSize: 2 });
  expect(cursor.firstBatch).toHaveLength(2);
  expect((await store.db.command({ killCursors: 'many', cursors: [cursor.id] })).cursorsKilled).toHaveLength(
    1,
  );
  expect(
    (await refusal(store.db.command({ getMore: Long.fromBigInt(BigInt(cursor.id)), collection: 'many' })))
      .code,
  ).toBe(43);
  const exact = await store.db.command({ find: 'many', limit: 2, batchSize: 2 });
  expect(Number(exact.cursor.id)).toBe(0);
});

test('STO-3 count, distinct, estimatedDocumentCount', async () => {
  const collection = store.db.collection<Document>('counted');
  await collection.insertMany([{ a: 1, b: [1, 2] }, { a: 2, b: [2, 3] }, { a: 2 }]);
  expect(await collection.countDocuments({ a: 2 })).toBe(2);
  expect(await collection.countDocuments({ a: 9 })).toBe(0);
  expect(await collection.estimatedDocumentCount()).toBe(3);
  expect(await collection.distinct('b')).toEqual([1, 2, 3]);
  expect(await collection.distinct('b', { a: 1 })).toEqual([1, 2]);
  await collection.deleteMany({ a: 2 });
  expect(await collection.estimatedDocumentCount()).toBe(1);
});

test('STO-3 count with the hint of a sparse index counts what that holds', async () => {
  const collection = store.db.collection<Document>('hinted');
  await collection.insertMany([{ a: 1 }, { b: 1 }, { a: 2 }]);
  await collection.createIndex({ a: 1 }, { sparse: true });
  expect((await store.db.command({ count: 'hinted' })).n).toBe(3);
  expect((await store.db.command({ count: 'hinted', hint: { a: 1 } })).n).toBe(2);
});

test('STO-3 a replacement has no field named like an operator, wherever it stands', async () => {
  const collection = store.db.collection<Document>('replaced');
  await collection.insertOne({ a: 1 });
  const { code } = await refusal(collection.replaceOne({ a: 1 }, { a: 2, $set: { a: 3 } }));
  expect(code).toBe(52);
  expect(await collection.countDocuments({ a: 1 })).toBe(1);
});

test('STO-3 listCollections, listDatabases, drop, dropDatabase', async () => {
  const db = store.client.db('parlour_conformance_other');
  await db.createCollection('one');
  await db.collection('two').insertOne({});
  expect((await db.listCollections().toArray()).map(({ name }) => name).sort()).toEqual(['one', 'two']);
  expect((await db.listCollections({ name: 'two' }, { nameOnly: true }).toArray()).length).toBe(1);
  expect(await db.command({ create: 'one' })).toMatchObject({ ok: 1 });
  expect(
    (await store.db.admin().listDatabases({ nameOnly: true })).databases.map(({ name }) => name),
  ).toContain('parlour_conformance_other');
  await db.collection('one').drop();
  expect(await db.collection('two').countDocuments()).toBe(1);
  await db.dropDatabase();
  expect(await db.listCollections().toArray()).toEqual([]);
});

test('STO-3 unacknowledged writes are done and not answered', async () => {
  const collection = store.db.collection<Document>('silent', { writeConcern: { w: 0 } });
  const result = await collection.insertOne({ _id: 1 } as Document);
  expect(result.acknowledged).toBe(false);
  await expect.poll(() => store.db.collection('silent').countDocuments()).toBe(1);
});

test('STO-3 maxTimeMS ends what takes longer', async () => {
  const collection = store.db.collection<Document>('slow');
  await collection.insertMany(Array.from({ length: 20_000 }, (_, i) => ({ i, text: 'some text' })));
  expect(
    (
      await refusal(
        collection
          .find({ text: /(a|b|c)+z/, $expr: { $gt: ['$i', -1] } })
          .maxTimeMS(1)
          .toArray(),
      )
    ).code,
  ).toBe(50);
});

test('STO-3 sessions: explicit ones work, transactions are refused as by a standalone server', async () => {
  const session = store.client.startSession();
  await store.db.collection('session').insertOne({}, { session });
  expect(await store.db.collection('session').countDocuments({}, { session })).toBe(1);
  const begun = {
    insert: 'session',
    documents: [{}],
    txnNumber: Long.fromNumber(9),
    startTransaction: true,
    autocommit: false,
  };
  if (embedded) expect((await refusal(store.db.command(begun))).code).toBe(20);
  await session.endSession();
});

test.runIf(embedded)(
  'STO-3 retryable writes: the same txnNumber is answered again and not done again',
  async () => {
    const session = store.client.startSession();
    const command = {
      insert: 'retried',
      documents: [{ a: 1 }],
      lsid: session.id,
      txnNumber: Long.fromNumber(1),
    };
    const first = await store.db.command(command);
    const second = await store.db.command(command);
    expect(second).toEqual(first);
    expect(await store.db.collection('retried').countDocuments()).toBe(1);
    const inc = {
      findAndModify: 'retried',
      query: {},
      update: { $inc: { a: 1 } },
      new: true,
      lsid: session.id,
      txnNumber: Long.fromNumber(2),
    };
    expect((await store.db.command(inc)).value.a).toBe(2);
    expect((await store.db.command(inc)).value.a).toBe(2);
    const old = { ...command, txnNumber: Long.fromNumber(1) };
    expect((await refusal(store.db.command(old))).code).toBe(225);
    await session.endSession();
  },
);

test('STO-3 a second client sees what the first has written', async () => {
  const other = await new MongoClient(process.env.MONGODB_URI ?? store.served!.uri).connect();
  await store.db.collection('shared').insertOne({ a: 1 });
  expect(await other.db('parlour_conformance').collection('shared').countDocuments()).toBe(1);
  await other.close();
});
