import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  activityClock,
  day,
  decideExpiry,
  hour,
  minute,
  refusedStorageTtl,
  silenceClosesAfter,
  type RetentionRules,
} from './expiry.js';

const rules: RetentionRules = { floor: 1 * hour, ceiling: 365 * day, merchant: 90 * day };
const consent = { transcript_storage: true, device_storage: false };
const closedAt = Date.UTC(2026, 0, 15, 12);
const decide = (change: Partial<RetentionRules> = {}, given: Partial<typeof consent> = {}) =>
  decideExpiry({
    rules: { ...rules, ...change },
    consent: { ...consent, ...given },
    lastMessageAt: 0,
    closedAt,
  });

describe('the date on which a transcript goes', () => {
  it('RET-1 follows the merchant’s rule from the close, and says so', () => {
    expect(decide()).toMatchObject({
      at: closedAt + 90 * day,
      reasons: [
        { rule: 'since_close', ms: 90 * day },
        { rule: 'merchant_rule', ms: 90 * day },
      ],
    });
  });

  it('RET-1 counts from the last message while the conversation is open', () => {
    const open = decideExpiry({ rules, consent, lastMessageAt: closedAt, closedAt: null });
    expect(open.at).toBe(closedAt + 90 * day);
    expect(open.reasons[0]).toEqual({ rule: 'since_last_message', ms: 90 * day });
  });

  it.each([
    ['is cut to the platform’s ceiling', { merchant: 1_000 * day }, 365 * day, 'platform_ceiling'],
    [
      'is raised to the platform’s floor',
      { merchant: 1 * minute, floor: 1 * hour },
      1 * hour,
      'platform_floor',
    ],
  ] as const)('RET-1 %s', (_title, change, ttl, rule) => {
    const decision = decide(change);
    expect(decision.at).toBe(closedAt + ttl);
    expect(decision.reasons.map((reason) => reason.rule)).toEqual(['since_close', 'merchant_rule', rule]);
  });

  it('CON-5 is 15 minutes after the close where storing was refused, below the operational floor', () => {
    const decision = decide({}, { transcript_storage: false });
    expect(decision.at).toBe(closedAt + 15 * minute);
    expect(decision.reasons).toEqual([
      { rule: 'since_close', ms: 15 * minute },
      { rule: 'consumer_refused', ms: 15 * minute },
    ]);
  });

  it('CON-5 is counted from the close that silence brings while the conversation is open', () => {
    const refused = { transcript_storage: false, device_storage: false };
    const open = decideExpiry({ rules, consent: refused, lastMessageAt: closedAt, closedAt: null });
    expect(open.at).toBe(closedAt + silenceClosesAfter + 15 * minute);
    expect(open.reasons.map(({ rule }) => rule)).toEqual(['since_last_message', 'consumer_refused']);
  });

  it('RET-1 is within the bounds for whatever rules there are, and refusing never keeps longer', () => {
    const duration = fc.integer({ min: minute, max: 1_000 * day });
    fc.assert(
      fc.property(duration, duration, duration, (a, b, merchant) => {
        const bounds = { floor: Math.min(a, b), ceiling: Math.max(a, b), merchant };
        const agreed = decide(bounds).at - closedAt;
        const refused = decide(bounds, { transcript_storage: false }).at - closedAt;
        expect(agreed).toBeGreaterThanOrEqual(bounds.floor);
        expect(agreed).toBeLessThanOrEqual(bounds.ceiling);
        expect(refused).toBe(Math.min(agreed, refusedStorageTtl));
      }),
    );
  });

  it('RET-1 the clock of an open conversation is never early and at most a minute late', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4e12 }), (at) => {
        expect(activityClock(at) - at).toBeGreaterThanOrEqual(0);
        expect(activityClock(at) - at).toBeLessThan(minute);
      }),
    );
  });
});
