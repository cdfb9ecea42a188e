import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addMonths, dateIn, deadlineOf, isWorkingDay, startOf } from './deadline.js';
import { day } from './expiry.js';
import { nextState } from './request-states.js';

const gdpr = (received: string, more: object = {}) =>
  deadlineOf({ jurisdiction: 'gdpr', receivedAt: Date.parse(received), timeZone: 'UTC', ...more });
const zones = [
  'UTC',
  'Europe/Berlin',
  'America/New_York',
  'Pacific/Kiritimati',
  'Pacific/Pago_Pago',
  'Asia/Kathmandu',
  'Africa/Cairo',
  'America/Santiago',
];

describe('deadlines', () => {
  it('REQ-6 one month is the same-numbered day, or the month’s last', () => {
    expect(addMonths('2026-01-31', 1)).toBe('2026-02-28');
    expect(addMonths('2028-01-31', 1)).toBe('2028-02-29');
    expect(addMonths('2026-03-31', 1)).toBe('2026-04-30');
    expect(addMonths('2026-12-15', 1)).toBe('2027-01-15');
    expect(addMonths('2026-11-30', 3)).toBe('2027-02-28');
    expect(gdpr('2028-01-31T10:00:00Z').on).toBe('2028-02-29');
  });

  it('REQ-6 what falls on a weekend or a holiday ends with the next working day', () => {
    expect(gdpr('2026-01-31T10:00:00Z').on).toBe('2026-03-02');
    expect(gdpr('2026-11-25T10:00:00Z', { holidays: ['2026-12-25'] }).on).toBe('2026-12-28');
  });

  it('REQ-6 two months more with a notice inside the first', () => {
    const { on, noticeBy } = gdpr('2026-01-15T10:00:00Z', { extended: true });
    expect([on, noticeBy]).toEqual(['2026-04-15', '2026-02-16']);
  });

  it('REQ-6 in California 45 days, 45 more, acknowledged in ten business days', () => {
    const ccpa = {
      jurisdiction: 'ccpa',
      receivedAt: Date.parse('2026-11-20T20:00:00Z'),
      timeZone: 'America/Los_Angeles',
    } as const;
    expect(deadlineOf(ccpa)).toMatchObject({ on: '2027-01-04', acknowledgeBy: '2026-12-04' });
    expect(deadlineOf({ ...ccpa, extended: true }).on).toBe('2027-02-18');
  });

  it('REQ-6 the date is the requester’s: the same moment is two days in two zones', () => {
    const received = '2026-01-14T11:00:00Z';
    expect(gdpr(received, { timeZone: 'Pacific/Kiritimati' }).on).toBe('2026-02-16');
    expect(gdpr(received, { timeZone: 'Pacific/Pago_Pago' }).on).toBe('2026-02-16');
    expect(dateIn(Date.parse(received), 'Pacific/Kiritimati')).toBe('2026-01-15');
    expect(dateIn(Date.parse(received), 'Pacific/Pago_Pago')).toBe('2026-01-14');
    expect(startOf('2026-02-17', 'Pacific/Pago_Pago') - startOf('2026-02-17', 'Pacific/Kiritimati')).toBe(
      25 * 3_600_000,
    );
  });

  it('REQ-6 a deadline is a working day at least 28 days away, ends with its day, and is later when extended', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4e12 }), fc.constantFrom(...zones), (receivedAt, timeZone) => {
        const input = { jurisdiction: 'gdpr', receivedAt, timeZone } as const;
        const { on, at } = deadlineOf(input);
        expect(isWorkingDay(on)).toBe(true);
        expect(at - receivedAt).toBeGreaterThan(27 * day);
        expect(at - receivedAt).toBeLessThan(35 * day);
        expect(dateIn(at - 1, timeZone)).toBe(on);
        expect(dateIn(at, timeZone) > on).toBe(true);
        expect(deadlineOf({ ...input, extended: true }).at).toBeGreaterThan(at + 50 * day);
      }),
    );
  });
});

describe('states', () => {
  const when = { today: '2026-02-01', noticeBy: '2026-02-16' };

  it('REQ-6 a refusal without a reason is refused, and so is one without an answer', () => {
    expect(nextState('open', { action: 'deny', answer: 'No.' }, when)).toEqual({ refused: 'reason_missing' });
    expect(nextState('open', { action: 'deny', reason: 'no_match' }, when)).toEqual({
      refused: 'answer_missing',
    });
    expect(
      nextState('open', { action: 'deny', reason: 'no_match', answer: 'We found nothing.' }, when),
    ).toEqual({ state: 'denied' });
  });

  it('REQ-6 it is extended once, with a reason, inside the first period', () => {
    const extend = { action: 'extend', answer: 'Many files.' } as const;
    expect(nextState('in_progress', extend, when)).toEqual({ state: 'extended' });
    expect(nextState('in_progress', { action: 'extend' }, when)).toEqual({ refused: 'answer_missing' });
    expect(nextState('extended', extend, when)).toEqual({ refused: 'extended_already' });
    expect(nextState('open', extend, { ...when, today: '2026-02-17' })).toEqual({
      refused: 'too_late_to_extend',
    });
  });

  it('REQ-6 what is closed stays closed', () => {
    for (const state of ['fulfilled', 'partially_fulfilled', 'denied'] as const)
      for (const action of ['verify', 'start', 'extend', 'fulfil', 'fulfil_partly', 'deny'] as const)
        expect(nextState(state, { action, reason: 'other', answer: 'x' }, when)).toEqual({
          refused: 'closed',
        });
  });
});
