// A conversation that was begun elsewhere goes on here by its code: every state, over a server in memory.
import { expect, waitUntil } from '@open-wc/testing';
import { emulateMedia, setViewport } from '@web/test-runner-commands';
import type * as Axe from 'axe-core';
// It is no module: it puts itself on the window.
import 'axe-core/axe.js';
import { ChatPage } from '../testing/chat-page.js';
import { refusal } from '../testing/memory-conversation.js';

declare const axe: typeof Axe;

let pages: ChatPage[] = [];

/** A chat on another device with what was said in it, and the code that was made for it. */
async function begun(ticked: readonly string[] = ['transcript_storage']): Promise<ChatPage> {
  const first = new ChatPage();
  pages.push(first);
  await first.start('Is the blue one still there?', ticked);
  first.server.agentSays('Yes, until six.');
  await first.sees('until six');
  await first.click('Your data');
  await first.click('Make a code');
  await first.sees('ABCDE');
  // The other device is another browser: nothing of it is stored in this one.
  localStorage.clear();
  return first;
}

const codeOf = ({ server }: ChatPage): string => [...server.codes.keys()][0] ?? '';

/** A widget elsewhere, up to where a code is entered. */
async function entering(first: ChatPage): Promise<ChatPage> {
  const second = new ChatPage({ server: first.server });
  pages.push(second);
  await second.open();
  await second.click('I have a code');
  await second.sees('Your code');
  return second;
}

async function enter(page: ChatPage, code: string, keep = false): Promise<void> {
  page.one<HTMLInputElement>('#resume-code').value = code;
  if (keep) page.one<HTMLInputElement>('#resume-keep').click();
  await page.click('Go on with it');
}

async function resumed(first: ChatPage, keep = false): Promise<ChatPage> {
  const second = await entering(first);
  await enter(second, codeOf(first), keep);
  await second.sees('until six');
  return second;
}

const inView = ({ root }: ChatPage): string | null | undefined =>
  root.activeElement?.getAttribute('aria-label') ?? root.activeElement?.id;

