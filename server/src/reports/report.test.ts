import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import fc from 'fast-check';
import type { MerchantId } from '@parlour/shared/model/ids.js';
import { readReport, type ReportRange } from '@parlour/shared/protocol/report.js';
import { day, hour, minute } from '@parlour/shared/rules/expiry.js';
import { newId } from '../new-id.js';
import { FakeClock } from '../testing/fake-clock.js';
import { refusalOf } from '../testing/refusal-of.js';
import { startServer, type TestServer } from '../testing/start-server.js';
import { countDays } from './count-days.js';
import { bucketsTold, sums } from './told.js';

let server: TestServer;
const monday = Date.UTC(2030, 0, 7);
beforeAll(async () => {
  server = await startServer({ clock: new FakeClock(monday + 9 * hour) });
});
afterAll(() => server.stop());

const rows = () =>
  server.app.context.models.MerchantDay.find({ _id: { $ne: 'mark' } })
    .sort({ _id: 1 })
    .lean();
const rowOf = async (merchant: string, at: number) =>
  server.app.context.models.MerchantDay.findById(
    `${merchant}:${new Date(at).toISOString().slice(0, 10)}`,
  ).lean();

/** Lets time pass until then. */
const goTo = (at: number): void => server.clock.advance(at - server.clock.now());

async function read(range: ReportRange, email = server.world.people.max.email) {
  const manager = await server.agent(email);
  const report = await manager.http.call(readReport, { range });
  manager.stop();
  return report;
}

interface Past {
  readonly startedAt: number;
  readonly lasted?: number;
  readonly accepted?: number;
  readonly answered?: number;
  readonly score?: 1 | 2 | 3 | 4 | 5;
  readonly merchant?: MerchantId;
}

/** Conversations that are over, as they are stored. */
async function past(many: number, one: Past): Promise<void> {
  const { startedAt, lasted = hour, accepted, answered, score } = one;
  const merchant = one.merchant ?? server.world.merchants.motors._id;
  const { models } = server.app.context;
  for (let at = 0; at < many; at += 1) {
    const conversation = newId('conversation');
    const closedAt = new Date(startedAt + lasted);
    await models.Conversation.collection.insertOne({
      _id: conversation,
      site: server.world.site._id,
      merchant,
      consumer: newId('consumer'),
      state: 'closed',
      open: false,
      startedAt: new Date(startedAt),
      closedAt,
      activityAt: closedAt,
      expiresAt: new Date(startedAt + 300 * day),
      held: 'no',
      rating: score ? { score, comment: null, at: closedAt } : null,
    } as never);
    const message = { conversation, sender: newId('account'), clientId: 'x', consentEvent: 2, body: null };
    const said = [
      accepted === undefined ? [] : [{ kind: 'event', event: 'accepted', seq: 2, after: accepted }],
      answered === undefined ? [] : [{ kind: 'text', event: null, seq: 3, after: answered }],
    ].flat();
    for (const { after, ...rest } of said)
      await models.Message.collection.insertOne({
        ...message,
        ...rest,
        clientId: `x${rest.seq}`,
        at: new Date(startedAt + after),
      } as never);
  }
}

