import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { SiteId } from '@parlour/shared/model/ids.js';
import { welcome } from '@parlour/shared/protocol/conversation.js';
import {
  changeSite,
  createSite,
  embedCode,
  endKey,
  listSites,
  longestOverlap,
  rotateKey,
  siteLimits,
} from '@parlour/shared/protocol/site.js';
import { day } from '@parlour/shared/rules/expiry.js';
import type { Agent } from '../testing/agent.js';
import { TestConnection } from '../testing/connection.js';
import { Consumer, newToken } from '../testing/consumer.js';
import { signInProvider } from '../testing/provider.js';
import { refusalOf } from '../testing/refusal-of.js';
import { startServer, type TestServer } from '../testing/start-server.js';

let server: TestServer;
let pia: Agent;
beforeAll(async () => {
  server = await startServer();
  pia = await signInProvider(server);
});
afterAll(() => server.stop());

/** A site on which Motors is reachable. */
async function newSite(name: string) {
  const origin = `https://${name}.example`;
  const { site } = await pia.http.call(createSite, { name, origins: [origin] });
  const { Placement } = server.app.context.models;
  const merchant = server.world.merchants.motors._id;
  await Placement.create({ _id: `${site.id}:${merchant}`, site: site.id, merchant });
  server.app.context.directory.forget();
  const arrive = (key = site.key, at = origin) =>
    Consumer.arrive({ url: server.url, site: key, origin: at, merchant: 'motors' });
  return { site, origin, arrive };
}

const open = (key: string, origin: string): Promise<TestConnection> =>
  TestConnection.open({
    url: server.url,
    origin,
    site: key,
    auth: { site: key, merchant: 'motors', token: newToken() },
  });

describe('the sites of a provider', () => {
  it('WID-14 a new site works from its origins, in the one form of a browser, and from nowhere else', async () => {
    const { site } = await pia.http.call(createSite, {
      name: ' Boats ',
      origins: ['https://WWW.Boats.example/', 'https://www.boats.example:443', 'http://localhost:4100'],
    });
    expect(site).toMatchObject({
      name: 'Boats',
      origins: ['https://www.boats.example', 'http://localhost:4100'],
      formerKeys: [],
      disabledAt: null,
      merchants: 0,
    });
    expect(site.key).toMatch(/^site_[\w-]{22}$/);
    // Nobody is placed there yet.
    expect(await refusalOf(open(site.key, site.origins[0]!))).toMatchObject({ code: 'unknown_site' });
    await expect(open(site.key, 'https://boats.example')).rejects.toThrow();
  });

  it.each([
    ['https://*.cars.example', 'wildcard'],
    ['http://cars.example', 'not_https'],
    ['https://cars.example/page', 'more_than_an_origin'],
    ['https://', 'not_an_address'],
  ])('WID-14 the origin %s is refused with a code that says why', async (origin, fault) => {
    const error = await refusalOf(
      pia.http.call(createSite, { name: 'Wrong', origins: ['https://fine.example', origin] }),
    );
    expect(error).toMatchObject({ code: 'bad_origin' });
    expect(error.issues).toHaveLength(1);
    expect(error.issues![0]).toMatchObject({ path: 'origins.1' });
    expect(error.issues![0]!.message).toMatch(new RegExp(`^${fault}: `));
  });

  it('AUT-3 an origin that is taken away closes what is open there, within five seconds', async () => {
    const { site, origin, arrive } = await newSite('moves');
    const consumer = await arrive();
    await consumer.start();
    await pia.http.call(changeSite, { site: site.id, origins: ['https://moved.example'] });
    expect(await refusalOf(consumer.say('hello?'))).toMatchObject({ code: 'wrong_origin' });
    await consumer.connection.closed;
    await expect(open(site.key, origin)).rejects.toThrow();
    (await arrive(site.key, 'https://moved.example')).stop();
  });

  it('AUT-3 a disabled site shows no chat until it is enabled', async () => {
    const { site, arrive } = await newSite('pauses');
    const consumer = await arrive();
    await consumer.start();
    const changed = await pia.http.call(changeSite, { site: site.id, name: 'Paused', disabled: true });
    expect(changed.site).toMatchObject({ name: 'Paused', merchants: 1 });
    expect(changed.site.disabledAt).not.toBeNull();
    await expect(consumer.say('hello?')).rejects.toThrow();
    await consumer.connection.closed;
    await pia.http.call(changeSite, { site: site.id, disabled: false });
    (await arrive()).stop();
  });

  it('AUT-1 another provider’s site is as one that does not exist, for everything', async () => {
    const theirs = server.world.rival.site._id as unknown as SiteId;
    const attempts = [
      () => pia.http.call(changeSite, { site: theirs, name: 'Mine' }),
      () => pia.http.call(rotateKey, { site: theirs, until: server.clock.now() + day }),
      () => pia.http.call(endKey, { site: theirs, key: 'site_rival' }),
      () => pia.http.call(embedCode, { site: theirs }),
    ];
    for (const attempt of attempts) expect(await refusalOf(attempt())).toMatchObject({ code: 'not_found' });
    const { sites } = await pia.http.call(listSites, {});
    expect(sites.map(({ id }) => id)).not.toContain(theirs);
    const rita = await signInProvider(server, server.world.rival.person.email);
    expect((await rita.http.call(listSites, {})).sites).toMatchObject([{ name: 'Rival' }]);
    rita.stop();
  });

  it('a provider has so many sites and no more', async () => {
    const rita = await signInProvider(server, server.world.rival.person.email);
    const { Site } = server.app.context.models;
    const filler = Array.from({ length: siteLimits.sites - 1 }, (_, at) => ({
      _id: `sit_${String(at).padStart(22, 'f')}`,
      key: `site_filler_${at}`,
      name: `Filler ${at}`,
      provider: server.world.rival.provider,
      origins: ['https://filler.example'],
    }));
    await Site.insertMany(filler);
    const another = rita.http.call(createSite, { name: 'More', origins: ['https://more.example'] });
    expect(await refusalOf(another)).toMatchObject({ code: 'list_full' });
    await Site.deleteMany({ _id: { $in: filler.map(({ _id }) => _id) } });
    rita.stop();
  });
});

