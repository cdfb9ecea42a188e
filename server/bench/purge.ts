/**
 * `npm run bench -- purge`: what forgetting costs, one JSON object a line.
 *
 * BENCH_SCALE (1): 1 has 10,000 expired conversations among 100,000 and among 1,000,000 stored, and changes a rule
 * over 1,000,000; 0.1 has a tenth of each, and so on. BENCH_MESSAGES (20) in each expired conversation. BENCH_ONLY:
 * some of few, many, live, rule. BENCH_PROFILE: a folder for CPU profiles of the work alone, of the server's process
 * and the store's; with NODE_OPTIONS="--import …/server/bench/messages/profiled.mjs".
 */
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { day } from '@parlour/shared/rules/expiry.js';
import type { ConversationDocument } from '../src/conversations/conversation.model.js';
import { Throttle } from '../src/edge/throttle.js';
import { newId } from '../src/new-id.js';
import { shortenOld } from '../src/retention/shorten-old.js';
import type { Consumer } from '../src/testing/consumer.js';
import { startServer, type TestServer } from '../src/testing/start-server.js';

const scale = Number(process.env['BENCH_SCALE'] ?? 1);
const messagesEach = Number(process.env['BENCH_MESSAGES'] ?? 20);
const expired = Math.round(10_000 * scale);
const batchSize = 1_000;
const only = new Set(process.env['BENCH_ONLY']?.split(',') ?? ['few', 'many', 'live', 'rule']);

function report(metric: string, value: number, unit: string, more: object = {}): void {
  const rounded = Math.abs(value) >= 100 ? Math.round(value) : Number(value.toPrecision(3));
  process.stdout.write(`${JSON.stringify({ bench: 'purge', metric, value: rounded, unit, ...more })}\n`);
}

interface Cost {
  readonly seconds: number;
  /** Processor time, in seconds: steadier than the clock's where others use the machine. */
  readonly server: number;
  readonly store: number;
}

/** This process, and the store that it has started; Linux only. */
const storePids = (): number[] => {
  const children = readFileSync(`/proc/${process.pid}/task/${process.pid}/children`, 'utf8');
  return children
    .trim()
    .split(' ')
    .filter((pid) => pid && readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('embedded'))
    .map(Number);
};

function storeSeconds(): number {
  const ticks = storePids().map((pid) => {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]!.split(' ');
    return Number(fields[11]) + Number(fields[12]);
  });
  return ticks.reduce((sum, one) => sum + one, 0) / 100;
}

async function profileToggle(): Promise<void> {
  if (!process.env['BENCH_PROFILE']) return;
  for (const pid of [process.pid, ...storePids()]) process.kill(pid, 'SIGUSR2');
  await wait(500);
}

async function cost(work: () => Promise<unknown>): Promise<Cost> {
  await profileToggle();
  const [cpu, store, since] = [process.cpuUsage(), storeSeconds(), performance.now()];
  await work();
  const took = (performance.now() - since) / 1_000;
  const { user, system } = process.cpuUsage(cpu);
  const result = { seconds: took, server: (user + system) / 1e6, store: storeSeconds() - store };
  await profileToggle();
  return result;
}

function conversation(server: TestServer, expiresAt: number, keep: number): ConversationDocument {
  const closedAt = new Date(expiresAt - keep);
  return {
    _id: newId('conversation'),
    site: server.world.site._id,
    merchant: server.world.merchants.motors._id,
    consumer: newId('consumer'),
    state: 'closed',
    open: false,
    startedAt: closedAt,
    closedAt,
    activityAt: closedAt,
    waitingSince: null,
    consent: { transcript_storage: true, device_storage: true },
    consentEvent: 2,
    rules: { floor: 3_600_000, ceiling: 365 * day, merchant: keep },
    expiresAt: new Date(expiresAt),
    expiryReasons: [
      { rule: 'since_close', ms: keep },
      { rule: 'merchant_rule', ms: keep },
    ],
    holds: [],
    held: 'no',
    heldOpenly: false,
    agent: null,
    cursors: {},
    page: null,
  } as ConversationDocument;
}

