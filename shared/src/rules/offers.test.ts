import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decideOffers, passedLasts, type AvailableAgent, type WaitingConversation } from './offers.js';

const now = Date.UTC(2100, 0, 15, 12);
const waits = (id: string, changes: Partial<WaitingConversation> = {}): WaitingConversation => ({
  id,
  offer: null,
  passed: [],
  ...changes,
});
const agent = (id: string, load = 0, capacity = 2): AvailableAgent => ({ id, load, capacity });

describe('offers', () => {
  it('CNV-2 the longest waiting is offered to the least busy', () => {
    expect(decideOffers([waits('1'), waits('2')], [agent('ana', 1), agent('ben', 0)], now)).toEqual([
      { conversation: '1', to: 'ben', passedBy: null },
      { conversation: '2', to: 'ana', passedBy: null },
    ]);
  });

  it('CNV-2 nobody is offered more than they have room for; what stands counts', () => {
    const offered = waits('1', { offer: { to: 'ana', until: now + 1 } });
    expect(decideOffers([offered, waits('2'), waits('3')], [agent('ana')], now)).toEqual([
      { conversation: '2', to: 'ana', passedBy: null },
    ]);
    expect(decideOffers([waits('1')], [agent('ana', 2), agent('ben', 0, 0)], now)).toEqual([]);
  });

  it('CNV-2 an offer that was not answered in time goes to somebody else', () => {
    const late = waits('1', { offer: { to: 'ana', until: now } });
    expect(decideOffers([late], [agent('ana'), agent('ben', 1)], now)).toEqual([
      { conversation: '1', to: 'ben', passedBy: 'ana' },
    ]);
  });

  it('CNV-2 an offer to somebody who has gone is taken back at once', () => {
    const offered = waits('1', { offer: { to: 'ana', until: now + 10_000 } });
    expect(decideOffers([offered], [], now)).toEqual([{ conversation: '1', to: null, passedBy: 'ana' }]);
  });

  it('CNV-2 whoever let it pass is asked again only after a while', () => {
    const passed = waits('1', { passed: [{ agent: 'ana', at: now - passedLasts + 1 }] });
    expect(decideOffers([passed], [agent('ana')], now)).toEqual([]);
    expect(decideOffers([passed], [agent('ana')], now + 1)).toEqual([
      { conversation: '1', to: 'ana', passedBy: null },
    ]);
  });

  it('CNV-2 for any queue and any agents: nobody over their capacity, nothing offered twice, and no room left idle', () => {
    const names = ['ana', 'ben', 'cem'] as const;
    const anAgent = fc.record({
      id: fc.constantFrom(...names),
      load: fc.nat(4),
      capacity: fc.nat(4),
    });
    const aConversation = fc.record({
      offer: fc.option(
        fc.record({ to: fc.constantFrom(...names), until: fc.integer({ min: now - 2, max: now + 2 }) }),
      ),
      passed: fc.array(
        fc.record({ agent: fc.constantFrom(...names), at: fc.constantFrom(now, now - passedLasts) }),
        {
          maxLength: 3,
        },
      ),
    });
    fc.assert(
      fc.property(
        fc.uniqueArray(anAgent, { selector: ({ id }) => id }),
        fc.array(aConversation, { maxLength: 8 }),
        (agents, rows) => {
          const queue = rows.map((row, index) => ({ id: String(index), ...row }));
          const decisions = decideOffers(queue, agents, now);
          const after = queue.map((row) => {
            const decision = decisions.find(({ conversation }) => conversation === row.id);
            return decision
              ? { ...row, offer: decision.to && { to: decision.to, until: now + 30_000 } }
              : row;
          });
          expect(new Set(decisions.map(({ conversation }) => conversation)).size).toBe(decisions.length);
          for (const { id, load, capacity } of agents) {
            const given = decisions.filter(({ to }) => to === id).length;
            const standing = after.filter(
              ({ offer }) => offer && offer.to === id && offer.until > now,
            ).length;
            if (given > 0) expect(load + standing).toBeLessThanOrEqual(capacity);
          }
          // What is offered to nobody has nobody left who could be asked.
          for (const row of after) {
            if (row.offer) continue;
            const passedBy = queue[Number(row.id)]!.offer?.to;
            for (const { id, load, capacity } of agents) {
              const standing = after.filter(
                ({ offer }) => offer && offer.to === id && offer.until > now,
              ).length;
              const hasPassed =
                row.passed.some(({ agent: who, at }) => who === id && at === now) || passedBy === id;
              expect(hasPassed || load + standing >= capacity).toBe(true);
            }
          }
        },
      ),
    );
  });
});
