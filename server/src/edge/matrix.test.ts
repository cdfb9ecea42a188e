/**
 * AUT-2: every operation × every role × what is the caller's own, another's and nobody's, over HTTP and over sockets,
 * from the table alone. An operation that is added is walked from that moment on.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { can, table, type Role, type Scope } from '@parlour/shared/access/table.js';
import { welcome } from '@parlour/shared/protocol/conversation.js';
import { Refusal, type ErrorCode } from '@parlour/shared/protocol/errors.js';
import { merchantHeader, siteHeader } from '@parlour/shared/protocol/events.js';
import { operations, type AnyOperation } from '@parlour/shared/protocol/registry.js';
import { schemas, type OperationSchema } from '@parlour/shared/schema/registry.js';
import { shapeFor } from '@parlour/shared/schema/shape.js';
import type { z } from 'zod';
import { Refused, TestConnection } from '../testing/connection.js';
import { newToken, type Consumer } from '../testing/consumer.js';
import { HttpClient } from '../testing/http-client.js';
import { namesResource, nobodys, sampleInput, type Ids } from '../testing/sample-input.js';
import { startServer, type TestServer } from '../testing/start-server.js';
import { sessionCookie } from './session-cookie.js';
import { Throttle } from './throttle.js';

const roles = Object.keys(table) as Role[];
const canary = 'canary words that were said';

let server: TestServer;
let ours: Consumer;
let theirs: Consumer;
let neighbours: Consumer;
let notice: string;

beforeAll(async () => {
  // Everybody asks for everything here, within a minute: limits have tests of their own (MSG-14).
  server = await startServer({ throttle: new Throttle(1_000) });
  [ours, neighbours, theirs] = [await chatting(), await chatting(), await chatting('harbour')];
  notice = (await ours.connection.call(welcome, {})).notice.sha256;
});
afterAll(() => server.stop());

async function chatting(merchant = 'motors'): Promise<Consumer> {
  const consumer = await server.consumer({ merchant });
  await consumer.start();
  await consumer.say(canary);
  return consumer;
}

/** What an operation before has closed or taken is waiting again: each finds the same world. */
async function openConversations(): Promise<void> {
  const { Conversation } = server.app.context.models;
  if (!(await Conversation.exists({ _id: ours.conversation!, state: 'queued' }))) ours = await chatting();
  if (!(await Conversation.exists({ _id: theirs.conversation! }))) theirs = await chatting('harbour');
  if (!(await Conversation.exists({ _id: neighbours.conversation! }))) neighbours = await chatting();
}

/** A placement that an operation before has ended is there again, so that widgets can call at all. */
async function renewPlacements(): Promise<void> {
  const { models, directory } = server.app.context;
  const ended = await models.Placement.updateMany({ state: 'ended' }, { $set: { state: 'active' } });
  if (ended.modifiedCount > 0) directory.forget();
}

interface Actor {
  readonly http: HttpClient;
  readonly socket: TestConnection;
}

async function actorOf(role: Role): Promise<Actor> {
  const { url, world } = server;
  if (role === 'visitor' || role === 'consumer') {
    const { site, origin, merchant } = ours.arrival;
    const token = role === 'consumer' ? ours.arrival.token : undefined;
    const headers = { origin, [siteHeader]: site, [merchantHeader]: merchant };
    return {
      http: new HttpClient(url, { ...headers, ...(token && { authorization: `Bearer ${token}` }) }),
      socket: await TestConnection.open({
        url,
        origin,
        site,
        auth: { site, merchant, ...(token && { token }) },
      }),
    };
  }
  const email = { agent: 'ana', manager: 'mia', provider: 'pia', admin: 'ada' }[role];
  const { sessions, models } = server.app.context;
  const account = (await models.Account.findOne({ email: `${email}@people.example` }).lean())!;
  const { token } = await sessions.open(account);
  const http = new HttpClient(url, { origin: url });
  http.cookie = `${sessionCookie}=${token}`;
  expect(world.password).toBeTruthy();
  return { http, socket: await TestConnection.open({ url, origin: url, cookie: http.cookie }) };
}

type Outcome = { readonly code: ErrorCode } | { readonly code: null; readonly answer: unknown };

async function outcomeOf(call: Promise<unknown>): Promise<Outcome> {
  try {
    return { code: null, answer: await call };
  } catch (error) {
    if (error instanceof Refused) return { code: error.error.code };
    throw error;
  }
}

function waysInto(operation: AnyOperation, { http, socket }: Actor, input: Record<string, unknown>) {
  const ways: [string, () => Promise<unknown>][] = [];
  if (operation.http) ways.push(['http', () => http.call(operation as never, input as never)]);
  if (operation.socket) ways.push(['socket', () => socket.callRaw(operation.name, input)]);
  return ways;
}

