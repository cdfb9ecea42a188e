/**
 * AUT-4: somebody who looks after a provider's sites tries everything to learn what is said on them, over HTTP and over
 * the socket, with their own ids, with another provider's, and with what a page of theirs could see.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { can } from '@parlour/shared/access/table.js';
import type { MerchantId, SiteId } from '@parlour/shared/model/ids.js';
import { merchantHeader, siteHeader } from '@parlour/shared/protocol/events.js';
import { operations, type AnyOperation } from '@parlour/shared/protocol/registry.js';
import { schemas, type OperationSchema } from '@parlour/shared/schema/registry.js';
import type { z } from 'zod';
import { newId } from '../new-id.js';
import { acceptForSeed } from '../policies/seed-policies.js';
import { sessionCookie } from '../edge/session-cookie.js';
import type { Agent } from '../testing/agent.js';
import { Refused, TestConnection } from '../testing/connection.js';
import { newToken, type Consumer } from '../testing/consumer.js';
import { HttpClient } from '../testing/http-client.js';
import { signInProvider } from '../testing/provider.js';
import { nobodys, sampleInput, type Ids } from '../testing/sample-input.js';
import { startServer, type TestServer } from '../testing/start-server.js';

const canary = 'canary words that a shopper wrote';

let server: TestServer;
let pia: Agent;
let consumer: Consumer;
let agent: Agent;
beforeAll(async () => {
  server = await startServer({ trustedProxies: 1 });
  [pia, consumer, agent] = [await signInProvider(server), await server.consumer(), await server.agent()];
  const { id } = await consumer.start();
  await agent.sync(id);
  await consumer.say(canary);
  await agent.say(id, `${canary}, answered`);
});
afterAll(() => server.stop());

let address = 0;
const nextAddress = (): string => `10.1.${(address += 1) >> 8}.${address & 255}`;

/** Whatever was answered: no word, name, address or token of a consumer, and nothing to find one by. */
function expectNothing(told: unknown): void {
  const text = JSON.stringify(told) ?? '';
  expect(text).not.toContain('canary');
  expect(text).not.toMatch(/con_[\w-]{22}/);
  expect(text).not.toMatch(/cnv_(?!Z{22})[\w-]{22}/);
  expect(text).not.toContain(consumer.arrival.token);
  expect(text).not.toContain('Blue hatchback');
}

async function told(call: Promise<unknown>): Promise<{ code: string | null; told: unknown }> {
  try {
    return { code: null, told: await call };
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    return { code: error.error.code, told: error.error };
  }
}

/** Another account of the provider: one alone would soon be told to wait. */
async function colleague(): Promise<{ http: HttpClient; connection: TestConnection }> {
  const { models, sessions } = server.app.context;
  const pia = (await models.Account.findById(server.world.people.pia._id).lean())!;
  const account = { ...pia, _id: newId('account'), email: `${newId('account')}@people.example` };
  await models.Account.create(account);
  await acceptForSeed({ models }, [account], new Date(0));
  const { token } = await sessions.open(account);
  const http = new HttpClient(server.url, { origin: server.url });
  http.cookie = `${sessionCookie}=${token}`;
  const { url } = server;
  return { http, connection: await TestConnection.open({ url, origin: url, cookie: http.cookie }) };
}

/** Every operation there is, in every way, as its schema fills it. */
async function tryAll(ids: Ids): Promise<void> {
  let who = await colleague();
  for (const [nth, operation] of (operations as readonly AnyOperation[]).entries()) {
    if (nth % 8 === 7) {
      who.connection.close();
      who = await colleague();
    }
    // Signing out would end the attack by itself, and so would ending the placement, which is theirs to do.
    if (/^((session|password|second-factor)\.|placement\.end$)/.test(operation.name)) continue;
    const { input }: OperationSchema<unknown, unknown> = schemas[operation.name];
    const sample = sampleInput(input as z.ZodType, ids);
    who.http.headers['x-forwarded-for'] = nextAddress();
    const calls = [
      ...(operation.http ? [() => who.http.call(operation as never, sample as never)] : []),
      ...(operation.socket ? [() => who.connection.callRaw(operation.name, sample)] : []),
    ];
    for (const call of calls) {
      const outcome = await told(call());
      expectNothing(outcome.told);
      if (can('provider', operation.capability) === null)
        expect(outcome.code, operation.name).toBe('forbidden');
    }
  }
}

const world = () => server.world;

