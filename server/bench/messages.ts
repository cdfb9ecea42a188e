/**
 * `npm run bench -- messages`: what the durable path costs, one JSON object a line, each as a ratio to a bare
 * Socket.IO relay without storage in the same run. The server runs on one core, the load and the store on the rest.
 *
 * BENCH_SECONDS (5) for each measurement, BENCH_STORED (1,000,000) messages for the flatness, BENCH_ONLY=throughput…,
 * BENCH_CONVERSATIONS (100,1000), BENCH_PROFILE=FOLDER for CPU profiles of the server and of the store.
 */
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { spawnSync } from 'node:child_process';
import { pino } from 'pino';
import { Sessions } from '../src/accounts/sessions.js';
import { systemClock } from '../src/clock.js';
import { connect } from '../src/database/connect.js';
import { startStore } from '../src/database/store-process.js';
import { createBus } from '../src/events.js';
import { createModels, prepareModels } from '../src/models.js';
import { newId } from '../src/new-id.js';
import { acceptForSeed } from '../src/policies/seed-policies.js';
import { seedWorld } from '../src/testing/world.js';
import { clientId } from './messages/line.js';
import {
  processorOf,
  profiler,
  residentOf,
  startParlour,
  startRelay,
  type Pair,
  type Subject,
} from './messages/subject.js';

const seconds = Number(process.env['BENCH_SECONDS'] ?? 5);
const stored = Number(process.env['BENCH_STORED'] ?? 1_000_000);
const profiled = process.env['BENCH_PROFILE'];
const only = process.env['BENCH_ONLY']?.split(',');
const text = 'Is the blue hatchback still there, and could I see it on Saturday morning?';

spawnSync('taskset', ['-cp', '1', String(process.pid)]);

function report(metric: string, value: number, more: object = {}): void {
  const rounded = Math.abs(value) >= 100 ? Math.round(value) : Number(value.toPrecision(3));
  process.stdout.write(`${JSON.stringify({ bench: 'messages', metric, value: rounded, ...more })}\n`);
}

interface Throughput {
  /** Messages a second. */
  readonly rate: number;
  /** Microseconds of processor time for each, by process: steadier than the rate where others use the machine too. */
  readonly server: number;
  readonly store: number;
}

/** Every consumer sends again as soon as it is answered; messages a second that have reached the agent. */
async function throughput(pairs: readonly Pair[], { name, pid }: Subject): Promise<Throughput> {
  const time = seconds;
  let arrived = 0;
  for (const { agent } of pairs) agent.onPosted = () => void arrived++;
  let running = true;
  const loop = async ({ conversation, consumer }: Pair): Promise<void> => {
    while (running) await consumer.call('message.send', { conversation, clientId: clientId(), text });
  };
  const loops = pairs.map(loop);
  await wait(Math.min(1, time / 2));
  const profile = (): void => {
    if (!profiled || name !== 'parlour') return;
    for (const one of [pid, store.pid]) process.kill(one, 'SIGUSR2');
  };
  profile();
  const [from, since] = [arrived, performance.now()];
  const before = [processorOf(pid), processorOf(store.pid)] as const;
  await wait(time);
  const count = arrived - from;
  const rate = count / ((performance.now() - since) / 1_000);
  const used = { server: processorOf(pid) - before[0], store: processorOf(store.pid) - before[1] };
  profile();
  running = false;
  await Promise.all(loops);
  return { rate, server: used.server / count, store: used.store / count };
}

/** Milliseconds from sending to the agent, at a fixed rate. */
async function latency(pairs: readonly Pair[], rate: number): Promise<{ p50: number; p99: number }> {
  const taken: number[] = [];
  for (const { agent } of pairs)
    agent.onPosted = (message) => void taken.push(performance.now() - Number(message.text!.split(' ')[0]));
  const begin = performance.now();
  const sends: Promise<unknown>[] = [];
  for (let sent = 0; performance.now() - begin < seconds * 1_000;) {
    const due = ((performance.now() - begin) / 1_000) * rate;
    for (; sent < due; sent++) {
      const { conversation, consumer } = pairs[sent % pairs.length]!;
      sends.push(
        consumer.call('message.send', {
          conversation,
          clientId: clientId(),
          text: `${performance.now()} ${text}`,
        }),
      );
    }
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
  await Promise.all(sends);
  await wait(0.3);
  // The first fifth warms up.
  const counted = taken.slice(taken.length / 5).toSorted((a, b) => a - b);
  return {
    p50: counted[Math.floor(counted.length * 0.5)]!,
    p99: counted[Math.floor(counted.length * 0.99)]!,
  };
}

const wait = (time: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, time * 1_000));
const closeAll = (pairs: readonly Pair[]): void =>
  pairs.forEach(({ consumer, agent }) => (consumer.close(), agent.close()));

interface Connecting {
  /** Of memory, of each connection that stays. */
  readonly bytes: number;
  readonly rate: number;
  /** Microseconds of the server's processor time for each. */
  readonly processor: number;
}

async function idleMemory(subject: Subject, count: number): Promise<Connecting> {
  const before = residentOf(subject.pid);
  const used = processorOf(subject.pid);
  const since = performance.now();
  const lines: Awaited<ReturnType<Subject['idle']>>[] = [];
  let next = 0;
  const worker = async (): Promise<void> => {
    while (next++ < count) lines.push(await subject.idle());
  };
  await Promise.all(Array.from({ length: 50 }, worker));
  const rate = lines.length / ((performance.now() - since) / 1_000);
  const processor = (processorOf(subject.pid) - used) / lines.length;
  await wait(3);
  const bytes = (residentOf(subject.pid) - before) / lines.length;
  for (const line of lines) line.close();
  return { bytes, rate, processor };
}