async function findsNothing(page: ChatPage): Promise<void> {
  // There is one chat on a device: the other one is out of the way while this is looked at.
  for (const other of pages) if (other !== page) other.chat.open = false;
  await Promise.all(pages.map(({ chat }) => chat.updateComplete));
  const { violations } = await axe.run(page.chat);
  expect(
    violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`),
  ).to.deep.equal([]);
}

// What is still fading in has no colour of its own yet.
before(() => emulateMedia({ reducedMotion: 'reduce' }));

afterEach(() => {
  for (const page of pages) page.remove();
  pages = [];
});

describe('a code, where a new chat would begin', () => {
  it('WID-15 brings the conversation here: transcript, composer, and what is said on the other device', async () => {
    const first = await begun();
    const second = await resumed(first);
    expect(second.text).to.contain('Is the blue one still there?');
    expect(second.has('#resume-code')).to.equal(false);
    await waitUntil(() => inView(second) === 'Message', 'the focus is not where one writes');
    await second.write('I am on the train now');
    await second.click('Send');
    await first.sees('I am on the train now');
    first.server.agentSays('Safe travels');
    await second.sees('Safe travels');
    first.server.agentCloses();
    // Its code is fetched now.
    await waitUntil(() => second.text.includes('How was it?'), 'it is not asked how it was', {
      timeout: 5_000,
    });
  });

  it('WID-15 however it is typed: with spaces, without lines between, in small letters', async () => {
    const first = await begun();
    const second = await entering(first);
    await enter(
      second,
      ` ${codeOf(first)
        .toLowerCase()
        .replace(/(.{5})/g, '$1 ')} `,
    );
    await second.sees('until six');
  });

  it('WID-15 a wrong one says so, and what may be the matter; the field has the focus and may be mended', async () => {
    const first = await begun();
    const second = await entering(first);
    await enter(second, 'AAAAA-AAAAA-AAAAA-AAAAA');
    await second.sees('This code opens nothing here');
    const field = second.one<HTMLInputElement>('#resume-code');
    expect(second.root.activeElement === field).to.equal(true);
    expect(field.getAttribute('aria-invalid')).to.equal('true');
    expect(second.one('#resume-failed').getAttribute('role')).to.equal('alert');
    await findsNothing(second);
    await enter(second, codeOf(first));
    await second.sees('until six');
  });

  it('WID-15 after too many tries it says when the next may be', async () => {
    const second = await entering(await begun());
    second.server.refuse.set('access.resume', refusal('too_many_requests', { retryAfterMs: 90_000 }));
    await enter(second, 'AAAAA-AAAAA-AAAAA-AAAAA');
    await second.sees('Please wait 90 s.');
  });

  it('WID-15 without a connection it says so, waits, and goes on once there is one', async () => {
    const first = await begun();
    const second = await entering(first);
    const { connection } = second;
    connection.cut();
    await second.sees('No connection since');
    await enter(second, codeOf(first));
    await second.sees('Looking for it…');
    expect(second.button('Go on with it').getAttribute('aria-disabled')).to.equal('true');
    await findsNothing(second);
    connection.mend();
    await second.sees('until six');
  });

  it('WID-15 an answer that was lost on the way can be asked for again', async () => {
    const first = await begun();
    const second = await entering(first);
    const { connection } = second;
    connection.cut();
    await enter(second, codeOf(first));
    await second.sees('Looking for it…');
    connection.cut();
    connection.close();
    await second.sees('There was no answer. Try again.');
    expect(second.button('Go on with it').getAttribute('aria-disabled')).to.equal('false');
    await findsNothing(second);
  });

  it('WID-15 is not asked of whoever is signed in on the page', async () => {
    const page = new ChatPage();
    pages.push(page);
    page.chat.identity = 'a.eyJzdWIiOiJhbiJ9.c';
    await page.open();
    expect(page.text).not.to.contain('I have a code');
  });

  it('WID-15 Escape closes it, and the focus is where it came from', async () => {
    const second = await entering(await begun());
    await waitUntil(() => inView(second) === 'I have a code', 'the focus is not in it');
    await second.press('Escape');
    expect(second.has('#resume-code')).to.equal(false);
    await waitUntil(() => second.root.activeElement?.textContent?.trim() === 'I have a code');
  });
});

describe('what is kept of it here', () => {
  it('WID-15, WID-3 nothing, also where the other device may remember: it is asked for each, unticked', async () => {
    const first = await begun(['transcript_storage', 'device_storage']);
    const second = await entering(first);
    expect(second.one<HTMLInputElement>('#resume-keep').checked).to.equal(false);
    await enter(second, codeOf(first));
    await second.sees('until six');
    expect(Object.keys(localStorage)).to.deep.equal([]);
    await second.write('and nothing is kept of what waits either');
    second.connection.cut();
    await second.click('Send');
    expect(Object.keys(localStorage)).to.deep.equal([]);
  });

  it('WID-15, WID-3 ticked, it is there after a reload, and the consent is recorded where it was not given', async () => {
    const second = await resumed(await begun(), true);
    await waitUntil(() => Object.keys(localStorage).length === 1, 'nothing was kept');
    expect(second.server.calls.some(({ name }) => name === 'consent.decide')).to.equal(true);
    const third = new ChatPage({ server: second.server });
    pages.push(third);
    await third.sees('Chat');
    await third.click('Open chat');
    await third.sees('until six');
  });

  it('WID-15 agreed to later, in "Your data", it is kept then; withdrawn anywhere, it is removed', async () => {
    const first = await begun();
    const second = await resumed(first);
    await second.click('Your data');
    await second.sees('Nothing is stored on this device');
    second.one('#device_storage').click();
    await waitUntil(() => Object.keys(localStorage).length === 1, 'nothing was kept');
    await first.sees('What you agreed to');
    first.one('#device_storage').click();
    await waitUntil(() => Object.keys(localStorage).length === 0, 'it was not removed');
  });
});

describe('when it is closed from elsewhere', () => {
  it('WID-15 a newer code ends it at once: it is said why, what was not sent is still there, and one may begin anew', async () => {
    const first = await begun();
    const second = await resumed(first);
    second.connection.cut();
    await second.write('never sent');
    await second.click('Send');
    first.server.endResumed();
    await second.sees('not open here any more');
    expect(second.text).not.to.contain('until six');
    expect(second.composer.value).to.equal('never sent');
    // Whoever is a stranger now has agreed to nothing.
    expect(
      [...second.root.querySelectorAll<HTMLInputElement>('.card input')].some((one) => one.checked),
    ).to.equal(false);
    await findsNothing(second);
    await second.click('Send');
    await second.sees('· sent');
    expect(first.text).not.to.contain('never sent');
    await second.sees('never sent');
    expect(second.text).not.to.contain('not open here any more');
  });

  it('WID-15 what is kept of a token that opens nothing any more is removed, and the chat begins as for anybody', async () => {
    const first = await begun();
    const second = await resumed(first, true);
    await waitUntil(() => Object.keys(localStorage).length === 1, 'nothing was kept');
    second.chat.remove();
    // It leaves in the turn after.
    await new Promise((left) => setTimeout(left));
    first.server.endResumed();
    const third = new ChatPage({ server: first.server });
    pages.push(third);
    await third.open();
    await third.sees('not open here any more');
    expect(Object.keys(localStorage)).to.deep.equal([]);
  });

  it('WID-15 deleted under their eyes, it says that it was deleted', async () => {
    const first = await begun();
    const second = await resumed(first);
    first.server.expire();
    await second.sees('Deleted, as promised');
    first.server.endResumed();
    await second.click('Start a new one');
    await second.sees('What may be kept');
    expect(second.text).not.to.contain('not open here any more');
  });
});

for (const { name, width, height, colorScheme } of [
  { name: 'wide, light', width: 1280, height: 800, colorScheme: 'light' },
  { name: 'phone, dark', width: 320, height: 640, colorScheme: 'dark' },
] as const)
  describe(name, () => {
    before(async () => {
      await setViewport({ width, height });
      await emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    });
    after(() => setViewport({ width: 1280, height: 800 }));

    it('WID-7, WID-15 axe finds nothing where a code is entered, and nothing is wider than it may be', async () => {
      const second = await entering(await begun());
      await findsNothing(second);
      const sheet = second.one('.sheet');
      expect(sheet.scrollWidth).to.equal(sheet.clientWidth);
      expect(parseFloat(getComputedStyle(second.one('#resume-code')).fontSize)).to.be.at.least(16);
    });
  });

it('WID-8, WID-15 is mirrored where one writes from the right; the code is not', async () => {
  const first = await begun();
  const second = new ChatPage({ server: first.server, attributes: { locale: 'ar' } });
  pages.push(second);
  await second.click('فتح الدردشة');
  await second.click('لديّ رمز');
  await second.sees('رمزك');
  expect(getComputedStyle(second.one('.sheet')).direction).to.equal('rtl');
  expect(getComputedStyle(second.one('#resume-code')).direction).to.equal('ltr');
});
