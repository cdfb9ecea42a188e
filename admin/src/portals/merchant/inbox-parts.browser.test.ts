import { expect } from '@open-wc/testing';
import type { ConversationId } from '@parlour/shared/model/ids.js';
import { matchPath } from '../../ui/route.js';
import { ana, anaAsAgent, ben, conversation, entry, happened, id, said } from '../../testing/samples.js';
import { belongs, inOrder, neighbour, recount } from './inbox-order.js';
import { logItems } from './message-groups.js';
import { pathOf, placeOf } from './places.js';

const queued = entry(conversation('one'), { waitingSince: 1_000 });
const later = entry(conversation('two'), { waitingSince: 2_000 });
const mine = entry(conversation('three', { state: 'active', agent: anaAsAgent }));
const theirs = entry(conversation('four', { state: 'active', agent: ben }));
const closed = entry(conversation('five', { state: 'closed', closedAt: 1 }));

describe('inbox order', () => {
  it('puts each conversation into its views', () => {
    const viewsOf = (row: typeof queued) =>
      (['queue', 'mine', 'all', 'closed'] as const).filter((view) => belongs(row, view, ana.id));
    expect(viewsOf(queued)).to.deep.equal(['queue', 'all']);
    expect(viewsOf(mine)).to.deep.equal(['mine', 'all']);
    expect(viewsOf(theirs)).to.deep.equal(['all']);
    expect(viewsOf(closed)).to.deep.equal(['closed']);
  });

  it('has the longest waiting first in the queue', () => {
    expect([later, queued].toSorted(inOrder('queue'))).to.deep.equal([queued, later]);
  });

  it('counts what changes, and never below nothing', () => {
    const counts = { queue: 1, mine: 0, all: 1 };
    expect(recount(counts, queued, mine, ana.id)).to.deep.equal({ queue: 0, mine: 1, all: 1 });
    expect(recount(counts, null, theirs, ana.id)).to.deep.equal({ queue: 1, mine: 0, all: 2 });
    expect(recount({ queue: 0, mine: 0, all: 0 }, queued, null, ana.id)).to.deep.equal({
      queue: 0,
      mine: 0,
      all: 0,
    });
  });

  it('finds the neighbour, and stops at both ends', () => {
    const list = [queued, later, mine];
    const [first, second, third] = list.map((row) => row.conversation.id);
    expect(neighbour(list, first!, 1)).to.equal(second);
    expect(neighbour(list, second!, -1)).to.equal(first);
    expect(neighbour(list, third!, 1)).to.equal(null);
    expect(neighbour(list, null, 1)).to.equal(first);
    expect(neighbour(list, null, -1)).to.equal(third);
    expect(neighbour([], null, 1)).to.equal(null);
  });
});

describe('places of the inbox', () => {
  const at = (address: string) => {
    const { pathname, search } = new URL(address, 'http://localhost');
    return placeOf({ path: pathname, query: new URLSearchParams(search) });
  };

  it('has an address for each, and finds it again', () => {
    const blue = id<ConversationId>('conversation', 'blue');
    for (const view of ['queue', 'mine', 'all', 'closed'] as const) {
      for (const open of [null, blue]) {
        expect(at(pathOf({ view, conversation: open }))).to.deep.equal({ view, conversation: open });
      }
    }
  });

  it('takes for the queue what leads nowhere', () => {
    const nowhere = { view: 'queue', conversation: null };
    for (const address of ['/nowhere', '/conversations/__proto__', '/conversations/cnv_short', '/a/b/c']) {
      expect(at(address)).to.deep.equal(nowhere);
    }
  });

  it('matches a path part by part', () => {
    expect(matchPath('/a/:id', '/a/b%2Fc')).to.deep.equal({ id: 'b/c' });
    expect(matchPath('/a/:id', '/a/')).to.equal(null);
    expect(matchPath('/a/:id', '/a/b/c')).to.equal(null);
    expect(matchPath('/a/:id', '/a/%')).to.equal(null);
  });
});

describe('log', () => {
  const view = conversation('log');
  const now = Date.now();

  it('MSG-3 keeps the order and groups by sender and minute', () => {
    const messages = [
      { ...said(view, 1, 'a'), at: now },
      { ...said(view, 2, 'b'), at: now + 1_000 },
      { ...happened(view, 3, 'accepted', anaAsAgent), at: now + 2_000 },
      { ...said(view, 4, 'c', anaAsAgent), at: now + 3_000 },
      { ...said(view, 5, 'd', ben), at: now + 4_000 },
      { ...said(view, 6, 'e', ben), at: now + 90_000 },
    ];
    const items = logItems(messages, [], ana.id).filter((item) => item.is !== 'day');
    expect(
      items.map((item) =>
        item.is === 'group'
          ? `${item.from}:${item.messages.map((message) => (message.kind === 'text' ? message.text : message.file.name)).join('')}`
          : item.is,
      ),
    ).to.deep.equal(['consumer:ab', 'event', 'me:c', 'colleague:d', 'colleague:e']);
  });

  it('begins each day with its date', () => {
    const messages = [
      { ...said(view, 1, 'a'), at: now - 3 * 86_400_000 },
      { ...said(view, 2, 'b'), at: now },
    ];
    expect(logItems(messages, [], ana.id).map(({ is }) => is)).to.deep.equal([
      'day',
      'group',
      'day',
      'group',
    ]);
  });
});
