import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { execFileSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MongoClient } from '../testing/driver.js';
import { afterEach, expect, test } from 'vitest';
import { attachStore, startStore } from '../../store-process.js';
import { serveStore, type Served } from '../serve.js';

const opened: Served[] = [];
const folders: string[] = [];
afterEach(async () => {
  for (const served of opened.splice(0)) await served.close();
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'parlour-upkeep-'));
  folders.push(folder);
  return folder;
}

async function serve(folder: string): Promise<{ served: Served; client: MongoClient }> {
  const served = await serveStore({ folder });
  opened.push(served);
  return { served, client: await new MongoClient(served.uri).connect() };
}

const holds = (folder: string, word: string): boolean =>
  readdirSync(folder)
    .filter((file) => !file.endsWith('.sock'))
    .some((file) => readFileSync(join(folder, file)).includes(word));

test('STO-3 deleted means gone: after deletion and compaction the bytes are not in the files, and the space is returned', async () => {
  const folder = newFolder();
  const { client } = await serve(folder);
  const rows = client.db().collection('rows');
  await rows.createIndex({ text: 1 });
  // Small rows among others, so that pages stay in use with gaps where deleted ones were.
  await rows.insertMany(
    Array.from({ length: 5000 }, (_, i) => ({
      text: i % 2 ? `canary-${i}` : `kept-${i}`,
      pad: 'x'.repeat(i % 90),
    })),
  );
  expect(holds(folder, 'canary-')).toBe(true);
  await rows.deleteMany({ text: /^canary/ });
  expect(holds(folder, 'canary-')).toBe(true); // this is why compaction is needed
  const { before, after } = await client.db('admin').command({ parlourCompact: 1 });
  expect(after).toBeLessThan(before as number);
  expect(holds(folder, 'canary-')).toBe(false);
  expect(await rows.countDocuments({ text: /^kept/ })).toBe(2500);
  await client.close();
});

test('STO-3 compaction and backup run while the store is used; what was written meanwhile is in both', async () => {
  const folder = newFolder();
  const target = join(newFolder(), 'backup');
  const { client } = await serve(folder);
  const rows = client.db().collection<{ n: number; touched?: number }>('rows');
  await rows.createIndex({ n: 1 }, { unique: true });
  await rows.insertMany(Array.from({ length: 20_000 }, (_, n) => ({ n })));
  let done = false;
  let acknowledged = 0;
  const writer = (async () => {
    for (let n = 20_000; !done; n++) {
      await rows.insertOne({ n });
      await rows.updateOne({ n: n - 20_000 }, { $set: { touched: n } });
      await rows.deleteOne({ n: n - 10_000 });
      acknowledged++;
    }
  })();
  await client.db('admin').command({ parlourCompact: 1 });
  await client.db('admin').command({ parlourBackup: 1, to: target });
  done = true;
  await writer;
  expect(await rows.countDocuments({ n: { $gte: 20_000 } })).toBe(acknowledged);
  expect((await client.db('admin').command({ parlourCheck: 1 })).problems).toEqual([]);
  await client.close();
  const copy = await serve(target);
  const report = await copy.client.db('admin').command({ parlourCheck: 1 });
  expect(report.problems).toEqual([]);
  const copied = copy.client.db().collection('rows');
  const touched = await copied.countDocuments({ touched: { $exists: true } });
  expect(await copied.countDocuments({ n: { $gte: 20_000 } })).toBeGreaterThanOrEqual(touched);
  await copy.client.close();
});

test('STO-3 check names what disagrees', async () => {
  const { client, served } = await serve(newFolder());
  const rows = client.db().collection('rows');
  await rows.createIndex({ a: 1 });
  await rows.insertMany([{ a: 1 }, { a: 2 }]);
  const { catalog, engine } = served.store;
  const index = catalog.get('parlour.rows')!.indexes[1]!;
  await engine.commit(() => engine.entries.remove(index.entryKey(index.keysOf({ a: 2 }).keys[0]!, 2)));
  const { problems } = await client.db('admin').command({ parlourCheck: 1 });
  expect(problems).toEqual(['parlour.rows: document 2 is missing in the index a_1']);
  await client.close();
});

test('STO-3 the folder is for its owner alone, and a second process on it is refused', async () => {
  const folder = newFolder();
  chmodSync(folder, 0o755);
  expect(await attachStore(folder)).toBeNull();
  const store = await startStore({ folder });
  expect(statSync(folder).mode & 0o777).toBe(0o700);
  expect(await attachStore(folder)).toEqual({ uri: store.uri });
  await expect(startStore({ folder })).rejects.toThrow(`already served by process ${store.pid}`);
  process.kill(store.pid, 'SIGKILL');
  await expect.poll(() => attachStore(folder)).toBeNull();
  const next = await startStore({ folder }); // what it left behind, socket included, is in nobody's way
  expect(await attachStore(folder)).toEqual({ uri: next.uri });
  await next.stop();
}, 60_000);

test('STO-3 a folder too deep for a socket is refused with its length', async () => {
  await expect(startStore({ folder: join(newFolder(), 'deep'.repeat(40)) })).rejects.toThrow(
    'too deep for a socket',
  );
});

const mayMount = process.platform === 'linux' && process.getuid?.() === 0;

test.runIf(mayMount)(
  'STO-2 disk full: writes are refused, reads go on, nothing is damaged, and it recovers',
  async () => {
    const folder = newFolder();
    mkdirSync(join(folder, 'small'));
    execFileSync('/bin/mount', ['-t', 'tmpfs', '-o', 'size=3m', 'tmpfs', join(folder, 'small')]);
    try {
      const data = join(folder, 'small', 'data');
      const { client, served } = await serve(data);
      const rows = client.db().collection<{ n: number; text: string }>('rows');
      const text = 'x'.repeat(20_000);
      let stored = 0;
      let refused: { code?: unknown; message: string } | null = null;
      for (let n = 0; n < 400 && !refused; n++) {
        await rows.insertOne({ n, text }).then(
          () => stored++,
          (error: { code?: unknown; message: string }) => (refused = error),
        );
      }
      expect(refused).toMatchObject({ code: 14031 });
      expect(await rows.countDocuments()).toBe(stored);
      expect((await rows.findOne({ n: stored - 1 }))?.text).toBe(text);
      execFileSync('/bin/mount', ['-o', 'remount,size=12m', join(folder, 'small')]);
      await rows.insertOne({ n: stored, text });
      expect((await client.db('admin').command({ parlourCheck: 1 })).problems).toEqual([]);
      await client.close();
      await served.close();
      opened.pop();
    } finally {
      execFileSync('/bin/umount', ['-l', join(folder, 'small')]);
    }
  },
);
