import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pageCountPath, pagesPerDay, pageStatistics } from '@parlour/shared/protocol/page-statistics.js';
import { changeSite, embedCode } from '@parlour/shared/protocol/site.js';
import type { SiteId } from '@parlour/shared/model/ids.js';
import { day, hour } from '@parlour/shared/rules/expiry.js';
import { Agent } from '../testing/agent.js';
import { startServer, type TestServer } from '../testing/start-server.js';

let server: TestServer;
let provider: Agent;
let site: SiteId;
beforeAll(async () => {
  server = await startServer({ trustedProxies: 1 });
  provider = await signIn();
  site = server.world.site._id;
});
afterAll(async () => {
  provider.stop();
  await server.stop();
});

const signIn = (): Promise<Agent> => {
  const { people, password } = server.world;
  return Agent.signIn({ url: server.url, email: people.pia.email, password, audience: 'provider' });
};

let address = 0;
/** A visitor who has looked at a page; each from an address of their own. */
async function look(
  path: string,
  { seconds = 30, headers = {}, key = '', origin = '' } = {},
): Promise<number> {
  const { site: place } = server.world;
  const answer = await fetch(`${server.url}${pageCountPath}`, {
    method: 'POST',
    body: `${key || place.key}\n${path}\n${seconds}`,
    headers: {
      origin: origin || place.origin,
      'content-type': 'text/plain;charset=UTF-8',
      'x-forwarded-for': `10.7.${(address += 1) >> 8}.${address & 255}`,
      ...headers,
    },
  });
  expect(await answer.text()).toBe('');
  return answer.status;
}

async function rows() {
  await server.app.context.pages.flush();
  return server.app.context.models.PageHour.find().sort({ path: 1 }).lean();
}

const turn = (counting: boolean) => provider.connection.call(changeSite, { site, counting });

describe('counting pages', () => {
  it('STA-3 nothing is counted before the site’s policy says so, and the tag says it then too', async () => {
    expect(await look('/cars')).toBe(204);
    expect(await rows()).toEqual([]);
    const merchant = server.world.merchants.motors._id;
    expect((await provider.connection.call(embedCode, { site, merchant })).tag).not.toContain(
      'data-statistics',
    );
    expect((await turn(true)).site.counting).toBe(true);
    expect((await provider.connection.call(embedCode, { site, merchant })).tag).toContain('data-statistics');
    server.clock.advance(6_000);
  });

  it('STA-1 adds up pages and time by site, page and hour, in rows that know nobody', async () => {
    for (let times = 0; times < 3; times += 1) await look('/cars/blue?who=ann@example.com', { seconds: 60 });
    await look('/cars/blue/', { seconds: 10 });
    const [row, ...others] = await rows();
    expect(others).toEqual([]);
    const start = Math.floor(server.clock.now() / hour) * hour;
    expect(row).toEqual({
      _id: `${site}/${start}//cars/blue`,
      site,
      hour: new Date(start),
      path: '/cars/blue',
      entered: 4,
      seconds: 190,
    });
  });

  it('STA-1 a chat changes no row, and no row leads to who chats', async () => {
    const before = await rows();
    const consumer = await server.consumer();
    await consumer.start();
    await consumer.say('hello');
    expect(await rows()).toEqual(before);
  });

  it('STA-3 whoever sends Global Privacy Control or Do Not Track is not counted', async () => {
    const before = await rows();
    for (const headers of [{ 'sec-gpc': '1' }, { dnt: '1' }])
      expect(await look('/cars', { headers: headers as Record<string, string> })).toBe(204);
    expect(await rows()).toEqual(before);
    await look('/cars', { headers: { 'sec-gpc': '0', dnt: '0' } });
    expect((await rows()).map(({ path }) => path)).toEqual(['/cars', '/cars/blue']);
  });

  it('STA-1 what is forged changes nothing: other origins, keys, times, bodies, methods', async () => {
    const before = await rows();
    const { other } = server.world;
    await look('/x', { origin: 'https://evil.example' });
    await look('/x', { origin: other.origin });
    await look('/x', { key: other.key });
    await look('/x', { key: 'site_none' });
    await look('/x', { seconds: 31 });
    await look('/x\n30\nmore');
    await look('x');
    await look(`/${'x'.repeat(2_000)}`);
    await look('/x', { key: '{"$ne":1}' });
    expect((await fetch(`${server.url}${pageCountPath}`)).status).toBe(404);
    expect(await rows()).toEqual(before);
  });

  it('STA-1 one address is not counted without end, nor a site’s pages told apart without end', async () => {
    const headers = { 'x-forwarded-for': '10.9.9.9' };
    for (let times = 0; times < 130; times += 1) await look('/flood', { headers });
    const flood = (await rows()).find(({ path }) => path === '/flood');
    expect(flood?.entered).toBe(120);
    for (let page = 0; page < pagesPerDay + 5; page += 1) await look(`/p-${page}`);
    const all = await rows();
    expect(new Set(all.map(({ path }) => path)).size).toBe(pagesPerDay + 1);
    expect(all.find(({ path }) => path === '*')!.entered).toBeGreaterThanOrEqual(5);
  });
});

describe('reading them', () => {
  it('STA-2 shows whole days and pages of ten and more; what is fewer is not even named', async () => {
    const { PageHour } = server.app.context.models;
    await PageHour.collection.updateMany({}, { $set: { entered: 3, seconds: 90 } });
    await PageHour.collection.updateMany({ path: '*' }, { $set: { entered: 9 } });
    server.clock.advance(1 * day);
    provider.stop();
    provider = await signIn();
    for (let times = 0; times < 12; times += 1) await look('/cars/red', { seconds: times % 2 ? 60 : 0 });
    await rows();
    expect((await provider.connection.call(pageStatistics, { site })).pages).toEqual([]);
    server.clock.advance(1 * day);
    provider.stop();
    provider = await signIn();
    const { pages, days, total, perDay, counting } = await provider.connection.call(pageStatistics, { site });
    expect(counting).toBe(true);
    expect(days).toHaveLength(28);
    expect(pages).toEqual([
      { path: '/cars/red', entered: [...Array<null>(27).fill(null), 12], total: 12, seconds: 30 },
    ]);
    expect([total, perDay.at(-1)]).toEqual([12, 12]);
    expect(JSON.stringify(pages)).not.toContain('/flood');
  });
});