/** Stores conversations of which each has so many messages and a key; bodies are as large as sealed ones. */
async function store(server: TestServer, count: number, expiresAt: (n: number) => number, messages: number) {
  const { Conversation, Message, ConversationKey } = server.app.context.models;
  for (let start = 0; start < count; start += batchSize) {
    const batch = Array.from({ length: Math.min(batchSize, count - start) }, (_, index) =>
      conversation(server, expiresAt(start + index), 30 * day),
    );
    await Conversation.collection.insertMany(batch as never[], { ordered: false });
    if (messages === 0) continue;
    await ConversationKey.collection.insertMany(
      batch.map(({ _id }) => ({ _id, wrapped: randomBytes(60) })) as never[],
      { ordered: false },
    );
    const bodies = batch.flatMap(({ _id, startedAt }) =>
      Array.from({ length: messages }, (_, seq) => ({
        conversation: _id,
        seq: seq + 1,
        sender: 'consumer',
        clientId: randomBytes(16).toString('base64url'),
        at: startedAt,
        consentEvent: 2,
        kind: 'text',
        body: randomBytes(104),
        event: null,
      })),
    );
    for (let from = 0; from < bodies.length; from += 5_000)
      await Message.collection.insertMany(bodies.slice(from, from + 5_000) as never[], { ordered: false });
  }
}

/** Milliseconds of every send of some people who write now and then, until `until` is done. */
async function live(people: readonly Consumer[], until: Promise<unknown>): Promise<number[]> {
  const taken: number[] = [];
  let running = true;
  void until.finally(() => (running = false));
  await Promise.all(
    people.map(async (person) => {
      while (running) {
        const since = performance.now();
        await person.say('Is it still there?');
        taken.push(performance.now() - since);
        await new Promise((done) => setTimeout(done, 100));
      }
    }),
  );
  return taken.toSorted((a, b) => a - b);
}

const p99 = (sorted: readonly number[]): number => sorted[Math.floor(sorted.length * 0.99)] ?? NaN;

/** Purges what is due. */
async function purge(server: TestServer): Promise<Cost> {
  return cost(async () => (await server.app.context.purger.run('command_line')).done);
}

async function measureAmong(stored: number): Promise<Cost> {
  const server = await startServer();
  await server.app.context.purger.stop();
  const now = server.clock.now();
  await store(server, stored - expired, (n) => now + day + n * 1_000, 0);
  await store(server, expired, (n) => now - n - 1, messagesEach);
  const took = await purge(server);
  await server.stop();
  return took;
}

async function measureLive(): Promise<{ idle: number; purging: number }> {
  // Ten who write ten times a second are more than a consumer may.
  const server = await startServer({ throttle: new Throttle(1_000) });
  await server.app.context.purger.stop();
  const people = await Promise.all(Array.from({ length: 10 }, () => server.consumer()));
  await Promise.all(people.map((person) => person.start()));
  const idle = await live(people, new Promise((done) => setTimeout(done, 5_000)));
  const now = server.clock.now();
  await store(server, expired, (n) => now - n - 1, messagesEach);
  const purging = await live(people, purge(server));
  await server.stop();
  return { idle: p99(idle), purging: p99(purging) };
}

async function measureRule(count: number): Promise<Cost> {
  const server = await startServer();
  await server.app.context.purger.stop();
  const now = server.clock.now();
  await store(server, count, (n) => now + 25 * day + n, 0);
  const rules = { floor: 3_600_000, ceiling: 365 * day, merchant: 20 * day };
  const merchant = server.world.merchants.motors._id;
  const took = await cost(() => shortenOld(server.app.context, merchant, rules));
  await server.stop();
  return took;
}

const few = Math.round(100_000 * scale);
const many = Math.round(1_000_000 * scale);
const micros = (value: number, each: number): number => Math.round((value * 1e7) / each) / 10;
const messages = expired * messagesEach;

async function reportAmong(stored: number): Promise<Cost> {
  const among = await measureAmong(stored);
  const processor = {
    server_us_per_message: micros(among.server, messages),
    store_us_per_message: micros(among.store, messages),
  };
  report('messages_per_second', messages / among.seconds, 'messages/s', { expired, stored, ...processor });
  report('conversations_per_second', expired / among.seconds, 'conversations/s', { stored });
  return among;
}

const amongFew = only.has('few') ? await reportAmong(few) : null;
const amongMany = only.has('many') ? await reportAmong(many) : null;
if (amongFew && amongMany)
  report('scale_ratio', amongMany.seconds / amongFew.seconds, 'ratio', {
    processor_ratio: (amongMany.server + amongMany.store) / (amongFew.server + amongFew.store),
    expired,
    stored: [few, many],
  });
if (only.has('live')) {
  const { idle, purging } = await measureLive();
  report('live_p99_ratio', purging / idle, 'ratio', { idle_ms: idle, purging_ms: purging });
}
if (only.has('rule')) {
  const rule = await measureRule(many);
  report('rule_change_seconds_1m', rule.seconds * (1_000_000 / many), 's', {
    conversations: many,
    server_us_each: micros(rule.server, many),
    store_us_each: micros(rule.store, many),
  });
}
