import { afterAll, beforeAll, expect, it } from 'vitest';
import { pino } from 'pino';
import { placeHold } from '@parlour/shared/protocol/hold.js';
import { readHealth } from '@parlour/shared/protocol/health.js';
import { day, hour } from '@parlour/shared/rules/expiry.js';
import { Jobs } from '../jobs/jobs.js';
import type { Agent } from '../testing/agent.js';
import { signInAdmin } from '../testing/provider.js';
import { refusalOf } from '../testing/refusal-of.js';
import { startServer, type TestServer } from '../testing/start-server.js';

let server: TestServer;
let ada: Agent;
beforeAll(async () => {
  server = await startServer();
  ada = await signInAdmin(server);
});
afterAll(() => server.stop());

const health = () => ada.connection.call(readHealth, {});
const counts = async () =>
  Object.fromEntries((await health()).attention.map(({ kind, count }) => [kind, count]));

it('OPS-7 an admin sees that nothing waits, that the store answers and that no mail is set up', async () => {
  const { attention, store, mail, jobs } = await health();
  expect(attention).toEqual([]);
  expect(store.ms).toBeGreaterThanOrEqual(0);
  expect(mail).toBeNull();
  expect(jobs.map(({ name }) => name)).toContain('requests');
});

it('OPS-7 a merchant’s people are not told of the platform’s health', async () => {
  const ana = await server.agent();
  expect(await refusalOf(ana.connection.call(readHealth, {}))).toMatchObject({ code: 'forbidden' });
});

it('OPS-7 what is due and overdue is counted, and what is done no more', async () => {
  const { models } = server.app.context;
  const now = server.clock.now();
  const request = (id: string, dueAt: number, closedAt: Date | null = null) =>
    models.Request.create({
      _id: id,
      kind: 'complaint',
      consumer: 'con_one',
      site: server.world.site._id,
      merchant: server.world.merchants.motors._id,
      state: closedAt ? 'fulfilled' : 'open',
      jurisdiction: 'gdpr',
      timeZone: 'UTC',
      receivedAt: new Date(now - 20 * day),
      dueAt: new Date(dueAt),
      dueOn: '2026-01-01',
      closedAt,
      text: Buffer.from('sealed'),
    });
  await request('req_overdue', now - hour);
  await request('req_soon', now + 6 * day);
  await request('req_later', now + 8 * day);
  await request('req_done', now - hour, new Date(now));
  await ada.connection.call(placeHold, {
    scope: { merchant: server.world.merchants.motors.slug },
    reason: 'A claim about a car',
    custodians: [],
    gagged: false,
    reviewAt: now + 30 * day,
  });
  expect(await counts()).toEqual({ requests_overdue: 1, requests_soon: 1 });
  server.clock.advance(25 * day);
  ada = await signInAdmin(server);
  expect(await counts()).toMatchObject({ requests_overdue: 3, holds_to_review: 1 });
});

it('OPS-7 work that failed is failing until it begins anew, and late where no server begins it', async () => {
  const { models } = server.app.context;
  const { clock } = server;
  const jobs = new Jobs({ models, clock, log: pino({ level: 'silent' }) });
  let isBroken = true;
  let runs = 0;
  jobs.add({
    name: 'test',
    every: 5,
    run: () => {
      runs += 1;
      // Each begins at a time of its own.
      clock.advance(1);
      return isBroken ? Promise.reject(new Error('broken on purpose')) : Promise.resolve();
    },
  });
  const state = async () => (await jobs.list())[0]!.state;
  expect(await state()).toBe('not_yet');
  jobs.start();
  await expect.poll(state).toBe('failed');
  isBroken = false;
  const before = runs;
  await expect.poll(() => runs).toBeGreaterThan(before + 1);
  await expect.poll(state).toBe('ok');
  await jobs.stop();
  clock.advance(1 * hour);
  expect(await state()).toBe('late');
});
