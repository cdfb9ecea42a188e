import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { welcome } from '@parlour/shared/protocol/conversation.js';
import { openSession } from '@parlour/shared/protocol/account.js';
import { socketPath } from '@parlour/shared/protocol/define.js';
import { Agent } from '../testing/agent.js';
import { Refused, TestConnection, type Opening } from '../testing/connection.js';
import { Consumer, newToken } from '../testing/consumer.js';
import { HttpClient } from '../testing/http-client.js';
import { refusalOf } from '../testing/refusal-of.js';
import { startServer, type TestServer } from '../testing/start-server.js';

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.stop());

const opening = (change: Partial<Opening> = {}): Opening => ({
  url: server.url,
  origin: server.world.site.origin,
  site: server.world.site.key,
  auth: { site: server.world.site.key, merchant: 'motors', token: newToken() },
  ...change,
});

describe('where a connection comes from', () => {
  for (const transport of ['websocket', 'polling'] as const) {
    it.each([
      ['a foreign origin', { origin: 'https://evil.example' }],
      ['another site’s origin', { origin: 'https://other.example' }],
      ['the origin null', { origin: 'null' }],
      ['no origin', { origin: undefined }],
      ['a site that does not exist', { site: 'site_none' }],
      ['an origin that only begins alike', { origin: 'https://cars.example.evil.example' }],
      ['the page without naming a site', { site: undefined }],
    ])(`WID-14 by ${transport}, %s is refused before a socket is opened`, async (_title, change) => {
      await expect(TestConnection.open(opening({ transport, ...change }))).rejects.toThrow();
    });

    it(`WID-14 by ${transport}, the site’s own origin is let in`, async () => {
      const connection = await TestConnection.open(opening({ transport }));
      expect(await connection.call(welcome, {})).toMatchObject({ merchant: { slug: 'motors' } });
      connection.close();
    });
  }

  it.each([
    [
      'another site in the handshake than in the address',
      { auth: { site: 'site_other', merchant: 'motors' } },
      'wrong_origin',
    ],
    [
      'a merchant who is not placed there',
      { auth: { site: 'site_cars', merchant: 'nobody' } },
      'unknown_site',
    ],
    [
      'an operator for a token',
      { auth: { site: 'site_cars', merchant: 'motors', token: { $ne: null } } },
      'invalid_input',
    ],
    ['a short token', { auth: { site: 'site_cars', merchant: 'motors', token: 'x' } }, 'invalid_input'],
    ['an operator for a merchant', { auth: { site: 'site_cars', merchant: { $ne: null } } }, 'invalid_input'],
    [
      'more than is asked',
      { auth: { site: 'site_cars', merchant: 'motors', role: 'agent' } },
      'invalid_input',
    ],
  ])('WID-14 %s is refused with its code', async (_title, change, code) => {
    const error = await refusalOf(TestConnection.open(opening(change)));
    expect(error.code).toBe(code);
  });

  it('WID-14 over HTTP too a site’s key works from its own pages only', async () => {
    const consumer = await server.consumer();
    const { origin: _own, ...headers } = consumer.http.headers;
    for (const origin of ['https://evil.example', 'null', undefined]) {
      const client = new HttpClient(server.url, { ...headers, ...(origin && { origin }) });
      expect(await refusalOf(client.call(welcome, {}))).toMatchObject({ code: 'wrong_origin' });
    }
    expect(await consumer.http.call(welcome, {})).toMatchObject({ merchant: { slug: 'motors' } });
  });

  it('WID-14 over HTTP our own frame reads without an origin, as browsers do there, and no other page does', async () => {
    const consumer = await server.consumer();
    const { origin: _own, ...headers } = consumer.http.headers;
    const from = (site: string) => new HttpClient(server.url, { ...headers, 'sec-fetch-site': site });
    expect(await from('same-origin').call(welcome, {})).toMatchObject({ merchant: { slug: 'motors' } });
    for (const site of ['same-site', 'cross-site', 'none'])
      expect(await refusalOf(from(site).call(welcome, {}))).toMatchObject({ code: 'wrong_origin' });
  });

  it('WID-14 by polling too, which is how the frame connects where no WebSocket goes through', async () => {
    const { key } = server.world.site;
    const poll = async (headers: Record<string, string>) =>
      (await fetch(`${server.url}${socketPath}/?EIO=4&transport=polling&site=${key}`, { headers })).status;
    expect(await poll({ 'sec-fetch-site': 'same-origin' })).toBe(200);
    for (const site of ['same-site', 'cross-site', 'none'])
      expect(await poll({ 'sec-fetch-site': site })).toBe(403);
    expect(await poll({ 'sec-fetch-site': 'same-origin', origin: 'https://evil.example' })).toBe(403);
  });

  it('AUT-3 a lost placement acts on an open socket', async () => {
    const consumer = await server.consumer({ merchant: 'harbour' });
    await consumer.start();
    const { Placement } = server.app.context.models;
    const filter = { merchant: server.world.merchants.harbour._id };
    const placement = (await Placement.findOne(filter).lean())!;
    await Placement.deleteOne(filter);
    server.clock.advance(5_000);
    expect(await refusalOf(consumer.say('hello?'))).toMatchObject({ code: 'unknown_site' });
    await Placement.create(placement);
    server.clock.advance(5_000);
    expect(await consumer.say('hello?')).toMatchObject({ seq: 1 });
  });

  it('a token is good for its own place only', async () => {
    const consumer = await server.consumer();
    await consumer.start();
    const there = await Consumer.arrive({ ...consumer.arrival, merchant: 'harbour' });
    expect((await there.connection.call(welcome, {})).conversation).toBeNull();
    there.stop();
  });
});

