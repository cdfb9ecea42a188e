// Locales as they are seen: which one is chosen, mirrored, with no sentence that is not of the catalogue.
import { expect } from '@open-wc/testing';
import { emulateMedia } from '@web/test-runner-commands';
import type * as Axe from 'axe-core';
// It is no module: it puts itself on the window.
import 'axe-core';
import { ChatPage } from '../testing/chat-page.js';
import { texts as arabic } from './ar.js';
import { texts as german } from './de.js';
import { texts as hebrew } from './he.js';
import { laterTexts as arabicLater } from './later/ar.js';

const { axe } = window as unknown as { axe: typeof Axe };

/** What the merchant, the agent and the consumer say in their own words. */
const theirs = (): string[] => [
  page.server.notice.text,
  'Main Street Motors',
  'Ask us about any car you see here.',
  'Ana',
  'Hello',
];

let page: ChatPage;
before(() => emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' }));
afterEach(() => {
  page.remove();
  document.documentElement.lang = 'en';
});

async function startIn(t: typeof arabic, attributes: Record<string, string>): Promise<void> {
  page = new ChatPage({ attributes });
  await page.sees(t.chat);
  await page.click(t.openChat);
  await page.sees(t.choices);
  page.one<HTMLInputElement>('#transcript_storage').click();
  await page.write('Hello');
  await page.click(t.send);
  await page.sees(`· ${t.status.sent}`);
}

/** All that is to be seen or heard, without what somebody wrote. */
function spoken(root: ShadowRoot): string[] {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  const said: string[] = [];
  while (walker.nextNode()) said.push(walker.currentNode.textContent ?? '');
  for (const name of ['aria-label', 'title', 'placeholder', 'alt']) {
    for (const element of root.querySelectorAll(`[${name}]`)) said.push(element.getAttribute(name) ?? '');
  }
  return said.map((text) => theirs().reduce((rest, words) => rest.replaceAll(words, ''), text));
}

const inEnglish = (): string[] => spoken(page.root).filter((text) => /[A-Za-z]/.test(text));

it('WID-8 the page’s language decides, and what the tag says comes before it', async () => {
  document.documentElement.lang = 'de-AT';
  page = new ChatPage();
  await page.sees(german.chat);
  expect(page.button(german.openChat).lang).to.equal('de');
  page.chat.setAttribute('locale', 'he');
  await page.sees(hebrew.chat);
  const { lang, dir } = page.button(hebrew.openChat);
  expect([lang, dir]).to.deep.equal(['he', 'rtl']);
});

it('WID-8 a locale that is not asked for is not fetched', async () => {
  document.documentElement.lang = 'de';
  page = new ChatPage();
  await page.sees(german.chat);
  const fetched = performance.getEntriesByType('resource').map(({ name }) => name);
  expect(fetched.filter((name) => /locales\/(es|fr|pt|ja)\.(js|ts)/.test(name))).to.deep.equal([]);
});

describe('in Arabic', () => {
  beforeEach(async () => {
    await startIn(arabic, { locale: 'ar' });
    page.server.agentAccepts();
    page.server.agentTypes();
    await page.sees(arabic.typing(['Ana']));
  });

  it('WID-8 is mirrored, and axe finds nothing', async () => {
    const panel = page.one('.panel').getBoundingClientRect();
    const own = page.one('.entry.mine .bubble').getBoundingClientRect();
    const send = page.button(arabic.send).getBoundingClientRect();
    expect(own.left - panel.left).to.be.lessThan(40);
    expect(send.left - panel.left).to.be.lessThan(40);
    expect(getComputedStyle(page.composer).direction, 'what is not written yet').to.equal('rtl');
    const { violations } = await axe.run(page.chat);
    expect(
      violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`),
    ).to.deep.equal([]);
  });

  it('WID-8 no text is outside the catalogue: conversation, why, your data, ending, ended, deleted', async () => {
    expect(inEnglish()).to.deep.equal([]);
    await page.click(arabic.why);
    await page.sees(arabicLater.moves);
    expect(inEnglish()).to.deep.equal([]);
    await page.click(arabic.yourData);
    await page.sees(arabicLater.onDevice);
    expect(inEnglish()).to.deep.equal([]);
    await page.click(arabic.end);
    await page.sees(arabicLater.endYes);
    await page.click(arabicLater.endYes);
    await page.sees(arabic.closed);
    expect(inEnglish()).to.deep.equal([]);
    page.server.expire();
    await page.sees(arabic.goneTitle);
    expect(inEnglish()).to.deep.equal([]);
  });

  it('WID-8 no text is outside the catalogue: what goes wrong', async () => {
    page.connection.cut();
    await page.sees(arabic.reconnecting('|').split('|')[0]!);
    expect(inEnglish()).to.deep.equal([]);
  });
});
