import { closeSession } from '@parlour/shared/protocol/account.js';
import { welcome } from '@parlour/shared/protocol/conversation.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Redis } from 'ioredis';
import { Consumer } from '../testing/consumer.js';
import { startRedis, type RedisProcess } from '../testing/start-redis.js';
import { startServer, type TestServer } from '../testing/start-server.js';

let redis: RedisProcess;
let one: TestServer;
let other: TestServer;

beforeAll(async () => {
  redis = await startRedis();
  one = await startServer({ redisUrl: redis.url });
  other = await one.another();
});

afterAll(async () => {
  await other?.stop();
  await one?.stop();
  await redis?.stop();
});

const passing = (server: TestServer): Promise<Consumer> =>
  Consumer.arrive({
    url: server.url,
    site: server.world.site.key,
    origin: server.world.site.origin,
    merchant: server.world.merchants.harbour.slug,
  });

describe('several nodes', () => {
  it('OPS-3 a message sent at one node reaches the agent at another, and back, in the same order', async () => {
    const consumer = await one.consumer();
    const { id } = await consumer.start();
    const agent = await other.agent();
    await consumer.sync();
    await agent.sync(id);
    for (let n = 1; n <= 20; n++) await consumer.say(`question ${n}`);
    await agent.say(id, 'answer');
    await agent.connection.next('message.posted', ({ kind }) => kind === 'text');
    const answered = await consumer.connection.next(
      'message.posted',
      (message) => message.kind === 'text' && message.text === 'answer',
    );
    await agent.connection.next('message.posted', ({ seq }) => seq === answered.seq);
    const seen = agent.connection.all('message.posted').map(({ seq }) => seq);
    expect(seen).toEqual(seen.toSorted((a, b) => a - b));
    expect(new Set(seen).size).toBe(seen.length);
    const [theirs, ours] = await Promise.all([consumer.sync(), agent.sync(id)]);
    expect(theirs.messages.map(({ clientId }) => clientId)).toEqual(
      ours.messages.map(({ clientId }) => clientId),
    );
  });

  it('STO-4 nothing of what was said is readable in Redis', async () => {
    const consumer = await one.consumer();
    await consumer.start();
    await consumer.say('canary-in-the-stream');
    const client = new Redis(redis.url);
    const entries = await client.xrangeBuffer('parlour:events', '-', '+');
    const whole = entries.flatMap(([, fields]) => fields.map((field) => field.toString('latin1'))).join('\n');
    expect(entries.length).toBeGreaterThan(0);
    expect(whole).not.toContain('canary');
    expect(whole).not.toContain('cnv_');
    expect(await client.pttl('parlour:events')).toBeGreaterThan(0);
    client.disconnect();
  });

  it('CNV-8 presence is true of agents at whatever node, within five seconds of their coming and going', async () => {
    const visitor = await passing(one);
    expect(await visitor.connection.call(welcome, {})).toMatchObject({ presence: 'offline' });
    const hana = await other.agent(one.world.people.hana.email);
    await visitor.connection.next('presence.changed', ({ presence }) => presence === 'online');
    expect(await visitor.connection.call(welcome, {})).toMatchObject({ presence: 'online' });
    hana.stop();
    await visitor.connection.next('presence.changed', ({ presence }) => presence === 'offline');
    visitor.stop();
  });

  it('CNV-8 the agents of a node that dies without a word are gone within five seconds', async () => {
    const visitor = await passing(one);
    const { models } = one.app.context;
    await models.NodePresence.create({
      _id: 'a node that died',
      beat: 7,
      agents: [{ account: one.world.people.hana._id, merchant: one.world.merchants.harbour._id }],
    });
    await visitor.connection.next('presence.changed', ({ presence }) => presence === 'online');
    const since = performance.now();
    await visitor.connection.next('presence.changed', ({ presence }) => presence === 'offline');
    expect(performance.now() - since).toBeLessThan(5_000);
    visitor.stop();
  });

  it('CNV-8 an agent whose connection is half open is gone within five seconds', async () => {
    const visitor = await passing(one);
    const hana = await other.agent(one.world.people.hana.email);
    await visitor.connection.next('presence.changed', ({ presence }) => presence === 'online');
    const since = performance.now();
    // Nothing is closed and nothing answers any more, as behind a network that has gone away.
    const { transport } = hana.connection.socket.io.engine as unknown as {
      transport: { ws: { _socket: { pause(): void } } };
    };
    transport.ws._socket.pause();
    await visitor.connection.next('presence.changed', ({ presence }) => presence === 'offline');
    expect(performance.now() - since).toBeLessThan(5_000);
    visitor.stop();
    hana.stop();
  });

  it('ACC-3 a session that ends at one node closes its sockets at another', async () => {
    const there = await other.agent();
    const here = await one.agent();
    const consumer = await one.consumer();
    const { id } = await consumer.start();
    await there.sync(id);
    // The same session, ended where its socket is not.
    const ending = here.http;
    ending.cookie = there.http.cookie;
    await ending.call(closeSession, {});
    await there.connection.next('session.ended');
    await there.connection.closed;
  });

  it('ACC-3 a session that ends while Redis is away closes its sockets within five seconds all the same', async () => {
    const port = Number(new URL(redis.url).port);
    const there = await other.agent();
    const since = performance.now();
    await redis.stop();
    const ending = (await one.agent()).http;
    ending.cookie = there.http.cookie;
    await ending.call(closeSession, {});
    // What is remembered of a session is remembered by this clock, which stands still.
    one.clock.advance(2_000);
    await there.connection.closed;
    expect(performance.now() - since).toBeLessThan(5_000);
    redis = await startRedis(port);
  });

  it('OPS-3 a message that Redis never carried is noticed by the head, and the next one flows again', async () => {
    const port = Number(new URL(redis.url).port);
    const consumer = await one.consumer();
    const { id } = await consumer.start();
    const agent = await other.agent();
    await agent.sync(id);
    await redis.stop();
    const lost = await consumer.say('while Redis is away');
    expect(lost.seq).toBe(1);
    redis = await startRedis(port);
    await agent.connection.next('conversation.head', ({ seq }) => seq === 1);
    expect((await agent.sync(id)).messages.map(({ seq }) => seq)).toEqual([1]);
    await consumer.say('and again');
    await agent.connection.next('message.posted', ({ seq }) => seq === 2);
  });
});
