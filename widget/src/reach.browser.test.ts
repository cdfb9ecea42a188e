// Every state where it is hardest: mirrored, at 400 %, and in the colours that the person has forced on the page.
import { expect } from '@open-wc/testing';
import { emulateMedia, setViewport } from '@web/test-runner-commands';
import type * as Axe from 'axe-core';
// It is no module: it puts itself on the window.
import 'axe-core';
import { loadLaterTexts } from './locales/load-later-texts.js';
import { ChatPage } from './testing/chat-page.js';
import { states } from './testing/states.js';
import { until } from './testing/until.js';

const { axe } = window as unknown as { axe: typeof Axe };

let page: ChatPage;
afterEach(() => page.remove());

const surroundings = [
  { name: 'right to left at 320 px', width: 320, height: 640, locale: 'ar', forcedColors: 'none' },
  { name: 'at 400 %, in forced colours', width: 320, height: 256, locale: 'de', forcedColors: 'active' },
] as const;

/** What sticks out to either side; the text for screen readers alone does not count. */
const stickingOut = (): string[] =>
  [...page.root.querySelectorAll('*')]
    .filter((one) => {
      const { left, right, width } = one.getBoundingClientRect();
      return width > 1 && (left < -1 || right > innerWidth + 1);
    })
    .map((one) => `${one.localName}.${one.className}`);

for (const { name, width, height, locale, forcedColors } of surroundings) {
  describe(name, () => {
    before(async () => {
      await setViewport({ width, height });
      await emulateMedia({ forcedColors, reducedMotion: 'reduce' });
    });
    after(async () => {
      await setViewport({ width: 1280, height: 800 });
      await emulateMedia({ forcedColors: 'none' });
    });

    for (const [state, reach] of Object.entries(states)) {
      it(`WID-7, WID-8 axe finds nothing, and nothing sticks out: ${state}`, async () => {
        page = new ChatPage();
        await reach(page);
        page.chat.setAttribute('locale', locale);
        await until(() => page.root.querySelector(`[lang=${locale}]`), `it does not speak ${locale}`);
        // The words of what came later come a moment after.
        await loadLaterTexts(locale);
        await page.chat.updateComplete;
        await page.chat.updateComplete;
        expect(stickingOut()).to.deep.equal([]);
        const { violations } = await axe.run(page.chat);
        expect(
          violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`),
        ).to.deep.equal([]);
      });
    }
  });
}

describe('at 400 %', () => {
  before(() => setViewport({ width: 320, height: 256 }));
  after(() => setViewport({ width: 1280, height: 800 }));

  it('WID-7 what is said and what was unfolded have room, and one can write in sight', async () => {
    page = new ChatPage();
    await states.conversation(page);
    expect(page.one('.body').clientHeight).to.be.at.least(120);
    const { bottom } = page.composer.getBoundingClientRect();
    expect(bottom).to.be.at.most(256);
    await page.click('Why?');
    await page.sees('That is in 30 days');
    const sheet = page.one('.sheet');
    expect(sheet.clientHeight).to.equal(sheet.scrollHeight);
    await until(() => sheet.getBoundingClientRect().top < 160, 'what was unfolded is not in sight');
  });
});

it('WID-7 why a first message was not taken is in sight where one writes', async () => {
  page = new ChatPage();
  await states.blocked(page);
  const alert = page.one('.panel > [role=alert]').getBoundingClientRect();
  const composer = page.composer.getBoundingClientRect();
  expect(alert.height).to.be.greaterThan(10);
  expect(alert.bottom).to.be.at.most(composer.top);
  expect(alert.top).to.be.greaterThan(page.one('.panel').getBoundingClientRect().top);
});

it('WID-10 another language loses nothing that is typed, whatever comes later', async () => {
  page = new ChatPage();
  await states['a code is entered'](page);
  const field = page.one<HTMLInputElement>('#resume-code');
  field.value = 'ABCDE';
  page.chat.setAttribute('locale', 'he');
  await loadLaterTexts('he');
  await until(() => page.text.includes('הקוד שלך'), 'it does not speak Hebrew');
  expect(page.one<HTMLInputElement>('#resume-code').value).to.equal('ABCDE');
});
