import { createHmac } from 'node:crypto';
import { SignJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startConversation, sync, welcome } from '@parlour/shared/protocol/conversation.js';
import { identityHeader, merchantHeader, siteHeader } from '@parlour/shared/protocol/events.js';
import { readIdentityKey, rotateIdentityKey } from '@parlour/shared/protocol/identity.js';
import { day, hour, minute } from '@parlour/shared/rules/expiry.js';
import type { Agent } from '../testing/agent.js';
import { Refused, TestConnection } from '../testing/connection.js';
import { newToken } from '../testing/consumer.js';
import { HttpClient } from '../testing/http-client.js';
import { refusalOf } from '../testing/refusal-of.js';
import { startServer, type TestServer } from '../testing/start-server.js';

let server: TestServer;
let manager: Agent;
let secret: string;
beforeAll(async () => {
  server = await startServer();
  manager = await server.agent(server.world.people.max.email);
  secret = await rotate(false);
});
afterAll(() => server.stop());

/** A manager's proof is fresh after a sign-in; the clock of these tests runs far ahead. */
async function rotate(overlap: boolean): Promise<string> {
  manager = await server.agent(server.world.people.max.email);
  return (await manager.connection.call(rotateIdentityKey, { overlap })).secret;
}

const inSeconds = (ms: number): number => Math.floor((server.clock.now() + ms) / 1_000);

const signed = (sub: string, { key = secret, ends = hour as number } = {}): Promise<string> =>
  new SignJWT({})
    .setProtectedHeader({ alg: 'HS256' })
    .setSubject(sub)
    .setExpirationTime(inSeconds(ends))
    .sign(new TextEncoder().encode(key));

const opening = (identity: unknown, merchant = 'motors', more: Record<string, unknown> = {}) => {
  const { site } = server.world;
  return {
    url: server.url,
    origin: site.origin,
    site: site.key,
    auth: { site: site.key, merchant, identity, ...more },
  };
};

const arrive = async (identity: string, merchant?: string) =>
  TestConnection.open(opening(identity, merchant));

async function chat(connection: TestConnection) {
  const { notice } = await connection.call(welcome, {});
  const decisions = (['transcript_storage', 'device_storage'] as const).map((purpose) => ({
    purpose,
    state: purpose === 'transcript_storage' ? ('given' as const) : ('refused' as const),
  }));
  const input = { notice: notice.sha256, decisions, locale: 'en' };
  return (await connection.call(startConversation, input)).conversation.id;
}

const latestOf = async (connection: TestConnection) => (await connection.call(welcome, {})).conversation;

describe('a signed identity', () => {
  it('WID-10 finds the same person’s conversation from another device, with nothing but the signature', async () => {
    const here = await arrive(await signed('shopper-1'));
    const conversation = await chat(here);
    const there = await arrive(await signed('shopper-1', { ends: 2 * hour }));
    expect(await latestOf(there)).toBe(conversation);
    expect((await there.call(sync, { conversation, after: 0 })).conversation.id).toBe(conversation);
    for (const one of [here, there]) one.close();
  });

  it('WID-10 leads to nothing of another person, nor of the same one at another merchant', async () => {
    const one = await arrive(await signed('shopper-2'));
    const conversation = await chat(one);
    const other = await arrive(await signed('shopper-3'));
    expect(await latestOf(other)).toBeNull();
    expect(await refusalOf(other.call(sync, { conversation, after: 0 }))).toMatchObject({
      code: 'not_found',
    });
    expect(await refusalOf(arrive(await signed('shopper-2'), 'harbour'))).toMatchObject({
      code: 'wrong_identity',
    });
    for (const connection of [one, other]) connection.close();
  });

  it('WID-10 counts, and a token beside it does not', async () => {
    const anonymous = await server.consumer();
    const { id } = await anonymous.start();
    const { token } = anonymous.arrival;
    const both = await TestConnection.open(opening(await signed('shopper-4'), 'motors', { token }));
    expect(await latestOf(both)).toBeNull();
    expect(await refusalOf(both.call(sync, { conversation: id, after: 0 }))).toMatchObject({
      code: 'not_found',
    });
    both.close();
  });

  it('WID-10 is good over HTTP too, where a wrong one is refused', async () => {
    const { site } = server.world;
    const headers = { origin: site.origin, [siteHeader]: site.key, [merchantHeader]: 'motors' };
    const socket = await arrive(await signed('shopper-5'));
    const conversation = await chat(socket);
    const http = new HttpClient(server.url, { ...headers, [identityHeader]: await signed('shopper-5') });
    expect((await http.call(welcome, {})).conversation).toBe(conversation);
    const wrong = new HttpClient(server.url, {
      ...headers,
      [identityHeader]: 'x',
      authorization: `Bearer ${newToken()}`,
    });
    expect(await refusalOf(wrong.call(welcome, {}))).toMatchObject({ code: 'wrong_identity', status: 401 });
    socket.close();
  });

  it('WID-10 was good when it was presented: the conversation goes on after its end, a new connection does not', async () => {
    const identity = await signed('shopper-6', { ends: 5 * minute });
    const connection = await arrive(identity);
    const conversation = await chat(connection);
    server.clock.advance(6 * minute);
    expect((await connection.call(sync, { conversation, after: 0 })).conversation.id).toBe(conversation);
    expect(await refusalOf(arrive(identity))).toMatchObject({ code: 'wrong_identity' });
    connection.close();
  });

  it('WID-10 is kept nowhere: no one’s id of a shop is in the store', async () => {
    const connection = await arrive(await signed('maria.lopez@shoppers.example'));
    const conversation = await chat(connection);
    const { Conversation, ConsentEvent, IdentityKey } = server.app.context.models;
    const stored = [
      await Conversation.findById(conversation).lean(),
      ...(await ConsentEvent.find({ conversation }).lean()),
      ...(await IdentityKey.find().lean()),
    ];
    expect(JSON.stringify(stored)).not.toMatch(/maria|shoppers/);
    expect(JSON.stringify(stored)).not.toContain(secret);
    connection.close();
  });
});

