import './portal.define.js';
import { expect, nextFrame, waitUntil } from '@open-wc/testing';
import type { ConversationId } from '@parlour/shared/model/ids.js';
import { row } from '../../testing/main-street.js';
import { MerchantWorld } from '../../testing/merchant-world.js';
import { all, find, leavePortal, onWideScreen, openPortal } from '../../testing/pages.js';
import { conversation, entry } from '../../testing/samples.js';
import { rowHeight } from './conversation-rows.styles.js';
import { drawn, windowAround } from './row-window.js';

const now = Date.now();
const car = (number: number) => {
  const view = conversation(`n${number}`, { startedAt: now - number * 1_000 });
  return entry(view, { page: `Car ${number}`, preview: null });
};
const busy = (count: number) =>
  new MerchantWorld(Array.from({ length: count }, (_, number) => ({ entry: car(number) })));

/** The row that has the cursor, by its title. */
function focused(): string {
  let active = document.activeElement;
  while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
  return active?.querySelector('.title')?.textContent ?? '';
}

describe('rows of the inbox', () => {
  let world: MerchantWorld;
  const says = (number: number) =>
    world.tell(
      entry(car(number).conversation, {
        page: `Car ${number}`,
        preview: { text: 'Hello?', from: 'consumer', at: Date.now() + 1 },
      }),
    );

  beforeEach(async () => {
    world = busy(400);
    await onWideScreen();
    openPortal('merchant-portal', world.server, '/merchant/all');
    await row(/Car 0/);
  });
  afterEach(leavePortal);

  it('INB-7 whoever has scrolled down keeps what they look at while rows come in above', async () => {
    const list = await find('[role=list]');
    list.scrollTop = 30 * rowHeight + 20;
    const looked = await row(/Car 31/);
    await nextFrame();
    const { top } = looked.getBoundingClientRect();
    for (const number of [45, 46, 47]) says(number);
    await waitUntil(() => looked.parentElement!.ariaPosInSet === '35', 'what is new is not drawn');
    for (let frame = 0; frame < 2; frame++) await nextFrame();
    expect(Math.abs(looked.getBoundingClientRect().top - top)).to.be.lessThan(1);
    expect(list.scrollTop).to.equal(33 * rowHeight + 20);
    expect(all('[role=listitem]').length).to.be.lessThan(40);
  });

  it('INB-7 arrows go from row to row, Tab to one of them, and what happens meanwhile does not take the cursor away', async () => {
    expect(all('[role=listitem] a[tabindex="0"]', /./)).to.have.length(1);
    (await row(/Car 0/)).focus();
    const list = await find('[role=list]');
    const press = (key: string) =>
      list.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
    for (const number of [1, 2, 3]) {
      press('ArrowDown');
      await waitUntil(() => focused() === `Car ${number}`, `the cursor is not at Car ${number}`);
    }
    says(3);
    await waitUntil(() => /Car 3/.test(all('[role=listitem]')[0]!.textContent!), 'it is not the first');
    expect(focused()).to.equal('Car 3');
    list.scrollTop = 30 * rowHeight;
    await row(/Car 31/);
    expect(focused()).to.equal('Car 3');
    press('Home');
    await waitUntil(() => focused() === 'Car 3' && list.scrollTop === 0, 'the first row is not in sight');
  });

  it('INB-7 where the row with the cursor leaves the list, the one in its place has it', async () => {
    (await row(/Car 5/)).focus();
    await nextFrame();
    world.tell(entry({ ...car(5).conversation, state: 'closed', closedAt: Date.now() }));
    await waitUntil(() => focused() === 'Car 6', 'the cursor is nowhere');
  });

  it('INB-7 the row of the conversation that is opened comes into sight', async () => {
    const id: ConversationId = car(40).conversation.id;
    history.pushState(null, '', `/merchant/conversations/${id}?view=all`);
    window.dispatchEvent(new PopStateEvent('popstate'));
    await row(/Car 40/);
    expect((await find('[role=list]')).scrollTop).to.be.greaterThan(0);
  });
});

describe('the window of rows', () => {
  const rowsOf = (window: Parameters<typeof drawn>[0], count: number, kept: number) =>
    drawn(window, count, kept)
      .map((one) => ('room' in one ? `(${one.room})` : one.row))
      .join(' ');

  it('leaves room for what is not drawn, around the row that is kept', () => {
    const window = { start: 3, end: 5 };
    expect(rowsOf(window, 10, -1)).to.equal('(3) 3 4 (5)');
    expect(rowsOf(window, 10, 4)).to.equal('(3) 3 4 (5)');
    expect(rowsOf(window, 10, 1)).to.equal('(1) 1 (1) 3 4 (5)');
    expect(rowsOf(window, 10, 8)).to.equal('(3) 3 4 (3) 8 (1)');
    expect(rowsOf({ start: 0, end: 2 }, 2, -1)).to.equal('0 1');
    expect(rowsOf({ start: 0, end: 0 }, 0, -1)).to.equal('');
  });

  it('covers the screen wherever one scrolls, in a list that grows and shrinks', () => {
    let window = { start: 0, end: 0 };
    for (const [first, count] of [
      [0, 50],
      [3, 50],
      [9, 50],
      [400, 1_000],
      [395, 1_000],
      [990, 1_000],
      [0, 5],
      [0, 0],
    ] as const) {
      window = windowAround(window, first, 10, count);
      expect(window.start).to.be.at.most(first);
      expect(window.end).to.be.at.least(Math.min(count, first + 10));
      expect(window.end).to.be.at.most(count);
      expect(window.end - window.start).to.be.at.most(10 + 2 * 12);
    }
  });
});