const idsOf = (role: Role, whose: 'own' | 'foreign' | 'none'): Ids => {
  const { merchants, people, site, other, rival } = server.world;
  if (whose === 'none') return nobodys;
  const foreign = role === 'consumer' ? neighbours : theirs;
  return whose === 'own'
    ? {
        ...nobodys,
        conversation: ours.conversation!,
        account: people.ana._id,
        merchant: merchants.motors._id,
        site: site._id,
      }
    : {
        ...nobodys,
        conversation: foreign.conversation!,
        account: role === 'provider' ? rival.person._id : people.hana._id,
        merchant: merchants.harbour._id,
        site: role === 'provider' ? rival.site._id : other._id,
      };
};

/** What only this server knows: the hash of the notice in force. */
const current = ({ name }: AnyOperation): Record<string, unknown> =>
  name === 'consent.decide' || name === 'conversation.start' ? { notice } : {};

/** These are what a caller may never be told: who has the capability is only told what it is not about. */
const closed: readonly (ErrorCode | null)[] = ['forbidden', 'not_signed_in'];
const reaching: readonly Scope[] = ['own', 'assigned', 'merchant', 'provider', 'site'];

function expectShaped(operation: AnyOperation, role: Role, answer: unknown): void {
  const { output }: OperationSchema<unknown, unknown> = schemas[operation.name];
  const shape = shapeFor(output as z.ZodType, role);
  // What the shape does not name is not there, not even as null.
  expect(shape.parse(answer)).toEqual(answer);
  const text = JSON.stringify(answer);
  if (role === 'consumer') expect(text).not.toMatch(/acc_|@people\.example/);
  if (role === 'provider' || role === 'admin' || role === 'visitor') {
    expect(text).not.toContain(canary);
    expect(text).not.toContain(server.world.password);
    expect(text).not.toMatch(/con_[\w-]{22}/);
  }
  expect(text).not.toMatch(/argon2|passwordHash/);
  for (const consumer of [ours, theirs, neighbours]) expect(text).not.toContain(consumer.arrival.token);
}

describe('the matrix', () => {
  for (const operation of operations as readonly AnyOperation[]) {
    const { input: schema }: OperationSchema<unknown, unknown> = schemas[operation.name];

    it(`AUT-2 ${operation.name}: a valid input can be made from its schema`, () => {
      const made = sampleInput(schema as z.ZodType, nobodys);
      expect((schema as z.ZodType).safeParse(made).error?.issues ?? []).toEqual([]);
    });

    it.each(roles)(
      `AUT-2 ${operation.name} as %s, on what is their own, another’s and nobody’s`,
      async (role) => {
        const scope = can(role, operation.capability);
        await renewPlacements();
        if (scope) await openConversations();
        const actor = await actorOf(role);
        const reaches = scope !== null && reaching.includes(scope);
        // Where nothing is named there is only what is one's own.
        const named = namesResource(schema as z.ZodType, nobodys);
        for (const whose of named ? (['foreign', 'none', 'own'] as const) : (['own'] as const)) {
          const ids = idsOf(role, whose);
          const input = { ...sampleInput(schema as z.ZodType, ids), ...current(operation) };
          for (const [way, call] of waysInto(operation, actor, input)) {
            const outcome = await outcomeOf(call());
            const about = `${way}, ${whose}: ${outcome.code}`;
            expect(outcome.code, about).not.toBe('internal');
            if (scope === null) {
              expect(outcome.code, about).toBe(role === 'visitor' ? 'not_signed_in' : 'forbidden');
              continue;
            }
            expect(closed, about).not.toContain(outcome.code);
            if (whose !== 'own' && reaches) expect(outcome.code, about).toBe('not_found');
            if (outcome.code === null) expectShaped(operation, role, outcome.answer);
          }
        }
        actor.socket.close();
      },
    );
  }

  it('AUT-2 live updates too reach each side in the shape that is theirs', async () => {
    await openConversations();
    const [agent, other] = [await server.agent(), await server.consumer()];
    await agent.sync(ours.conversation!);
    await ours.sync();
    await agent.say(ours.conversation!, 'good day');
    const told = await ours.connection.next('message.posted', ({ kind }) => kind === 'text');
    expect(told.sender).toMatchObject({ role: expect.stringMatching(/consumer|agent/) as string });
    await ours.connection.next('message.posted', ({ sender }) => sender.role === 'agent');
    for (const event of ['message.posted', 'conversation.changed', 'cursor.moved'] as const)
      expect(JSON.stringify(ours.connection.all(event))).not.toMatch(/acc_|@people\.example/);
    expect(other.connection.all('message.posted')).toEqual([]);
    const heard = await agent.connection.next('message.posted', ({ sender }) => sender.role === 'agent');
    expect(heard.sender).toMatchObject({ role: 'agent', id: server.world.people.ana._id });
  });

  it('AUT-1 a token of a consumer opens no portal, and a session no widget', async () => {
    const token = newToken();
    const http = new HttpClient(server.url, { authorization: `Bearer ${token}`, origin: server.url });
    const answer = await http.fetch('/api/v1/session');
    expect([answer.status, new Refusal('not_signed_in').code]).toEqual([401, 'not_signed_in']);
  });
});
