import { expect, test } from 'vitest';
import { withStore } from './testing/with-store.js';

const store = withStore();

test('STO-2 a long scan holds up neither writes nor reads of others', async () => {
  const large = store.db.collection('large');
  for (let batch = 0; batch < 8; batch++) {
    await large.insertMany(
      Array.from({ length: 5000 }, (_, i) => ({ n: batch * 5000 + i, text: 'some text to look at' })),
    );
  }
  let scanning = true;
  const scan = large.countDocuments({ text: /nothing like it/ }).finally(() => (scanning = false));
  const rows = store.db.collection('rows');
  let [written, longest] = [0, 0];
  while (scanning) {
    const started = performance.now();
    await rows.insertOne({ written });
    await rows.findOne({ written });
    longest = Math.max(longest, performance.now() - started);
    written++;
  }
  expect(await scan).toBe(0);
  expect(written).toBeGreaterThan(1);
  expect(longest).toBeLessThan(1000);
});

test('STO-2 many writers share a flush: together they are much faster than one', async () => {
  const rows = store.db.collection('shared');
  const time = async (work: () => Promise<unknown>) => {
    const started = performance.now();
    await work();
    return performance.now() - started;
  };
  const alone = await time(async () => {
    for (let i = 0; i < 60; i++) await rows.insertOne({ i });
  });
  const together = await time(() => Promise.all(Array.from({ length: 60 }, (_, i) => rows.insertOne({ i }))));
  expect(together).toBeLessThan(alone);
  expect(await rows.countDocuments()).toBe(120);
});

test('STO-3 concurrent increments of one document are all counted', async () => {
  const rows = store.db.collection<{ _id: string; n: number }>('counter');
  await rows.insertOne({ _id: 'c', n: 0 });
  await Promise.all(Array.from({ length: 200 }, () => rows.updateOne({ _id: 'c' }, { $inc: { n: 1 } })));
  expect(await rows.findOne({ _id: 'c' })).toEqual({ _id: 'c', n: 200 });
});

test('STO-3 an update that has to search the whole collection is as exact as one by index', async () => {
  const rows = store.db.collection<{ n: number; taken?: number }>('searched');
  await rows.insertMany(Array.from({ length: 3000 }, (_, n) => ({ n })));
  // Each takes the first that nobody has: no document twice, though the search runs outside the transaction.
  await Promise.all(
    Array.from({ length: 20 }, (_, taken) =>
      rows.updateOne({ n: { $gte: 2500 }, taken: { $exists: false } }, { $set: { taken } }),
    ),
  );
  expect(await rows.countDocuments({ taken: { $exists: true } })).toBe(20);
  const { modifiedCount } = await rows.updateMany({ n: { $mod: [2, 0] } }, { $inc: { n: 100_000 } });
  expect(modifiedCount).toBe(1500);
  expect((await rows.deleteMany({ n: { $lt: 100_000 } })).deletedCount).toBe(1500);
});
