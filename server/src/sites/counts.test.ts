import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SiteId } from '@parlour/shared/model/ids.js';
import { countedDays, siteCounts } from '@parlour/shared/protocol/site.js';
import { day, hour } from '@parlour/shared/rules/expiry.js';
import { FakeClock } from '../testing/fake-clock.js';
import { signInProvider } from '../testing/provider.js';
import { refusalOf } from '../testing/refusal-of.js';
import { startServer, type TestServer } from '../testing/start-server.js';
import { countChats } from './count-chats.js';

let server: TestServer;
const monday = Date.UTC(2030, 0, 7);
beforeAll(async () => {
  server = await startServer({ clock: new FakeClock(monday + 9 * hour + 5 * 60_000) });
});
afterAll(() => server.stop());

const counts = async (site: SiteId = server.world.site._id) => {
  const pia = await signInProvider(server);
  const answer = await pia.http.call(siteCounts, { site });
  pia.stop();
  return answer;
};

const rows = () => server.app.context.models.ChatCount.find().sort({ _id: 1 }).lean();

describe('counts for a provider', () => {
  it('AUT-4 hide a merchant with nine chats and show the one with ten, once the day is over', async () => {
    await countChats(server.app.context);
    const before = await rows();
    for (let chat = 0; chat < 10; chat += 1) {
      for (const merchant of chat === 9 ? ['motors'] : ['motors', 'harbour']) {
        const consumer = await server.consumer({ merchant });
        await consumer.start();
        consumer.stop();
      }
    }
    // STA-1: starting chats has changed no row.
    expect(await rows()).toEqual(before);
    await countChats(server.app.context);
    server.clock.advance(1 * hour);
    await countChats(server.app.context);
    // The day is not over.
    expect((await counts()).total).toBeNull();
    server.clock.advance(15 * hour);
    expect((await counts()).total).toBeNull();
    await countChats(server.app.context);
    const shown = await counts();
    expect(shown.days).toHaveLength(countedDays);
    expect(shown.days.at(-1)).toBe('2030-01-07');
    expect(shown.merchants.map(({ slug, total, chats }) => [slug, total, chats.at(-1)])).toEqual([
      ['motors', 10, 10],
      ['harbour', null, null],
    ]);
    // STA-2: no total from which the nine could be subtracted out.
    expect([shown.perDay.at(-1), shown.total]).toEqual([10, 10]);
    expect(JSON.stringify(shown)).not.toMatch(/\b(9|19)\b/);
  });

  it('STA-2 stay as they were counted when conversations are purged, and when an hour is counted again', async () => {
    const { models } = server.app.context;
    const before = await counts();
    const kept = await models.Conversation.find().lean();
    await models.Conversation.deleteMany({});
    await countChats(server.app.context);
    expect(await counts()).toEqual(before);
    await models.Conversation.insertMany(kept);
  });

  it('AUT-4 hold nothing that leads to a conversation or a consumer', async () => {
    const stored = JSON.stringify(await rows());
    expect(stored).not.toMatch(/cnv_|con_/);
    for (const row of await rows())
      expect(Object.keys(row).toSorted()).toEqual(['_id', 'day', 'hours', 'merchant', 'site']);
  });

  it('AUT-1 are of one’s own sites alone, and a day that is missed is counted later', async () => {
    const pia = await signInProvider(server);
    const theirs = pia.http.call(siteCounts, { site: server.world.rival.site._id });
    expect(await refusalOf(theirs)).toMatchObject({ code: 'not_found' });
    const manager = await server.agent(server.world.people.max.email);
    const asManager = manager.http.call(siteCounts, { site: server.world.site._id });
    expect(await refusalOf(asManager)).toMatchObject({ code: 'forbidden' });
    pia.stop();
    server.clock.advance(3 * day);
    expect((await counts()).days.at(-1)).toBe('2030-01-07');
    await countChats(server.app.context);
    const later = await counts();
    expect(later.days.at(-1)).toBe('2030-01-10');
    expect(later.total).toBe(10);
  });
});
