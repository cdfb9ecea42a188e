import { expect } from '@open-wc/testing';
import { emulateMedia, setViewport } from '@web/test-runner-commands';
import type * as Axe from 'axe-core';
// It is no module: it puts itself on the window.
import 'axe-core';
import { ChatPage } from './testing/chat-page.js';
import { states } from './testing/states.js';

const { axe } = window as unknown as { axe: typeof Axe };

let page: ChatPage;
afterEach(() => page.remove());

const surroundings = [
  { name: 'wide, light', width: 1280, height: 800, colorScheme: 'light' },
  { name: 'phone, dark', width: 320, height: 640, colorScheme: 'dark' },
] as const;

for (const { name, width, height, colorScheme } of surroundings) {
  describe(name, () => {
    before(async () => {
      await setViewport({ width, height });
      await emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    });
    for (const [state, reach] of Object.entries(states)) {
      it(`WID-7 axe finds nothing: ${state}`, async () => {
        page = new ChatPage();
        await reach(page);
        const { violations } = await axe.run(page.chat);
        expect(
          violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`),
        ).to.deep.equal([]);
      });
    }
  });
}

describe('on a phone', () => {
  before(() => setViewport({ width: 320, height: 640 }));
  after(() => setViewport({ width: 1280, height: 800 }));

  it('WID-9 it fills what is to be seen, and its inputs are large enough not to be zoomed', async () => {
    page = new ChatPage();
    await page.open();
    const { width, height, top, left } = page.one('.panel').getBoundingClientRect();
    expect([left, top, width, height]).to.deep.equal([0, 0, 320, visualViewport?.height]);
    expect(parseFloat(getComputedStyle(page.composer).fontSize)).to.be.at.least(16);
  });

  it('WID-9 nothing is wider than a screen of 320 px', async () => {
    page = new ChatPage();
    await page.start(`${'a'.repeat(300)} https://cars.example/${'b'.repeat(300)}`);
    const body = page.one('.body');
    expect(body.scrollWidth).to.equal(body.clientWidth);
  });
});

describe('right to left', () => {
  it('WID-8 is mirrored: one’s own messages stand at the end of the line', async () => {
    page = new ChatPage();
    await page.start('Hello');
    const panel = page.one('.panel');
    const own = (): number =>
      page.one('.entry.mine .bubble').getBoundingClientRect().left - panel.getBoundingClientRect().left;
    const before = own();
    panel.dir = 'rtl';
    expect(before).to.be.greaterThan(100);
    expect(own()).to.be.lessThan(40);
  });
});
