import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isTimeZone, openingAt, type OpenInterval, type OpeningHours } from './opening-hours.js';

const closed: readonly OpenInterval[] = [];
const office = [{ from: '09:00', to: '17:00' }];
const weekdays = [office, office, office, office, office, closed, closed];
const hours = (over: Partial<OpeningHours> = {}): OpeningHours => ({
  timeZone: 'Europe/Berlin',
  week: weekdays,
  holidays: [],
  ...over,
});
const at = (iso: string): number => Date.parse(iso);
const standing = (given: OpeningHours, iso: string): [boolean, string | null] => {
  const { open, changesAt } = openingAt(given, at(iso));
  return [open, changesAt === null ? null : new Date(changesAt).toISOString().slice(0, 16)];
};
const everyDay = (...intervals: OpenInterval[]) => Array.from({ length: 7 }, () => intervals);

describe('opening hours', () => {
  it('CNV-4 says until when it is open, and when it opens next', () => {
    // 2026-11-20 is a Friday; Berlin is an hour ahead of UTC.
    expect(standing(hours(), '2026-11-20T07:59:59Z')).toEqual([false, '2026-11-20T08:00']);
    expect(standing(hours(), '2026-11-20T08:00Z')).toEqual([true, '2026-11-20T16:00']);
    expect(standing(hours(), '2026-11-20T16:00Z')).toEqual([false, '2026-11-23T08:00']);
  });

  it('CNV-4 several intervals a day, and one over midnight, belong together where they touch', () => {
    const week = everyDay(
      { from: '09:00', to: '12:00' },
      { from: '12:00', to: '13:00' },
      { from: '20:00', to: '02:00' },
    );
    expect(standing(hours({ week }), '2026-11-20T10:30Z')).toEqual([true, '2026-11-20T12:00']);
    expect(standing(hours({ week }), '2026-11-20T12:00Z')).toEqual([false, '2026-11-20T19:00']);
    expect(standing(hours({ week }), '2026-11-20T23:30Z')).toEqual([true, '2026-11-21T01:00']);
  });

  it('CNV-4 who is always open never closes, and who never opens says so', () => {
    expect(standing(hours({ week: everyDay({ from: '00:00', to: '00:00' }) }), '2026-11-20T10:30Z')).toEqual([
      true,
      null,
    ]);
    expect(standing(hours({ week: everyDay() }), '2026-11-20T10:30Z')).toEqual([false, null]);
  });

  it('CNV-4 a holiday has its own hours, once or each year, and what began the evening before goes on', () => {
    const holidays = [
      { date: '12-25', name: 'Christmas', open: closed },
      { date: '2026-12-24', name: 'Christmas Eve', open: [{ from: '09:00', to: '12:00' }] },
    ];
    expect(standing(hours({ holidays }), '2026-12-24T08:30Z')).toEqual([true, '2026-12-24T11:00']);
    expect(standing(hours({ holidays }), '2026-12-24T11:00Z')).toEqual([false, '2026-12-28T08:00']);
    expect(standing(hours({ holidays }), '2028-12-24T23:30Z')).toEqual([false, '2028-12-26T08:00']);
    const night = { week: everyDay({ from: '20:00', to: '02:00' }), holidays };
    expect(standing(hours(night), '2027-12-24T23:30Z')).toEqual([true, '2027-12-25T01:00']);
    expect(standing(hours(night), '2027-12-25T01:00Z')).toEqual([false, '2027-12-26T19:00']);
  });

  it('CNV-4 a closed year has its next opening on the one day that opens', () => {
    const holidays = [
      { date: '02-29', name: 'Leap day', open: office },
      { date: '06-01', name: 'Fair', open: office },
    ];
    expect(standing(hours({ week: everyDay(), holidays }), '2026-06-01T15:00Z')).toEqual([
      false,
      '2027-06-01T07:00',
    ]);
  });

  it('CNV-4 in spring, what would open in the hour that is left out opens as the clock jumps', () => {
    // 29 March 2026: at 02:00 it is 03:00 in Berlin, 01:00 UTC.
    const week = everyDay({ from: '02:30', to: '04:00' });
    expect(standing(hours({ week }), '2026-03-29T00:59Z')).toEqual([false, '2026-03-29T01:00']);
    expect(standing(hours({ week }), '2026-03-29T01:00Z')).toEqual([true, '2026-03-29T02:00']);
    const inside = everyDay({ from: '02:15', to: '02:45' });
    expect(standing(hours({ week: inside }), '2026-03-29T00:30Z')).toEqual([false, '2026-03-30T00:15']);
  });

  it('CNV-4 in autumn, the hour that comes twice is open twice', () => {
    // 25 October 2026: at 03:00 it is 02:00 again in Berlin, 01:00 UTC.
    const week = everyDay({ from: '02:15', to: '02:45' });
    expect(standing(hours({ week }), '2026-10-25T00:00Z')).toEqual([false, '2026-10-25T00:15']);
    expect(standing(hours({ week }), '2026-10-25T00:20Z')).toEqual([true, '2026-10-25T00:45']);
    expect(standing(hours({ week }), '2026-10-25T00:50Z')).toEqual([false, '2026-10-25T01:15']);
    expect(standing(hours({ week }), '2026-10-25T01:20Z')).toEqual([true, '2026-10-25T01:45']);
  });

  it('CNV-4 a whole night over the turn of the clock is as long as it is', () => {
    const week = everyDay({ from: '22:00', to: '06:00' });
    expect(standing(hours({ week }), '2026-03-28T22:00Z')).toEqual([true, '2026-03-29T04:00']);
    expect(standing(hours({ week }), '2026-10-24T21:00Z')).toEqual([true, '2026-10-25T05:00']);
  });

  const time = fc
    .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
    .map((parts) => parts.map((part) => String(part).padStart(2, '0')).join(':'));
  const intervals = fc.array(fc.record({ from: time, to: time }), { maxLength: 3 });
  const anyHours = fc.record({
    timeZone: fc.constantFrom(
      'Europe/Berlin',
      'America/St_Johns',
      'Australia/Lord_Howe',
      'Asia/Kathmandu',
      'UTC',
      'Africa/Casablanca',
    ),
    week: fc.array(intervals, { minLength: 7, maxLength: 7 }),
    holidays: fc.array(
      fc.record({
        date: fc.constantFrom('03-29', '2026-10-25', '04-05'),
        name: fc.constant('x'),
        open: intervals,
      }),
      { maxLength: 2 },
    ),
  });
  const anyTime = fc
    .integer({ min: at('2026-03-26T00:00Z') / 60_000, max: at('2026-11-03T00:00Z') / 60_000 })
    .map((minutes) => minutes * 60_000);

  it('CNV-4 nothing changes before the time that is told, and then it does, minute by minute', () => {
    fc.assert(
      fc.property(anyHours, anyTime, (given, now) => {
        const { open, changesAt } = openingAt(given, now);
        const end = Math.min(changesAt ?? Infinity, now + 30 * 60 * 60_000);
        for (let minute = now; minute < end; minute += 7 * 60_000)
          expect(openingAt(given, minute).open).toBe(open);
        if (changesAt === null) return;
        expect(changesAt).toBeGreaterThan(now);
        expect(openingAt(given, changesAt - 60_000).open).toBe(open);
        expect(openingAt(given, changesAt).open).toBe(!open);
      }),
      { numRuns: 60 },
    );
  });

  it('CNV-4 a zone that there is not is known', () => {
    expect(['Europe/Berlin', 'Nowhere/None', ''].map(isTimeZone)).toEqual([true, false, false]);
  });
});
