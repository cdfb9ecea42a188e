// What the device keeps, when, and what is removed again.
import { expect, waitUntil } from '@open-wc/testing';
import { systemClock } from './connection/clock.js';
import { storedKeys } from './device/device.js';
import { ChatPage } from './testing/chat-page.js';
import { refusal } from './testing/memory-conversation.js';
import { MemoryServer } from './testing/memory-server.js';

const keys = storedKeys({ site: 'site-key', merchant: 'main-street' });

let page: ChatPage;
afterEach(() => page.remove());

describe('what is kept on the device', () => {
  it('WID-3 refused: nothing is written, and leaving the page ends it', async () => {
    page = new ChatPage();
    await page.start();
    await page.click('Your data');
    await page.sees('Nothing is stored on this device.');
    expect(localStorage.length).to.equal(0);
  });

  it('WID-3 a start that was refused leaves nothing on the device', async () => {
    page = new ChatPage();
    await page.open();
    page.one('#device_storage').click();
    page.server.refuse.set('conversation.start', refusal('too_many_requests'));
    await page.write('Hello');
    await page.click('Send');
    expect(localStorage.length).to.equal(2);
    await page.sees('That was a lot at once.');
    expect(localStorage.length).to.equal(0);
  });

  it('WID-3 given: exactly the keys of the inventory, listed and cleared under “Your data”', async () => {
    page = new ChatPage();
    await page.start('Hello', ['transcript_storage', 'device_storage']);
    await waitUntil(() => localStorage.getItem(keys.token) === page.connection.token);
    expect(Object.keys(localStorage)).to.deep.equal([keys.token]);
    await page.click('Your data');
    await page.sees('A random number by which this conversation is found again');
    await page.click('Remove from this device');
    await page.sees('Nothing is stored on this device.');
    expect(page.server.conversation.view.consent.device_storage).to.equal(false);
    expect(localStorage.length).to.equal(0);
  });

  it('CON-4 a withdrawal acts at once', async () => {
    page = new ChatPage();
    await page.start('Hello', ['transcript_storage', 'device_storage']);
    await page.click('Your data');
    await page.sees('What you agreed to');
    page.one<HTMLInputElement>('.sheet #transcript_storage').click();
    await waitUntil(() => !page.server.conversation.view.consent.transcript_storage);
    page.one<HTMLInputElement>('.sheet #device_storage').click();
    await waitUntil(() => localStorage.length === 0);
    expect(page.one('.promise').textContent).to.contain('Deleted');
  });

  it('MSG-7 given: a reload finds the conversation again', async () => {
    const server = new MemoryServer(systemClock);
    page = new ChatPage({ server });
    await page.start('Hello', ['device_storage']);
    page.chat.remove();
    page = new ChatPage({ server });
    await page.sees('Chat');
    await page.click('Open chat');
    await page.sees('Hello');
    expect(page.root.querySelectorAll('.bubble')).to.have.length(1);
  });

  it('MSG-7 given: what had not gone out before a reload goes out after it, once', async () => {
    const server = new MemoryServer(systemClock);
    page = new ChatPage({ server });
    await page.start('Hello', ['device_storage']);
    page.connection.cut();
    await page.write('in a tunnel');
    await page.click('Send');
    expect(Object.keys(localStorage).sort()).to.deep.equal(Object.values(keys).sort());
    page.chat.remove();
    page = new ChatPage({ server });
    await page.sees('Chat');
    await page.click('Open chat');
    await waitUntil(() => server.conversation.view.head === 2);
    await waitUntil(() => localStorage.getItem(keys.outbox) === null);
    expect(page.root.querySelectorAll('.bubble')).to.have.length(2);
  });

  it('MSG-7 given: a reload while the first message is on its way loses neither it nor the conversation', async () => {
    const server = new MemoryServer(systemClock);
    for (const lost of ['start', 'send'] as const) {
      page = new ChatPage({ server });
      await page.open();
      page.one('#device_storage').click();
      await page.write(`lost at ${lost}`);
      page.button('Send').click();
      if (lost === 'send') await waitUntil(() => server.conversations.length === 1);
      page.chat.remove();
      page = new ChatPage({ server });
      await page.sees('Chat');
      await page.click('Open chat');
      if (lost === 'send') break;
      await page.sees('What may be kept');
      expect(page.composer.value).to.equal('lost at start');
      page.remove();
    }
    await waitUntil(() => server.conversation.view.head === 1);
    await page.sees('lost at send');
    expect(page.root.querySelectorAll('.bubble')).to.have.length(1);
  });

  it('MSG-8 a tab that waits on the consent card joins what another has started', async () => {
    const server = new MemoryServer(systemClock);
    page = new ChatPage({ server });
    await page.open();
    const other = new ChatPage({ server });
    await other.start('From the other tab', ['device_storage']);
    const newValue = localStorage.getItem(keys.token);
    dispatchEvent(new StorageEvent('storage', { key: keys.token, newValue }));
    await page.sees('From the other tab');
    other.remove();
  });

  it('WID-2 with a storage that throws the whole chat works', async () => {
    const before = Object.getOwnPropertyDescriptor(window, 'localStorage')!;
    Object.defineProperty(window, 'localStorage', {
      configurable: true,
      get() {
        throw new DOMException('denied', 'SecurityError');
      },
    });
    try {
      page = new ChatPage();
      await page.start('Hello', ['transcript_storage', 'device_storage']);
      page.server.agentSays('Welcome');
      await page.sees('Welcome');
      await page.click('Your data');
      await page.sees('This browser lets us store nothing.');
    } finally {
      Object.defineProperty(window, 'localStorage', before);
    }
  });
});