const folder = mkdtempSync(join(tmpdir(), 'parlour-bench-messages-'));
if (profiled) process.env['NODE_OPTIONS'] = `--import ${profiler}`;
const store = await startStore({ folder: join(folder, 'store') });
delete process.env['NODE_OPTIONS'];
spawnSync('taskset', ['-acp', '1', String(store.pid)]);
const connection = await connect(store.uri);
const models = createModels(connection);
await prepareModels(models);
const world = await seedWorld(models);
const sessions = new Sessions({ models, clock: systemClock, bus: createBus(pino({ level: 'silent' })) });
const tokens: string[] = [];
const accounts: { _id: string; audience: string }[] = [];
for (let n = 0; n < 10; n++) {
  const account = await models.Account.create({
    ...world.people.ana,
    _id: newId('account'),
    email: `agent${n}@agents.example`,
    passwordHash: 'none',
  });
  accounts.push(account.toObject());
  tokens.push((await sessions.open(account.toObject())).token);
}
const secrets = { SECRET_KEY: randomBytes(32).toString('hex'), MASTER_KEY: randomBytes(32).toString('hex') };
/** The first server publishes the documents that agents accept before they work. */
async function parlour(): Promise<Subject> {
  const subject = await startParlour({ mongodbUri: store.uri, world, tokens, secrets, folder });
  await acceptForSeed({ models }, accounts.splice(0), new Date(0));
  return subject;
}
const wanted = (what: string): boolean => !only || only.includes(what);

async function measured<Value>(
  start: () => Promise<Subject>,
  measure: (subject: Subject) => Promise<Value>,
): Promise<Value> {
  const subject = await start();
  try {
    return await measure(subject);
  } finally {
    subject.stop();
    await wait(0.5);
  }
}

try {
  const sizes = (process.env['BENCH_CONVERSATIONS'] ?? '100,1000').split(',').map(Number);
  for (const conversations of sizes.filter(() => wanted('throughput'))) {
    const all = async (subject: Subject) => {
      const pairs = await subject.open(conversations);
      const most = await throughput(pairs, subject);
      const half = await latency(pairs, most.rate / 2);
      closeAll(pairs);
      return { most: most.rate, cost: most, ...half };
    };
    const relay = await measured(() => startRelay(null), all);
    const ours = await measured(parlour, all);
    const create = await measured(
      () => startRelay(store.uri),
      async (subject) => {
        const pairs = await subject.open(conversations);
        const most = await throughput(pairs, subject);
        closeAll(pairs);
        return most.rate;
      },
    );
    const more = { conversations };
    report('messages_per_second', ours.most, {
      ...more,
      relay: Math.round(relay.most),
      create: Math.round(create),
    });
    report('processor_us_per_message', ours.cost.server, {
      ...more,
      store: Math.round(ours.cost.store),
      relay: Math.round(relay.cost.server),
    });
    report('throughput_ratio', ours.most / relay.most, { ...more, aim: 0.65 });
    report('throughput_vs_create', ours.most / create, { ...more, aim: 4 });
    report('p50_ratio', ours.p50 / relay.p50, { ...more, ms: round(ours.p50), relay_ms: round(relay.p50) });
    report('p99_ratio', ours.p99 / relay.p99, {
      ...more,
      ms: round(ours.p99),
      relay_ms: round(relay.p99),
      aim: 2,
    });
  }
  if (wanted('memory')) {
    const count = 2_000;
    const relay = await measured(
      () => startRelay(null),
      (subject) => idleMemory(subject, count),
    );
    const ours = await measured(parlour, (subject) => idleMemory(subject, count));
    const more = { connections: count };
    report('rss_ratio', ours.bytes / relay.bytes, {
      ...more,
      bytes: Math.round(ours.bytes),
      relay_bytes: Math.round(relay.bytes),
      aim: 1.15,
    });
    report('connects_per_second', ours.rate, { ...more, relay: Math.round(relay.rate), aim: 2_000 });
    report('processor_us_per_connect', ours.processor, { ...more, relay: Math.round(relay.processor) });
  }
  if (wanted('flat')) {
    const rate = (): Promise<number> =>
      measured(parlour, async (subject) => {
        const pairs = await subject.open(100);
        const most = await throughput(pairs, subject);
        closeAll(pairs);
        return most.rate;
      });
    await models.Message.collection.deleteMany({});
    const few = await rate();
    await fill(stored);
    report('flat_ratio', few / (await rate()), { stored, aim: 1.1 });
  }
} finally {
  await connection.close();
  await store.stop();
  rmSync(folder, { recursive: true, force: true });
}

function round(value: number): number {
  return Number(value.toPrecision(3));
}

/** So many messages in conversations of a hundred. */
async function fill(count: number): Promise<void> {
  const body = randomBytes(120);
  for (let from = 0; from < count; from += 5_000) {
    await models.Message.collection.insertMany(
      Array.from({ length: Math.min(5_000, count - from) }, (_, index) => {
        const n = from + index;
        return {
          conversation: `cnv_${Math.floor(n / 100)
            .toString(36)
            .padStart(22, '0')}`,
          seq: (n % 100) + 1,
          sender: 'consumer',
          clientId: clientId(),
          at: new Date(),
          consentEvent: 2,
          kind: 'text' as const,
          body,
          event: null,
        };
      }),
      { ordered: false },
    );
  }
}