describe('a provider who wants to read along', () => {
  it('AUT-4 gets no word by any operation, with every id that there is', async () => {
    await tryAll({
      ...nobodys,
      conversation: consumer.conversation!,
      account: world().people.ana._id,
      merchant: world().merchants.motors._id,
      site: world().site._id,
    });
  });

  it('AUT-4 nor with another provider’s site, which is as one that does not exist', async () => {
    const theirs = { ...nobodys, site: world().rival.site._id, merchant: world().merchants.motors._id };
    await tryAll(theirs);
    const about: Record<string, unknown>[] = [
      { site: theirs.site, name: 'Mine now' },
      { site: theirs.site, disabled: true },
      { site: theirs.site, origins: ['https://evil.example'] },
    ];
    for (const input of about)
      expect((await told(pia.connection.callRaw('site.change', input))).code).toBe('not_found');
    const { models } = server.app.context;
    const rival = await models.Site.findById(theirs.site).lean();
    expect(rival).toMatchObject({ name: 'Rival', origins: ['https://rival.example'], disabledAt: null });
  });

  it.each([
    ['an operator for an id', 'site.counts', { site: { $ne: null } }],
    ['a list for an id', 'site.counts', { site: ['sit_AAAAAAAAAAAAAAAAAAAAAA'] }],
    ['an operator for an origin', 'site.create', { name: 'x', origins: [{ $gt: '' }] }],
    [
      'a provider of one’s own choice',
      'site.create',
      { name: 'x', origins: ['https://x.example'], provider: 'prv_x' },
    ],
    [
      'a key of one’s own choice',
      'site.create',
      { name: 'x', origins: ['https://x.example'], key: 'site_cars' },
    ],
    [
      'a pattern for a merchant',
      'placement.invite',
      { site: 'sit_AAAAAAAAAAAAAAAAAAAAAA', to: { $regex: '.*' } },
    ],
    [
      'a state of one’s own choice',
      'placement.answer',
      { invitation: 'inv_AAAAAAAAAAAAAAAAAAAAAA', accept: true, state: 'active' },
    ],
    ['a shorter day', 'site.counts', { site: 'sit_AAAAAAAAAAAAAAAAAAAAAA', days: 1 }],
    ['one merchant alone', 'site.counts', { site: 'sit_AAAAAAAAAAAAAAAAAAAAAA', merchant: 'motors' }],
    ['a lower threshold', 'site.counts', { site: 'sit_AAAAAAAAAAAAAAAAAAAAAA', smallest: 1 }],
  ])('AUT-4 %s is refused before the store is reached', async (_title, name, input) => {
    expect((await told(pia.connection.callRaw(name, input))).code).toBe('invalid_input');
  });

  it('AUT-4 hears nothing over their socket, whatever is said while it is open', async () => {
    await consumer.say(canary);
    await agent.connection.next('message.posted', ({ kind }) => kind === 'text');
    for (const event of [
      'message.posted',
      'conversation.changed',
      'inbox.changed',
      'typing.shown',
      'cursor.moved',
      'presence.changed',
    ] as const)
      expect(pia.connection.all(event)).toEqual([]);
  });

  it('AUT-4 gains nothing by being a page: a widget of their own site is a stranger to every conversation', async () => {
    const { site } = world();
    const asPage = { url: server.url, origin: site.origin, site: site.key };
    const stranger = await TestConnection.open({
      ...asPage,
      auth: { site: site.key, merchant: 'motors', token: newToken() },
    });
    const outcome = await told(
      stranger.callRaw('conversation.sync', { conversation: consumer.conversation, after: 0 }),
    );
    expect(outcome.code).toBe('not_found');
    expectNothing(outcome.told);
    stranger.close();
    // The portal's session opens no widget, and the widget's headers open no portal.
    const both = new HttpClient(server.url, {
      origin: site.origin,
      [siteHeader]: site.key,
      [merchantHeader]: 'motors',
    });
    both.cookie = pia.http.cookie;
    const response = await both.fetch('/api/v1/sites');
    expect(response.status).toBe(401);
    expect(pia.http.cookie).toContain(sessionCookie);
    await expect(
      TestConnection.open({ url: server.url, origin: site.origin, cookie: pia.http.cookie }),
    ).rejects.toThrow();
  });

  it('AUT-4 makes nobody reachable by themselves: accepting is the other side’s', async () => {
    const site: SiteId = world().other._id;
    const invited = await told(pia.connection.callRaw('placement.invite', { site, to: 'motors' }));
    const { placement } = invited.told as { placement: { id: string } };
    const accept = { invitation: placement.id, accept: true };
    expect((await told(pia.connection.callRaw('placement.answer', accept))).code).toBe('not_found');
    const merchant: MerchantId = world().merchants.motors._id;
    const embed = await told(pia.connection.callRaw('site.embed', { site, merchant }));
    expect(embed.code).toBe('not_found');
    expect(await server.app.context.directory.isPlaced({ site, merchant })).toBe(false);
  });
});