describe('a merchant’s reports', () => {
  it('STA-4 a started chat changes no row at once, and is counted with its day a while later', async () => {
    await countDays(server.app.context);
    const before = await rows();
    const consumer = await server.consumer();
    const { id } = await consumer.start();
    expect(await rows()).toEqual(before);
    server.clock.advance(5 * minute);
    await countDays(server.app.context);
    await countDays(server.app.context);
    const motors = server.world.merchants.motors._id;
    expect((await rowOf(motors, monday))?.counts?.started).toBe(1);
    const stored = JSON.stringify(await rows());
    expect(stored).not.toMatch(/cnv_|con_|acc_/);
    expect(stored).not.toContain(id);
    for (const row of await rows())
      expect(Object.keys(row).toSorted()).toEqual(['_id', 'counts', 'day', 'merchant', 'until']);
    consumer.stop();
  });

  it('STA-4 tells volumes, waiting, answers and ratings, and hides what is under ten', async () => {
    const tuesday = monday + day;
    goTo(tuesday);
    await countDays(server.app.context);
    await past(12, { startedAt: tuesday + 9 * hour, accepted: 30_000, answered: 3 * minute, score: 5 });
    await past(9, { startedAt: tuesday + 10 * hour, accepted: 30 * minute, answered: 2 * hour, score: 1 });
    await past(11, { startedAt: tuesday + day + 9 * hour });
    await past(3, { startedAt: tuesday + 2 * day + 9 * hour });
    const harbour = server.world.merchants.harbour._id;
    await past(14, { startedAt: tuesday + 9 * hour, accepted: 1, answered: 1, merchant: harbour });
    goTo(monday + 7 * day - 1);
    await countDays(server.app.context);
    // The week is not over.
    expect(await read('week')).toMatchObject({ to: '2030-01-06', started: null });
    goTo(monday + 7 * day);
    await countDays(server.app.context);
    const week = await read('week');
    expect(week.volumes.map(({ started }) => started)).toEqual([null, 21, 11, null, null, null, null]);
    expect(week).toMatchObject({ from: '2030-01-07', to: '2030-01-13', started: 32 });
    expect(week.waits).toEqual([12, null, null, null, null, null, 14]);
    expect(week.answers).toEqual([null, null, 12, null, null, null, 14]);
    expect(week.ratings).toEqual([null, null, null, null, 12]);
    // STA-2: no longer report tells what the days hide; the four chats of two days are in none of them.
    const month = await read('month');
    expect(month.volumes.map(({ started }) => started)).toEqual([null, null, null, 32]);
    expect(month).toMatchObject({ started: 32, waits: week.waits, ratings: week.ratings });
    expect((await read('quarter')).started).toBe(32);
  });

  it('STA-4 a purge, a second count and a crash in between change no report', async () => {
    const { models } = server.app.context;
    const before = [await read('week'), await rows()];
    // As a node leaves it that dies after it has counted and before it has said so.
    await models.MerchantDay.updateOne(
      { _id: 'mark' },
      { $set: { until: new Date(monday + day), next: new Date(monday + 2 * day) } },
    );
    await Promise.all([countDays(server.app.context), countDays(server.app.context)]);
    await models.Conversation.deleteMany({});
    await models.Message.deleteMany({});
    await countDays(server.app.context);
    expect([await read('week'), await rows()]).toEqual(before);
  });

  it('STA-4 two nodes at once count what happened once', async () => {
    const at = monday + 7 * day;
    await past(10, { startedAt: at + hour });
    goTo(at + day);
    await Promise.all([countDays(server.app.context), countDays(server.app.context)]);
    expect((await rowOf(server.world.merchants.motors._id, at))?.counts).toMatchObject({
      started: 10,
      waits: [0, 0, 0, 0, 0, 0, 10],
    });
  });

  it('AUT-1 another merchant’s report is never read, and no agent reads one', async () => {
    const agent = await server.agent();
    expect(await refusalOf(agent.http.call(readReport, { range: 'week' }))).toMatchObject({
      code: 'forbidden',
    });
    agent.stop();
    const { models } = server.app.context;
    const motors = server.world.merchants.motors._id;
    await models.MerchantDay.deleteMany({ merchant: motors });
    expect(await rowOf(server.world.merchants.harbour._id, monday + day)).toMatchObject({
      counts: { started: 14 },
    });
    const report = await read('quarter');
    expect([report.started, ...report.waits].every((count) => count === null)).toBe(true);
  });
});

describe('what may be told of days and weeks', () => {
  const days = fc.array(fc.integer({ min: 0, max: 25 }), { minLength: 7, maxLength: 7 });

  it('STA-2 what a week tells beyond its days is ten or more', () => {
    fc.assert(
      fc.property(fc.array(days, { minLength: 1, maxLength: 13 }), (counts) => {
        const told = sums(counts);
        for (const [at, week] of told.weeks.entries()) {
          const shown = told.days[at]!.reduce<number>((sum, count) => sum + (count ?? 0), 0);
          const rest = (week ?? 0) - shown;
          expect(rest === 0 || rest >= 10).toBe(true);
        }
        expect(told.total ?? 0).toBe(told.weeks.reduce<number>((sum, week) => sum + (week ?? 0), 0));
      }),
    );
  });

  it('STA-2 a hidden week changes no bucket’s sum', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 9 }), fc.integer({ min: 10, max: 99 }), (small, large) => {
        const week = (count: number) => [[count], ...Array.from({ length: 6 }, () => [0])];
        expect(bucketsTold([week(small), week(large)])).toEqual([large]);
      }),
    );
  });
});
