import { describe, expect, it } from 'vitest';
import type { ConversationView } from '@parlour/shared/model/conversation.js';
import { MemoryConversation } from '../testing/memory-conversation.js';
import { emptyState, hasGap, reduce, type ConversationState } from './state.js';

const view = (changes: Partial<ConversationView>): ConversationView => ({
  ...new MemoryConversation(1, 0, []).view,
  ...changes,
});

const after = (...views: readonly ConversationView[]): ConversationState =>
  views.reduce<ConversationState>(
    (state, conversation) => reduce(state, { type: 'changed', conversation }),
    emptyState('consumer', { state: 'connected', since: 0 }),
  );

describe('place in the queue', () => {
  it('CNV-2 is known while one waits, and no longer; what comes too late changes nothing', () => {
    const waits = reduce(after(view({ state: 'queued', revision: 1 })), { type: 'place', place: 3 });
    expect(waits.place).toBe(3);
    const nearer = reduce(waits, { type: 'place', place: 2 });
    expect(nearer.place).toBe(2);
    const taken = reduce(nearer, {
      type: 'changed',
      conversation: view({ state: 'active', revision: 2 }),
    });
    expect(taken.place).toBeNull();
    expect(reduce(taken, { type: 'place', place: 1 }).place).toBeNull();
  });

  it('CNV-2 comes with every sync, so that one that was missed is put right', () => {
    const conversation = view({ state: 'queued', revision: 1 });
    const waits = reduce(after(conversation), { type: 'place', place: 9 });
    expect(reduce(waits, { type: 'synced', conversation, messages: [], place: 4 }).place).toBe(4);
  });
});

describe('a view that was overtaken on its way', () => {
  it('MSG-5 is known by its revision, even where its head is the newer one', () => {
    const active = view({ state: 'active', revision: 3, head: 1 });
    const stale = view({ state: 'queued', revision: 2, head: 2 });
    for (const state of [after(active, stale), after(stale, active)]) {
      expect(state.conversation?.state).toBe('active');
      expect(state.head).toBe(2);
    }
  });

  it('MSG-5 is asked for again where only its revision was heard of, and not after it came', () => {
    const known = after(view({ revision: 2 }));
    const heard = reduce(known, { type: 'head', seq: 0, revision: 3 });
    expect([hasGap(known), hasGap(heard)]).toEqual([false, true]);
    const synced = reduce(heard, { type: 'synced', conversation: view({ revision: 3 }), messages: [] });
    expect(hasGap(synced)).toBe(false);
  });
});
