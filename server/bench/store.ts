/**
 * `npm run bench -- store`: what durable writes and indexed reads cost, one JSON object a line. Writes are held
 * against the same LMDB written directly in the same run, reads with a million documents against ten thousand.
 *
 * BENCH_DOCUMENTS sets the larger number (1,000,000).
 */
import { ObjectId } from 'bson';
import { open } from 'lmdb';
import mongoose, { type mongo } from 'mongoose';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startStore, type StoreProcess } from '../src/database/store-process.js';

const LARGE = Number(process.env.BENCH_DOCUMENTS ?? 1_000_000);
const SMALL = 10_000;
const CONVERSATION = 100;
const folder = mkdtempSync(join(tmpdir(), 'parlour-bench-store-'));

function report(metric: string, value: number, unit: string, against: string): void {
  const rounded = Math.abs(value) >= 100 ? Math.round(value) : Number(value.toPrecision(3));
  process.stdout.write(`${JSON.stringify({ bench: 'store', metric, value: rounded, unit, against })}\n`);
}

interface Message {
  _id: ObjectId;
  conversation: number;
  seq: number;
  sender: string;
  at: Date;
  body: Buffer;
}

const body = Buffer.alloc(120, 7);
const message = (n: number): Message => ({
  _id: new ObjectId(),
  conversation: Math.floor(n / CONVERSATION),
  seq: n % CONVERSATION,
  sender: 'consumer',
  at: new Date(),
  body,
});

/** How often `work` is done in about `seconds`, by so many at a time. */
async function rate(concurrency: number, seconds: number, work: () => Promise<unknown>): Promise<number> {
  let done = 0;
  const started = performance.now();
  const until = started + seconds * 1000;
  const loop = async () => {
    while (performance.now() < until) {
      await work();
      done++;
    }
  };
  await Promise.all(Array.from({ length: concurrency }, loop));
  return done / ((performance.now() - started) / 1000);
}

/** Processor time of a process so far, in microseconds. */
function processorTime(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]!.split(' ');
  return (Number(fields[11]) + Number(fields[12])) * 10_000;
}

/** LMDB as the store has it, without the store: a record and an entry for its `_id`, acknowledged when on disk. */
function direct() {
  const environment = open<Buffer, Buffer>({
    path: join(folder, 'direct.mdb'),
    noSubdir: true,
    overlappingSync: false,
    mapSize: 2 ** 36,
    keyEncoding: 'binary',
    encoding: 'binary',
  });
  const records = environment.openDB('records', { keyEncoding: 'binary', encoding: 'binary' });
  const entries = environment.openDB('entries', { keyEncoding: 'binary', encoding: 'binary' });
  let next = 1;
  const insert = (count: number) =>
    environment.transactionAsync(() => {
      for (let i = 0; i < count; i++) {
        const key = Buffer.alloc(10);
        key.writeUIntBE(next++, 4, 6);
        const { _id, ...rest } = message(next);
        void records.put(key, Buffer.concat([_id.id, Buffer.from(rest.sender), rest.body, Buffer.alloc(60)]));
        void entries.put(Buffer.from(_id.id), key.subarray(4));
      }
    }) as unknown as Promise<void>;
  return { insert, close: () => environment.close() };
}

async function writes(messages: mongo.Collection<Message>, store: StoreProcess): Promise<void> {
  const lmdb = direct();
  let n = 0;
  const cases = [
    { name: 'c1', concurrency: 1, batch: 1 },
    { name: 'c64', concurrency: 64, batch: 1 },
    { name: 'batch50', concurrency: 8, batch: 50 },
  ];
  for (const { name, concurrency, batch } of cases) {
    const viaStore = () =>
      batch === 1
        ? messages.insertOne(message(n++))
        : messages.insertMany(
            Array.from({ length: batch }, () => message(n++)),
            { ordered: false },
          );
    await rate(concurrency, 0.5, viaStore);
    await rate(concurrency, 0.5, () => lmdb.insert(batch));
    let [stored, plain, storeTime, driverTime] = [0, 0, 0, 0];
    const rounds = 3; // in turns, so that a neighbour's load meets both
    for (let round = 0; round < rounds; round++) {
      const before = processorTime(store.pid);
      const own = process.cpuUsage();
      const perSecond = await rate(concurrency, 1, viaStore);
      const { user, system } = process.cpuUsage(own);
      storeTime += processorTime(store.pid) - before;
      driverTime += user + system;
      stored += (perSecond * batch) / rounds;
      plain += ((await rate(concurrency, 1, () => lmdb.insert(batch))) * batch) / rounds;
    }
    report(`inserts_per_second_${name}`, stored, '1/s', 'durable, over the wire');
    report(`insert_ratio_${name}`, stored / plain, 'ratio', 'LMDB written directly');
    report(
      `insert_store_to_driver_cpu_${name}`,
      storeTime / driverTime,
      'ratio',
      "the driver's processor time",
    );
  }
  await lmdb.close();
}

