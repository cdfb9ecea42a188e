/**
 * `npm run bench -- purge`: what forgetting costs, one JSON object a line.
 *
 * BENCH_SCALE (1): 1 has 10,000 expired conversations among 100,000 and among 1,000,000 stored, and changes a rule
 * over 1,000,000; 0.1 has a tenth of each, and so on. BENCH_MESSAGES (20) in each expired conversation.
 */
import { randomBytes } from 'node:crypto';
import { day } from '@parlour/shared/rules/expiry.js';
import type { ConversationDocument } from '../src/conversations/conversation.model.js';
import { newId } from '../src/new-id.js';
import { shortenOld } from '../src/retention/shorten-old.js';
import type { Consumer } from '../src/testing/consumer.js';
import { startServer, type TestServer } from '../src/testing/start-server.js';

const scale = Number(process.env['BENCH_SCALE'] ?? 1);
const messagesEach = Number(process.env['BENCH_MESSAGES'] ?? 20);
const expired = Math.round(10_000 * scale);
const batchSize = 1_000;

function report(metric: string, value: number, unit: string, more: object = {}): void {
  const rounded = Math.abs(value) >= 100 ? Math.round(value) : Number(value.toPrecision(3));
  process.stdout.write(`${JSON.stringify({ bench: 'purge', metric, value: rounded, unit, ...more })}\n`);
}

const seconds = async (work: () => Promise<unknown>): Promise<number> => {
  const since = performance.now();
  await work();
  return (performance.now() - since) / 1_000;
};

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

/** Purges what is due; seconds. */
async function purge(server: TestServer): Promise<number> {
  return seconds(async () => (await server.app.context.purger.run('command_line')).done);
}

async function measureAmong(stored: number): Promise<number> {
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
  const server = await startServer();
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

async function measureRule(count: number): Promise<number> {
  const server = await startServer();
  await server.app.context.purger.stop();
  const now = server.clock.now();
  await store(server, count, (n) => now + 25 * day + n, 0);
  const rules = { floor: 3_600_000, ceiling: 365 * day, merchant: 20 * day };
  const merchant = server.world.merchants.motors._id;
  const took = await seconds(() => shortenOld(server.app.context, merchant, rules));
  await server.stop();
  return took;
}

const few = Math.round(100_000 * scale);
const many = Math.round(1_000_000 * scale);
const amongFew = await measureAmong(few);
report('messages_per_second', (expired * messagesEach) / amongFew, 'messages/s', { expired, stored: few });
report('conversations_per_second', expired / amongFew, 'conversations/s');
const amongMany = await measureAmong(many);
report('scale_ratio', amongMany / amongFew, 'ratio', { expired, stored: [few, many] });
const { idle, purging } = await measureLive();
report('live_p99_ratio', purging / idle, 'ratio', { idle_ms: idle, purging_ms: purging });
const rule = await measureRule(many);
report('rule_change_seconds_1m', rule * (1_000_000 / many), 's', { conversations: many });
