import { expect } from '@open-wc/testing';
import { ana, anaAsAgent, ben, conversation, entry } from '../../testing/samples.js';
import { belongs, inOrder } from './inbox-order.js';
import { KnownEntries } from './known-entries.js';

/** The same numbers on every run. */
function* numbers(seed: number): Generator<number> {
  for (let state = seed; ;) {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    yield state;
  }
}

const states = [
  { state: 'queued' },
  { state: 'active', agent: anaAsAgent },
  { state: 'active', agent: ben },
  { state: 'closed' },
] as const;

describe('known entries', () => {
  it('INB-7 are in the order of a list that is made anew, whatever changes', () => {
    const known = new KnownEntries(ana.id);
    const all = new Map<string, ReturnType<typeof entry>>();
    const next = numbers(7);
    const upTo = (end: number): number => Math.floor(next.next().value! / 65_536) % end;
    for (const view of ['queue', 'mine', 'all', 'closed'] as const) {
      known.show(view, null);
      for (let change = 0; change < 400; change++) {
        const view = conversation(upTo(60), { ...states[upTo(4)]!, startedAt: upTo(20) });
        if (upTo(5) === 0) {
          known.delete(view.id);
          all.delete(view.id);
          continue;
        }
        const preview = { text: 'x', from: 'consumer' as const, at: upTo(20) };
        const row = entry(view, { preview, unread: upTo(2), waitingSince: upTo(2) ? null : upTo(20) });
        known.set(row);
        all.set(view.id, row);
      }
      const order = inOrder(view);
      const expected = [...all.values()]
        .filter((row) => belongs(row, view, ana.id))
        .toSorted((a, b) => order(a, b) || (a.conversation.id < b.conversation.id ? -1 : 1));
      expect(known.entries).to.deep.equal(expected);
      const unread = [...all.values()].filter((row) => row.unread > 0 && belongs(row, 'mine', ana.id));
      expect(known.unreadOfMine).to.equal(unread.length);
    }
  });
});