type Reads = Record<string, { small: number; large: number }>;

/** Microseconds of the three kinds of reading, few and many documents in turns, so that other load meets both. */
async function reads(db: mongo.Db): Promise<Reads> {
  const kinds: Record<string, (messages: mongo.Collection<Message>, any: number) => Promise<unknown>> = {
    point_read: (messages, any) => messages.findOne({ conversation: any, seq: 50 }),
    range_read_50: (messages, any) =>
      messages
        .find({ conversation: any, seq: { $gte: 25 } })
        .limit(50)
        .toArray(),
    sort_limit: (messages, any) => messages.find({ conversation: any }).sort({ seq: -1 }).limit(10).toArray(),
  };
  const sizes = { small: SMALL, large: LARGE };
  const times: Reads = {};
  for (const [kind, work] of Object.entries(kinds)) {
    const best = { small: Infinity, large: Infinity };
    for (let round = 0; round < 5; round++) {
      for (const size of ['small', 'large'] as const) {
        const messages = db.collection<Message>(size);
        const any = () => Math.floor((Math.random() * sizes[size]) / CONVERSATION);
        best[size] = Math.min(best[size], 1e6 / (await rate(1, 0.5, () => work(messages, any()))));
      }
    }
    times[kind] = best;
  }
  return times;
}

async function load(messages: mongo.Collection<Message>, documents: number): Promise<void> {
  await messages.createIndex({ conversation: 1, seq: 1 }, { unique: true });
  for (let n = 0; n < documents; n += 1000) {
    await messages.insertMany(
      Array.from({ length: 1000 }, (_, i) => message(n + i)),
      { ordered: false },
    );
  }
}

function memory(pid: number): { all: number; own: number } {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  const of = (name: string) => Number(new RegExp(`${name}:\\s+(\\d+)`).exec(status)?.[1] ?? 0) / 1024;
  return { all: of('VmRSS'), own: of('RssAnon') };
}

async function withClient<T>(store: StoreProcess, work: (db: mongo.Db) => Promise<T>): Promise<T> {
  const client = await new mongoose.mongo.MongoClient(store.uri, { maxPoolSize: 64 }).connect();
  try {
    return await work(client.db());
  } finally {
    await client.close();
  }
}

try {
  const data = join(folder, 'data');
  let store = await startStore({ folder: data });
  await withClient(store, async (db) => {
    await writes(db.collection('written'), store);
    await db.collection('written').drop();
    await load(db.collection('small'), SMALL);
    const started = performance.now();
    await load(db.collection('large'), LARGE);
    report(
      'load_per_second',
      LARGE / ((performance.now() - started) / 1000),
      '1/s',
      'batches of 1,000 with a unique index',
    );
  });
  await store.stop();
  const started = performance.now();
  store = await startStore({ folder: data });
  report('start_seconds_1m', (performance.now() - started) / 1000, 's', 'process start included');
  report('rss_mib_1m_at_start', memory(store.pid).all, 'MiB', 'before the first read');
  await withClient(store, async (db) => {
    let worst = 0;
    for (const [kind, { small, large }] of Object.entries(await reads(db))) {
      report(`${kind}_us_1m`, large, 'us', 'round trip of the driver included');
      report(`${kind}_scale_ratio`, large / small, 'ratio', `${SMALL} documents`);
      worst = Math.max(worst, large / small);
    }
    report('read_scale_ratio', worst, 'ratio', `${SMALL} documents (worst of the above)`);
  });
  const { all, own } = memory(store.pid);
  report('rss_mib_1m', all, 'MiB', 'with the pages of the file that are mapped');
  report('rss_own_mib_1m', own, 'MiB', 'without them');
  await store.stop();
} finally {
  rmSync(folder, { recursive: true, force: true });
}
