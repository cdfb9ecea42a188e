import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { day, decideExpiry, hour, minute, releaseGrace, shortened, type ExpiryInput } from './expiry.js';

const closedAt = Date.UTC(2026, 0, 15, 12);
const base: ExpiryInput = {
  rules: { floor: 1 * hour, ceiling: 365 * day, merchant: 90 * day },
  consent: { transcript_storage: true, device_storage: false },
  lastMessageAt: closedAt,
  closedAt,
};
const decide = (change: Partial<ExpiryInput>) => decideExpiry({ ...base, ...change });
const last = (change: Partial<ExpiryInput>) => decide(change).reasons.at(-1)?.rule;

describe('what else counts for the date', () => {
  it('RET-1 an approved deletion is at once, below an operational floor and not below a statutory one', () => {
    const deletionApprovedAt = closedAt + minute;
    expect(decide({ deletionApprovedAt }).at).toBe(deletionApprovedAt);
    expect(last({ deletionApprovedAt })).toBe('deletion_approved');
    const lawful = { deletionApprovedAt, statutoryFloor: 10 * day };
    expect(decide(lawful).at).toBe(closedAt + 10 * day);
    expect(last(lawful)).toBe('statutory_floor');
    expect(decide({ deletionApprovedAt: closedAt + 200 * day }).at).toBe(closedAt + 90 * day);
  });

  it('RET-1 an obligation keeps the fields that it names and moves no date', () => {
    const until = closedAt + 3_650 * day;
    const decision = decide({
      obligations: [
        { fields: ['startedAt'], until },
        { fields: ['x'], until: 0 },
      ],
    });
    expect(decision).toMatchObject({ at: closedAt + 90 * day, keeps: [{ fields: ['startedAt'], until }] });
  });

  it('REQ-7 access comes first: nothing goes until its snapshot is sealed', () => {
    const deletionApprovedAt = closedAt + minute;
    expect(decide({ deletionApprovedAt, access: { sealedAt: null } }).blocked).toBe(true);
    const sealed = decide({ deletionApprovedAt, access: { sealedAt: closedAt + hour } });
    expect(sealed).toMatchObject({ blocked: false, at: closedAt + hour });
  });

  it('HLD-1 HLD-3 a hold blocks; a released one leaves a day', () => {
    const held = decide({ holds: [{ releasedAt: 5 }, { releasedAt: null }] });
    expect(held.blocked).toBe(true);
    expect(held.reasons.at(-1)?.rule).toBe('legal_hold');
    const releasedAt = closedAt + 400 * day;
    const released = decide({ holds: [{ releasedAt }] });
    expect(released).toMatchObject({ blocked: false, at: releasedAt + releaseGrace });
    expect(released.reasons.at(-1)?.rule).toBe('hold_released');
    expect(decide({ holds: [{ releasedAt: closedAt + day }] }).at).toBe(closedAt + 90 * day);
  });
});

describe('for whatever there is', () => {
  const duration = fc.integer({ min: minute, max: 4_000 * day });
  const moment = fc.integer({ min: closedAt, max: closedAt + 4_000 * day });
  const rules = fc
    .tuple(duration, duration, duration)
    .map(([a, b, merchant]) => ({ floor: Math.min(a, b), ceiling: Math.max(a, b), merchant }));
  const input = fc.record({
    rules,
    consent: fc.record({ transcript_storage: fc.boolean(), device_storage: fc.boolean() }),
    lastMessageAt: fc.constant(closedAt),
    closedAt: fc.option(fc.constant(closedAt)),
    statutoryFloor: fc.option(duration, { nil: 0 }),
    deletionApprovedAt: fc.option(moment),
    obligations: fc.array(fc.record({ fields: fc.constant(['startedAt']), until: moment }), { maxLength: 2 }),
    access: fc.option(fc.record({ sealedAt: fc.option(moment) })),
    holds: fc.array(fc.record({ releasedAt: fc.option(moment) }), { maxLength: 3 }),
  });

  it('HLD-1 nothing is deleted while any hold is in force', () => {
    fc.assert(
      fc.property(input, (given) => {
        const holds = [...(given.holds ?? []), { releasedAt: null }];
        expect(decideExpiry({ ...given, holds }).blocked).toBe(true);
      }),
    );
  });

  it('RET-1 never before a statutory floor, whatever was asked for', () => {
    fc.assert(
      fc.property(input, (given) => {
        expect(decideExpiry(given).at).toBeGreaterThanOrEqual(closedAt + (given.statutoryFloor ?? 0));
      }),
    );
  });

  it('RET-1 beyond the ceiling only by law, by a sealed copy or in a released hold’s grace', () => {
    fc.assert(
      fc.property(input, (given) => {
        const plain = { ...given, statutoryFloor: 0, access: null, holds: [] };
        expect(decideExpiry(plain).at).toBeLessThanOrEqual(closedAt + given.rules.ceiling);
      }),
    );
  });

  it('RET-1 the last reason that moves the date is the one that it follows from', () => {
    fc.assert(
      fc.property(input, (given) => {
        const { at, reasons } = decideExpiry(given);
        expect(Number.isSafeInteger(at)).toBe(true);
        expect(reasons.length).toBeGreaterThan(1);
        expect(reasons[0]?.rule).toBe(given.closedAt === null ? 'since_last_message' : 'since_close');
      }),
    );
  });

  it('RET-6 no change of rules ever keeps an old conversation longer', () => {
    fc.assert(
      fc.property(input, rules, rules, (given, next, later) => {
        const before = decideExpiry(given).at;
        const once = shortened(given.rules, next);
        expect(decideExpiry({ ...given, rules: once }).at).toBeLessThanOrEqual(before);
        const twice = shortened(once, later);
        expect(twice).toEqual(shortened(shortened(given.rules, later), next));
        expect(shortened(once, given.rules)).toEqual(once);
      }),
    );
  });
});
