import { type Document } from '../testing/driver.js';
import { describe, expect, test } from 'vitest';
import { Maintenance } from '../storage/maintenance.js';
import { refusal, withStore } from '../testing/with-store.js';

const store = withStore();
const embedded = process.env.MONGODB_URI === undefined;

async function planOf(
  collection: string,
  command: Document,
): Promise<{ stage: string; index?: string; examined: number; returned: number }> {
  const explained = await store.db.command({
    explain: { find: collection, ...command },
    verbosity: 'executionStats',
  });
  const stages: Document[] = [];
  for (
    let stage = explained.queryPlanner.winningPlan as Document | undefined;
    stage;
    stage = stage.inputStage as Document | undefined
  )
    stages.push(stage);
  const scan = stages.find(
    ({ stage }) => stage === 'IXSCAN' || stage === 'COLLSCAN' || stage === 'OR' || stage === 'EOF',
  );
  const { totalDocsExamined, nReturned } = explained.executionStats as {
    totalDocsExamined: number;
    nReturned: number;
  };
  const sorts = stages.some(({ stage }) => stage === 'SORT') ? 'SORT ' : '';
  return {
    stage: sorts + String(scan?.stage),
    index: scan?.indexName as string,
    examined: totalDocsExamined,
    returned: nReturned,
  };
}