describe('the key of a site', () => {
  let place: Awaited<ReturnType<typeof newSite>>;
  let nth = 0;
  beforeEach(async () => {
    place = await newSite(`keys-${(nth += 1)}`);
  });

  const rotate = (until: number) => pia.http.call(rotateKey, { site: place.site.id, until });

  it('WID-14 a rotated key works at once; the one before works until the chosen date and not a moment longer', async () => {
    const { site, origin, arrive } = place;
    const before = await arrive();
    const until = server.clock.now() + 3 * day;
    const rotated = (await rotate(until)).site;
    expect(rotated.key).not.toBe(site.key);
    expect(rotated.formerKeys).toEqual([{ key: site.key, endsAt: until }]);
    (await arrive(rotated.key)).stop();
    (await arrive(site.key)).stop();
    // Who was there before goes on.
    expect(await before.connection.call(welcome, {})).toMatchObject({ merchant: { slug: 'motors' } });
    server.clock.advance(3 * day - 1);
    (await open(site.key, origin)).close();
    server.clock.advance(1);
    await expect(open(site.key, origin)).rejects.toThrow();
    await before.connection.closed;
    (await arrive(rotated.key)).stop();
    pia = await signInProvider(server);
    const { sites } = await pia.http.call(listSites, {});
    expect(sites.find(({ id }) => id === site.id)!.formerKeys).toEqual([]);
  });

  it('WID-14 a former key ends when the provider says so, on every node, and its open sockets close', async () => {
    const { site, origin, arrive } = place;
    const second = await server.another();
    const { key } = (await rotate(server.clock.now() + 20 * day)).site;
    const consumer = await arrive(site.key);
    await consumer.start();
    await pia.http.call(endKey, { site: site.id, key: site.key });
    expect(await refusalOf(consumer.say('hello?'))).toMatchObject({ code: 'wrong_origin' });
    await consumer.connection.closed;
    await expect(open(site.key, origin)).rejects.toThrow();
    expect(await second.app.context.directory.allows(site.key, origin)).toBe(false);
    expect(await second.app.context.directory.allows(key, origin)).toBe(true);
    expect(await refusalOf(pia.http.call(endKey, { site: site.id, key: site.key }))).toMatchObject({
      code: 'not_found',
    });
    await second.stop();
  });

  it('the key of now cannot be ended, only rotated; an overlap is thirty days at most and not in the past', async () => {
    const now = server.clock.now();
    expect(
      await refusalOf(pia.http.call(endKey, { site: place.site.id, key: place.site.key })),
    ).toMatchObject({ code: 'not_found' });
    for (const until of [now - day, now + longestOverlap + day])
      expect(await refusalOf(rotate(until))).toMatchObject({ code: 'bad_overlap' });
    expect((await rotate(now)).site.formerKeys).toEqual([]);
  });

  it('of two who rotate at once, one has it, and no key is lost on the way', async () => {
    const until = server.clock.now() + day;
    const rotations = await Promise.all([rotate(until), rotate(until), rotate(until)]);
    const { formerKeys = [], key } = (await server.app.context.models.Site.findById(place.site.id).lean())!;
    const known = [key, ...formerKeys.map((former) => former.key)];
    expect(new Set(known).size).toBe(known.length);
    expect(known).toContain(place.site.key);
    for (const { site } of rotations) expect(known).toContain(site.key);
  });

  it('ACC-2 rotating asks for a fresh proof', async () => {
    server.clock.advance(20 * 60_000);
    expect(await refusalOf(rotate(server.clock.now()))).toMatchObject({ code: 'step_up_needed' });
    pia = await signInProvider(server);
  });
});
