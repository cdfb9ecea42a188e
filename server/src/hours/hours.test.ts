import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { welcome } from '@parlour/shared/protocol/conversation.js';
import { readHours, setHours } from '@parlour/shared/protocol/hours.js';
import { hour } from '@parlour/shared/rules/expiry.js';
import { refusalOf } from '../testing/refusal-of.js';
import { startServer, type TestServer } from '../testing/start-server.js';

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.stop());

const manager = () => server.agent(server.world.people.max.email);
/** The wall clock of Berlin, `HH:MM`. */
const wall = (at: number): string =>
  new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/Berlin', timeStyle: 'short' }).format(at);

describe('opening hours', () => {
  it('CNV-4 without hours only presence counts; with hours the welcome says until when it is open', async () => {
    const [max, consumer] = [await manager(), await server.consumer()];
    expect((await consumer.connection.call(welcome, {})).hours).toBeNull();
    const now = server.clock.now();
    const interval = { from: wall(now - hour), to: wall(now + hour) };
    const week = Array.from({ length: 7 }, () => [interval]);
    const hours = { timeZone: 'Europe/Berlin', week, holidays: [] };
    const answer = await max.connection.call(setHours, { hours });
    expect(answer).toMatchObject({ hours, state: { open: true } });
    const told = (await consumer.connection.call(welcome, {})).hours!;
    expect(told).toMatchObject({ open: true, timeZone: 'Europe/Berlin' });
    expect(wall(told.changesAt!)).toBe(interval.to);
    server.clock.advance(2 * hour);
    expect((await consumer.connection.call(welcome, {})).hours).toMatchObject({ open: false });
    server.clock.advance(-2 * hour);
  });

  it('CNV-4 a holiday closes the day, and hours taken away leave none', async () => {
    const [max, consumer] = [await manager(), await server.consumer()];
    const date = new Intl.DateTimeFormat('en-CA', { timeZone: 'Pacific/Auckland' }).format(
      server.clock.now(),
    );
    const always = Array.from({ length: 7 }, () => [{ from: '00:00', to: '00:00' }]);
    const holidays = [{ date, name: 'Fair', open: [] }];
    await max.connection.call(setHours, { hours: { timeZone: 'Pacific/Auckland', week: always, holidays } });
    expect((await consumer.connection.call(welcome, {})).hours).toMatchObject({ open: false });
    await max.connection.call(setHours, { hours: null });
    expect((await consumer.connection.call(welcome, {})).hours).toBeNull();
  });

  it('CNV-4 another node heeds new hours within five seconds', async () => {
    const [max, second] = [await manager(), await server.another()];
    const consumer = await second.consumer();
    expect((await consumer.connection.call(welcome, {})).hours).toBeNull();
    const week = Array.from({ length: 7 }, () => []);
    await max.connection.call(setHours, { hours: { timeZone: 'UTC', week, holidays: [] } });
    server.clock.advance(2_500);
    expect((await consumer.connection.call(welcome, {})).hours).toMatchObject({
      open: false,
      changesAt: null,
    });
    await max.connection.call(setHours, { hours: null });
    await second.stop();
  });

  it.each([
    ['a zone that there is not', { timeZone: 'Middle/Earth', week: Array(7).fill([]), holidays: [] }],
    ['six days', { timeZone: 'UTC', week: Array(6).fill([]), holidays: [] }],
    [
      'a time past midnight',
      { timeZone: 'UTC', week: Array(7).fill([{ from: '09:00', to: '24:30' }]), holidays: [] },
    ],
    [
      'a day that there is not',
      { timeZone: 'UTC', week: Array(7).fill([]), holidays: [{ date: '02-30', name: '', open: [] }] },
    ],
  ])('CNV-4 %s is refused', async (_what, hours) => {
    const max = await manager();
    expect(await refusalOf(max.connection.call(setHours, { hours } as never))).toMatchObject({
      code: 'invalid_input',
    });
  });

  it('CNV-4 an agent who is no manager reaches none of it', async () => {
    const agent = await server.agent();
    expect(await refusalOf(agent.connection.call(readHours, {}))).toMatchObject({ code: 'forbidden' });
  });
});