describe('STO-3 indexes', () => {
  test('unique: a duplicate is refused with keyPattern and keyValue, null counts', async () => {
    const collection = store.db.collection<Document>('unique');
    await collection.createIndex({ a: 1, b: -1 }, { unique: true });
    await collection.insertOne({ a: 1, b: 2 });
    const error = await collection.insertOne({ a: 1, b: 2 }).catch((refused: Document) => refused);
    expect(error).toMatchObject({ code: 11000, keyPattern: { a: 1, b: -1 }, keyValue: { a: 1, b: 2 } });
    expect((error as unknown as Error).message).toContain('index: a_1_b_-1 dup key: { a: 1, b: 2 }');
    await collection.insertOne({ a: 1 });
    expect((await refusal(collection.insertOne({ a: 1, b: null }))).code).toBe(11000);
    expect((await refusal(collection.updateOne({ b: 2 }, { $unset: { b: '' } }))).code).toBe(11000);
    await collection.deleteOne({ b: 2 });
    await collection.insertOne({ a: 1, b: 2 });
  });

  test('sparse and unique: a missing field is no duplicate', async () => {
    const collection = store.db.collection<Document>('sparse');
    await collection.createIndex({ a: 1 }, { unique: true, sparse: true });
    await collection.insertMany([{ b: 1 }, { b: 2 }, { a: 1 }]);
    expect((await refusal(collection.insertOne({ a: 1 }))).code).toBe(11000);
    expect(await collection.countDocuments({ a: null })).toBe(2);
  });

  test('partial and unique: only documents that pass the filter count', async () => {
    const collection = store.db.collection<Document>('partial');
    await collection.createIndex(
      { consumer: 1, merchant: 1, site: 1 },
      { unique: true, partialFilterExpression: { open: true } },
    );
    const one = { consumer: 1, merchant: 2, site: 3 };
    await collection.insertMany([
      { ...one, open: false },
      { ...one, open: false },
      { ...one, open: true },
    ]);
    expect((await refusal(collection.insertOne({ ...one, open: true }))).code).toBe(11000);
    expect((await refusal(collection.updateMany({ open: false }, { $set: { open: true } }))).code).toBe(
      11000,
    );
    expect(await planOf('partial', { filter: { ...one, open: true } })).toMatchObject({
      stage: 'IXSCAN',
      examined: 1,
    });
    expect(await planOf('partial', { filter: one })).toMatchObject({ stage: 'COLLSCAN' });
    await collection.updateOne({ ...one, open: true }, { $set: { open: false } });
    await collection.insertOne({ ...one, open: true });
  });

  test('unique and multikey: elements count, within one document they may repeat', async () => {
    const collection = store.db.collection<Document>('multikey');
    await collection.createIndex({ a: 1 }, { unique: true });
    await collection.insertOne({ a: [1, 1, 2] });
    expect((await refusal(collection.insertOne({ a: 2 }))).code).toBe(11000);
    await collection.createIndex({ b: 1, c: 1 });
    expect((await refusal(collection.insertOne({ a: 9, b: [1], c: [2] }))).code).toBe(171);
  });

  test('they serve equality, $in, ranges, prefixes, order, each branch of $or', async () => {
    const collection = store.db.collection<Document>('messages');
    await collection.createIndex({ conversation: 1, seq: 1 }, { unique: true });
    await collection.createIndex({ purgeable: 1, expiresAt: 1 });
    await collection.insertMany(
      Array.from({ length: 1000 }, (_, i) => ({
        conversation: i % 20,
        seq: Math.floor(i / 20),
        purgeable: i % 2 === 0,
        expiresAt: new Date(i),
      })),
    );
    const plan = (command: Document) => planOf('messages', command);
    const index = 'conversation_1_seq_1';
    expect(await plan({ filter: { conversation: 3, seq: 7 } })).toEqual({
      stage: 'IXSCAN',
      index,
      examined: 1,
      returned: 1,
    });
    expect(await plan({ filter: { conversation: 3, seq: { $gt: 40 } }, sort: { seq: 1 }, limit: 5 })).toEqual(
      { stage: 'IXSCAN', index, examined: 5, returned: 5 },
    );
    expect(await plan({ filter: { conversation: 3 }, sort: { seq: -1 }, limit: 1 })).toEqual({
      stage: 'IXSCAN',
      index,
      examined: 1,
      returned: 1,
    });
    expect(await plan({ filter: { conversation: { $in: [1, 2] }, seq: { $lt: 2 } } })).toEqual({
      stage: 'IXSCAN',
      index,
      examined: 4,
      returned: 4,
    });
    expect(await plan({ sort: { conversation: 1, seq: 1 }, limit: 3 })).toEqual({
      stage: 'IXSCAN',
      index,
      examined: 3,
      returned: 3,
    });
    expect(await plan({ sort: { conversation: 1, seq: -1 }, limit: 3 })).toMatchObject({
      stage: 'SORT COLLSCAN',
    });
    const branches = Array.from({ length: 10 }, (_, conversation) => ({ conversation, seq: { $gte: 48 } }));
    expect(await plan({ filter: { $or: branches } })).toMatchObject({
      stage: 'OR',
      examined: 20,
      returned: 20,
    });
    const due = {
      filter: { purgeable: true, expiresAt: { $lte: new Date(500) } },
      sort: { expiresAt: 1 },
      limit: 10,
    };
    expect(await plan(due)).toEqual({
      stage: 'IXSCAN',
      index: 'purgeable_1_expiresAt_1',
      examined: 10,
      returned: 10,
    });
    expect(await plan({ filter: { conversation: 3, seq: { $gt: 5, $lt: 3 } } })).toMatchObject({
      examined: 0,
    });
    expect((await refusal(collection.find({}, { hint: 'nope' }).toArray())).code).toBe(2);
  });

  test('built on what exists; refused whole on a duplicate', async () => {
    const collection = store.db.collection<Document>('built');
    await collection.insertMany(Array.from({ length: 500 }, (_, i) => ({ i, half: Math.floor(i / 2) })));
    await collection.createIndex({ i: 1 }, { unique: true });
    expect(await planOf('built', { filter: { i: 7 } })).toMatchObject({ stage: 'IXSCAN', examined: 1 });
    expect((await refusal(collection.createIndex({ half: 1 }, { unique: true }))).code).toBe(11000);
    expect((await collection.indexes()).map(({ name }) => name)).toEqual(['_id_', 'i_1']);
    await collection.insertOne({ i: 1000, half: 0 });
    await collection.dropIndex('i_1');
    expect(await planOf('built', { filter: { i: 7 } })).toMatchObject({ stage: 'COLLSCAN' });
  });

  test('one that is asked for twice at once is there for both when they are answered', async () => {
    const collection = store.db.collection<Document>('twice');
    await collection.insertMany(Array.from({ length: 20_000 }, (_, i) => ({ i })));
    const create = async () => {
      await collection.createIndex({ i: 1 }, { unique: true });
      return (await planOf('twice', { filter: { i: 7 } })).stage;
    };
    expect(await Promise.all([create(), create()])).toEqual(['IXSCAN', 'IXSCAN']);
  });

  test('keys longer than the store can keep whole stay apart and are found', async () => {
    const collection = store.db.collection<Document>('long');
    await collection.createIndex({ text: 1 }, { unique: true });
    const long = 'x'.repeat(5000);
    await collection.insertMany([{ text: `${long}a` }, { text: `${long}b` }, { text: 'short' }]);
    expect((await refusal(collection.insertOne({ text: `${long}a` }))).code).toBe(11000);
    expect(await collection.countDocuments({ text: `${long}b` })).toBe(1);
    expect(await collection.countDocuments({ text: { $gt: long } })).toBe(2);
    expect(
      (await collection.find().sort({ text: -1 }).toArray()).map(({ text }) => (text as string).slice(-1)),
    ).toEqual(['b', 'a', 't']);
  });

  test.runIf(embedded)(
    'TTL: what is past its time is removed, by the date or the earliest of several',
    async () => {
      const collection = store.db.collection<Document>('sessions');
      await collection.createIndex({ expiresAt: 1 }, { expireAfterSeconds: 60 });
      await collection.insertMany([
        { _id: 'old', expiresAt: new Date(0) },
        { _id: 'new', expiresAt: new Date(100_000) },
        { _id: 'several', expiresAt: [new Date(500_000), new Date(0)] },
        { _id: 'none' },
        { _id: 'text', expiresAt: 'soon' },
      ] as Document[]);
      await new Maintenance(store.served!.store).run(61_000);
      expect((await collection.find().toArray()).map(({ _id }) => _id as unknown)).toEqual([
        'new',
        'none',
        'text',
      ]);
    },
  );

  test('collMod: the time of a TTL index, whether an index is hidden; the rest of it stays', async () => {
    const collection = store.db.collection<Document>('modified');
    await collection.createIndex({ at: 1 }, { expireAfterSeconds: 100 });
    const change = (index: Document) =>
      store.db.command({ collMod: 'modified', index: { keyPattern: { at: 1 }, ...index } });
    expect(await change({ expireAfterSeconds: 50 })).toMatchObject({
      expireAfterSeconds_old: 100,
      expireAfterSeconds_new: 50,
    });
    expect(await change({ hidden: true })).toMatchObject({ hidden_old: false, hidden_new: true });
    expect(await planOf('modified', { filter: { at: 1 } })).toMatchObject({ stage: 'COLLSCAN' });
    expect((await collection.indexes())[1]).toMatchObject({ expireAfterSeconds: 50, hidden: true });
    await change({ hidden: false });
    expect(await planOf('modified', { filter: { at: 1 } })).toMatchObject({ stage: 'IXSCAN' });
  });

  test('createIndexes: what is there already, and what stands in its way', async () => {
    const collection = store.db.collection<Document>('standing');
    await collection.createIndex({ a: 1 });
    await collection.createIndex({ t: 1 }, { expireAfterSeconds: 10 });
    const create = (...indexes: Document[]) => store.db.command({ createIndexes: 'standing', indexes });
    expect(await create({ key: { a: 1 }, name: 'a_1' })).toMatchObject({ note: 'all indexes already exist' });
    expect(await create({ key: { _id: 1 }, name: 'other' })).toMatchObject({ numIndexesAfter: 3 });
    const code = async (...indexes: Document[]) => (await refusal(create(...indexes))).code;
    expect(await code({ key: { a: 1 }, name: 'other' })).toBe(85);
    expect(await code({ key: { t: 1 }, name: 't_1', expireAfterSeconds: 20 })).toBe(85);
    expect(await code({ key: { b: 1 }, name: 'a_1' })).toBe(86);
    expect(await code({ key: { a: 1 }, name: 'a_1', unique: true })).toBe(86);
    expect(await code({ key: { _id: 1 }, name: '_id_', unique: true })).toBe(197);
    expect(await code({ key: { d: 1 }, name: 'd_1' }, { key: { d: 1 }, name: 'd_1' })).toBe(68);
    await create({ key: { a: 1 }, name: 'a_sparse', sparse: true });
    expect((await refusal(store.db.command({ dropIndexes: 'standing', index: { a: 1 } }))).code).toBe(181);
    expect((await collection.indexes()).map(({ name }) => name)).toEqual(['_id_', 'a_1', 't_1', 'a_sparse']);
  });

  const refusedSpecs: { title: string; spec: Document; code: number }[] = [
    { title: 'no key', spec: { name: 'x' }, code: 9 },
    { title: 'an empty key', spec: { key: {}, name: 'x' }, code: 67 },
    { title: 'direction zero', spec: { key: { a: 0 }, name: 'x' }, code: 67 },
    { title: 'direction true', spec: { key: { a: true }, name: 'x' }, code: 67 },
    { title: 'TTL in words', spec: { key: { a: 1 }, name: 'x', expireAfterSeconds: '1' }, code: 67 },
    { title: 'an unknown option', spec: { key: { a: 1 }, name: 'x', nope: 1 }, code: 197 },
    {
      title: 'partial and sparse',
      spec: { key: { a: 1 }, name: 'x', sparse: true, partialFilterExpression: { a: 1 } },
      code: 67,
    },
    {
      title: '$ne in a partial filter',
      spec: { key: { a: 1 }, name: 'x', partialFilterExpression: { a: { $ne: 1 } } },
      code: 67,
    },
    { title: 'TTL on two fields', spec: { key: { a: 1, b: 1 }, name: 'x', expireAfterSeconds: 1 }, code: 67 },
  ];
  test.each(refusedSpecs)('createIndexes refuses $title', async ({ spec, code }) => {
    expect((await refusal(store.db.command({ createIndexes: 'specs', indexes: [spec] }))).code).toBe(code);
  });
});