describe('what is not a signed identity unlocks nothing', () => {
  const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
  const forge = (header: object, payload: object, key: string, hash = 'sha256'): string => {
    const body = `${encode(header)}.${encode(payload)}`;
    return `${body}.${createHmac(hash, key).update(body).digest('base64url')}`;
  };
  const good = (): object => ({ sub: 'victim', exp: inSeconds(hour) });
  const cases: readonly [string, () => string | Promise<string>][] = [
    ['another secret', () => signed('victim', { key: 'a guessed secret' })],
    ['no algorithm', () => `${encode({ alg: 'none' })}.${encode(good())}.`],
    ['another algorithm with the same secret', () => forge({ alg: 'HS512' }, good(), secret, 'sha512')],
    ['an empty signature', async () => (await signed('victim')).replace(/[^.]+$/, '')],
    [
      'a changed subject',
      async () => {
        const [header, , signature] = (await signed('attacker')).split('.');
        return `${header}.${encode(good())}.${signature}`;
      },
    ],
    ['no end', () => forge({ alg: 'HS256' }, { sub: 'victim' }, secret)],
    ['an end that has passed', () => signed('victim', { ends: -minute })],
    ['an end far ahead', () => signed('victim', { ends: 2 * day })],
    ['no subject', () => forge({ alg: 'HS256' }, { exp: inSeconds(hour) }, secret)],
    [
      'an object as its subject',
      () => forge({ alg: 'HS256' }, { sub: { $ne: null }, exp: inSeconds(hour) }, secret),
    ],
    [
      'a critical extension nobody knows',
      () => forge({ alg: 'HS256', crit: ['b64'], b64: false }, good(), secret),
    ],
    ['no JWT at all', () => 'victim'],
  ];

  beforeAll(async () => {
    const victim = await arrive(await signed('victim'));
    await chat(victim);
    victim.close();
  });

  it.each(cases)('WID-10 %s is refused', async (_title, make) => {
    expect(await refusalOf(TestConnection.open(opening(await make())))).toMatchObject({
      code: 'wrong_identity',
    });
  });

  it.each([[{ sub: 'victim' }], [['victim']], [1], ['x'.repeat(4_097)]])(
    'WID-10 something of another form is refused before it is looked at: %j',
    async (identity) => {
      expect(await refusalOf(TestConnection.open(opening(identity)))).toMatchObject({
        code: 'invalid_input',
      });
    },
  );
});

describe('the secret', () => {
  it('WID-10 is shown once, and only to a manager with a fresh proof', async () => {
    const key = await manager.connection.call(readIdentityKey, {});
    expect(Object.keys(key).sort()).toEqual(['madeAt', 'previousUntil']);
    const agent = await server.agent();
    expect(await refusalOf(agent.connection.call(readIdentityKey, {}))).toMatchObject({ code: 'forbidden' });
    server.clock.advance(hour);
    expect(await refusalOf(manager.connection.call(rotateIdentityKey, { overlap: true }))).toMatchObject({
      code: 'step_up_needed',
    });
  });

  it('WID-10 a new one leads to the same person; the old one ends at once, on open connections too', async () => {
    const before = await arrive(await signed('shopper-7'));
    const conversation = await chat(before);
    const old = await signed('shopper-7');
    secret = await rotate(false);
    server.clock.advance(5_000);
    expect(await refusalOf(arrive(old))).toMatchObject({ code: 'wrong_identity' });
    // Nothing is read by it any more; and nothing is told to it, since it is closed.
    const read = await before.call(sync, { conversation, after: 0 }).then(
      () => 'read',
      (error: unknown) => (error instanceof Refused ? error.error.code : 'closed'),
    );
    expect(['wrong_identity', 'closed']).toContain(read);
    await before.closed;
    const after = await arrive(await signed('shopper-7'));
    expect(await latestOf(after)).toBe(conversation);
    for (const one of [before, after]) one.close();
  });

  it('WID-10 with an overlap the old one is good for a day more, and then no longer', async () => {
    const old = secret;
    secret = await rotate(true);
    (await arrive(await signed('shopper-8', { key: old }))).close();
    (await arrive(await signed('shopper-8'))).close();
    server.clock.advance(day + minute);
    expect(await refusalOf(arrive(await signed('shopper-8', { key: old })))).toMatchObject({
      code: 'wrong_identity',
    });
    (await arrive(await signed('shopper-8'))).close();
  });
});
