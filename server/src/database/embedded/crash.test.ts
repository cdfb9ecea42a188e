import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { MongoClient, type Collection } from './testing/driver.js';
import { afterAll, expect, test } from 'vitest';
import { startStore, type StoreProcess } from '../store-process.js';

const ROUNDS = Number(process.env.CRASH_ROUNDS ?? 4);
const WRITERS = 8;

const folder = mkdtempSync(join(tmpdir(), 'parlour-crash-'));
let store: StoreProcess | null = null;
afterAll(async () => {
  await store?.stop();
  rmSync(folder, { recursive: true, force: true });
});

interface Row {
  _id: string;
  writer: number;
  n: number;
  total?: number;
  text?: string;
}

/** What one writer was told: it alone writes its rows, so that this decides what must be stored. */
interface Account {
  readonly stored: Map<string, number>;
  readonly unsure: Set<string>;
  counter: number;
  attempts: number;
}

const accounts: Account[] = Array.from({ length: WRITERS }, () => ({
  stored: new Map<string, number>(),
  unsure: new Set<string>(),
  counter: 0,
  attempts: 0,
}));

/** Writes until the store is gone; every operation is on the record before it is sent and again when it is acknowledged. */
async function write(rows: Collection<Row>, writer: number, round: number): Promise<void> {
  const account = accounts[writer]!;
  for (let i = 0; ; i++) {
    const id = `${writer}-${round}-${i}`;
    try {
      account.unsure.add(id);
      await rows.insertOne({ _id: id, writer, n: i, text: 'x'.repeat((i * 37) % 900) });
      account.unsure.delete(id);
      account.stored.set(id, i);
      account.attempts++;
      await rows.updateOne(
        { _id: `counter-${writer}` },
        { $inc: { total: 1 }, $setOnInsert: { writer, n: -1 } },
        { upsert: true },
      );
      account.counter++;
      if (i % 3 === 0) {
        account.unsure.add(id);
        account.stored.delete(id);
        await rows.deleteOne({ _id: id });
        account.unsure.delete(id);
        account.stored.set(id, -1); // gone
      }
      if (i % 5 === 0) {
        const batch = Array.from({ length: 10 }, (_, k) => ({ _id: `${id}-${k}`, writer, n: k }));
        for (const { _id } of batch) account.unsure.add(_id);
        await rows.insertMany(batch, { ordered: false });
        for (const { _id, n } of batch) {
          account.unsure.delete(_id);
          account.stored.set(_id, n);
        }
      }
    } catch {
      return;
    }
  }
}

async function verify(rows: Collection<Row>): Promise<void> {
  const found = new Map<string, Row>();
  for await (const row of rows.find()) found.set(row._id, row);
  for (const [writer, { stored, unsure, counter, attempts }] of accounts.entries()) {
    for (const [id, n] of stored) {
      if (unsure.has(id)) continue;
      if (n === -1) expect(found.has(id), `${id} was deleted`).toBe(false);
      else expect(found.get(id)?.n, `${id} was acknowledged`).toBe(n);
    }
    const total = found.get(`counter-${writer}`)?.total ?? 0;
    expect(total).toBeGreaterThanOrEqual(counter);
    expect(total).toBeLessThanOrEqual(attempts);
  }
}

test(`STO-2 kill -9 at ${ROUNDS} random instants: nothing acknowledged is lost, no index disagrees, it opens in under 2 s`, async () => {
  let acknowledged = 0;
  for (let round = 0; round < ROUNDS; round++) {
    let told = 0;
    store = await startStore({ folder, onExit: () => told++ });
    const client = await new MongoClient(store.uri, { maxPoolSize: WRITERS }).connect();
    const rows = client.db().collection<Row>('rows');
    if (round === 0) await rows.createIndex({ writer: 1, n: -1 });
    const writers = accounts.map((_, writer) => write(rows, writer, round));
    await wait(80 + Math.random() * 400);
    process.kill(store.pid, 'SIGKILL');
    await wait(20);
    await client.close(); // ends those that wait for the store to come back
    await Promise.all(writers);
    await expect.poll(() => told).toBe(1);

    const started = performance.now();
    store = await startStore({ folder });
    const took = performance.now() - started;
    const again = await new MongoClient(store.uri).connect();
    await verify(again.db().collection<Row>('rows'));
    const { problems, openedInMs } = (await again.db('admin').command({ parlourCheck: 1 })) as unknown as {
      problems: string[];
      openedInMs: number;
    };
    expect(problems).toEqual([]);
    expect(openedInMs, `the process took ${Math.round(took)} ms in all`).toBeLessThan(2000);
    await again.close();
    await store.stop();
    acknowledged = accounts.reduce((sum, { stored }) => sum + stored.size, 0);
  }
  store = null;
  expect(acknowledged).toBeGreaterThan(ROUNDS * WRITERS);
}, 600_000);
