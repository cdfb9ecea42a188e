// With the keyboard alone, and where the focus goes.
import { expect, waitUntil } from '@open-wc/testing';
import { ChatPage } from './testing/chat-page.js';

let page: ChatPage;
afterEach(() => page.remove());

describe('by keyboard', () => {
  it('WID-7 opening moves the focus into the composer, Escape brings it back to the launcher', async () => {
    page = new ChatPage();
    await page.open();
    expect(page.root.activeElement === page.composer).to.equal(true);
    await page.press('Escape');
    expect(page.root.activeElement === page.button('Open chat')).to.equal(true);
    expect(page.events).to.deep.equal(['opened', 'closed']);
  });

  it('WID-7 a sheet takes the focus, and Escape gives it back to what opened it', async () => {
    page = new ChatPage();
    await page.start();
    await page.click('Why?');
    await waitUntil(() => page.root.activeElement === page.one('.sheet'));
    await page.press('Escape');
    await waitUntil(() => page.root.activeElement === page.button('Why?'));
  });

  it('WID-7 Enter sends, Shift+Enter does not, nor does Enter that ends a composition', async () => {
    page = new ChatPage();
    await page.start();
    page.composer.focus();
    await page.write('second');
    await page.press('Enter', { shiftKey: true });
    await page.press('Enter', { isComposing: true });
    expect(page.composer.value).to.equal('second');
    await page.press('Enter');
    await waitUntil(() => page.server.conversation.view.head === 2);
    expect(page.composer.value).to.equal('');
  });

  it('WID-7 a message is announced once: what is stored is only ever added to the log', async () => {
    page = new ChatPage();
    await page.start();
    const log = page.one('[role=log]');
    const stored = (): Element[] => [...log.children].filter((child) => child.matches('.entry'));
    const [first] = stored();
    await page.write('second');
    await page.click('Send');
    await waitUntil(() => stored().length === 2);
    expect(stored()[0]).to.equal(first);
    expect(page.one('.waiting').getAttribute('aria-live')).to.equal('off');
  });
});