describe('signing in', () => {
  const signIn = (
    change: Record<string, string> = {},
    headers: Record<string, string> = { origin: server.url },
  ) => {
    const { people, password } = server.world;
    const client = new HttpClient(server.url, headers);
    const input = { audience: 'merchant', email: people.ana.email, password, ...change } as never;
    return { client, answer: client.call(openSession, input) };
  };

  it('ACC-3 gives a cookie that no script, sub-domain or other site can use', async () => {
    const { people, password } = server.world;
    const client = new HttpClient(server.url, { origin: server.url });
    const response = await client.send(openSession, {
      audience: 'merchant',
      email: people.ana.email,
      password,
    });
    const [cookie] = response.headers.getSetCookie();
    expect(cookie).toMatch(
      /^__Host-parlour-session=[\w-]{43}; Path=\/; Secure; HttpOnly; SameSite=Lax; Expires=/,
    );
    expect(await response.json()).toEqual({
      account: expect.objectContaining({
        name: 'Ana',
        role: 'agent',
        merchant: { slug: 'motors', name: 'Motors' },
      }) as object,
    });
    const token = /=([\w-]{43});/.exec(cookie!)![1]!;
    const stored = await server.app.context.models.Session.find().lean();
    expect(JSON.stringify(stored)).not.toContain(token);
  });

  it.each([
    ['a wrong password', { password: 'wrong' }],
    ['an unknown address', { email: 'nobody@people.example' }],
    ['another audience', { audience: 'admin' }],
  ])('ACC-4 %s is answered alike', async (_title, change) => {
    const { answer } = signIn(change);
    const { requestId: _id, ...error } = await refusalOf(answer);
    expect(error).toMatchObject({ code: 'wrong_credentials', status: 401 });
  });

  it.each([['https://evil.example'], ['https://cars.example'], ['null'], [undefined]])(
    'ACC-3 from the origin %s it is refused: a cookie alone proves nothing',
    async (origin) => {
      const { answer } = signIn({}, origin ? { origin } : {});
      expect(await refusalOf(answer)).toMatchObject({ code: 'cross_site' });
    },
  );

  it('ACC-3 signing out ends the session and its sockets', async () => {
    const agent = await server.agent();
    const response = await agent.http.fetch('/api/v1/session', { method: 'DELETE' });
    expect(response.status).toBe(200);
    await agent.connection.next('session.ended');
    await agent.connection.closed;
    expect((await agent.http.fetch('/api/v1/session')).status).toBe(401);
  });

  it('AUT-3 a disabled account is refused on its open socket within five seconds', async () => {
    const agent = await server.agent(server.world.people.ben.email);
    const { Account } = server.app.context.models;
    await Account.updateOne({ _id: server.world.people.ben._id }, { $set: { disabledAt: new Date() } });
    server.clock.advance(5_000);
    expect(await refusalOf(agent.inbox('all'))).toMatchObject({ code: 'not_signed_in' });
    await agent.connection.closed;
    await expect(
      Agent.signIn({
        url: server.url,
        email: server.world.people.ben.email,
        password: server.world.password,
      }),
    ).rejects.toThrow(Refused);
  });

  it('ACC-4 guessing is stopped, and the answer says for how long', async () => {
    const attempts = await Promise.allSettled(
      Array.from({ length: 31 }, () => signIn({ password: 'guess' }).answer),
    );
    const codes = attempts.map((attempt) =>
      attempt.status === 'rejected' ? (attempt.reason as Refused).error : null,
    );
    const stopped = codes.find((error) => error?.code === 'too_many_requests');
    expect(stopped?.retryAfterMs).toBeGreaterThan(0);
  });
});
