import { expect, waitUntil } from '@open-wc/testing';
import { day } from '@parlour/shared/rules/expiry.js';
import { systemClock } from './connection/clock.js';
import { storedKeys } from './device/device.js';
import { ChatPage } from './testing/chat-page.js';
import { refusal } from './testing/memory-conversation.js';
import { MemoryServer } from './testing/memory-server.js';

const keys = storedKeys({ site: 'site-key', merchant: 'main-street' });

let page: ChatPage;
afterEach(() => page.remove());

describe('before a conversation', () => {
  it('WID-1 until it is opened there is a launcher and nothing else: no connection, no key', async () => {
    page = new ChatPage();
    await page.sees('Chat');
    expect(page.server.connections).to.have.length(0);
    expect(localStorage.length).to.equal(0);
    await page.open();
    expect(page.server.connections).to.have.length(1);
    expect(localStorage.length).to.equal(0);
  });

  it('CON-1 each purpose is asked on its own, unticked, and says what follows', async () => {
    page = new ChatPage();
    await page.open();
    const group = page.one('fieldset');
    const boxes = [...group.querySelectorAll('input')];
    expect(boxes.map(({ type, checked }) => [type, checked])).to.deep.equal([
      ['checkbox', false],
      ['checkbox', false],
    ]);
    expect(group.textContent).to.contain('deleted 15 minutes after the conversation ends');
    expect(page.text).to.contain(page.server.notice.text);
  });

  it('CON-5 the promise follows the ticks before anything is sent', async () => {
    page = new ChatPage();
    await page.open();
    expect(page.text).to.contain('Deleted 15 minutes after the conversation ends.');
    page.one('#transcript_storage').click();
    await page.sees('Deleted 30 days after the conversation ends.');
  });

  it('RET-14 CON-5 a law that keeps the whole conversation is said before anything is sent, whatever is ticked', async () => {
    const server = new MemoryServer(systemClock);
    server.law = { basis: 'Securities Trading Act § 83', keep: 400 * day };
    page = new ChatPage({ server });
    await page.open();
    const group = page.one('fieldset');
    expect(group.textContent).to.contain('Securities Trading Act § 83');
    expect(page.text).not.to.contain('15 minutes');
    await page.sees('Deleted 400 days after the conversation ends.');
    page.one('#transcript_storage').click();
    await page.sees('Deleted 400 days after the conversation ends.');
  });

  it('CON-2 the first message starts it with an answer for both purposes and the hash of the notice', async () => {
    page = new ChatPage();
    await page.start('Hello', ['transcript_storage']);
    const start = page.server.calls.find(({ name }) => name === 'conversation.start');
    expect(start?.input).to.deep.include({
      notice: page.server.notice.sha256,
      decisions: [
        { purpose: 'transcript_storage', state: 'given' },
        { purpose: 'device_storage', state: 'refused' },
      ],
      locale: 'en',
    });
    expect(page.connection.token).to.match(/^[A-Za-z0-9_-]{43}$/);
  });

  it('CON-3 a notice that has changed meanwhile is shown again, and what was written is kept', async () => {
    page = new ChatPage();
    await page.open();
    page.server.notice = { ...page.server.notice, sha256: 'b'.repeat(64), text: 'The new notice.' };
    await page.write('Hello');
    await page.click('Send');
    await page.sees('This notice has changed since you saw it.');
    expect(page.text).to.contain('The new notice.');
    expect(page.composer.value).to.equal('Hello');
    await page.click('Send');
    await waitUntil(() => page.server.conversations.length === 1);
  });

  it('POL-4 a version that has been announced is told, with a link to it and to what changes', async () => {
    page = new ChatPage();
    page.chat.server = 'https://chat.example';
    page.server.coming = [
      {
        title: 'Privacy agreement',
        version: '2.0.0',
        summary: 'Shorter.',
        effectiveAt: Date.UTC(2_100, 0, 20, 12),
        address: '/policies/consumer/privacy-agreement/2.0.0',
      },
    ];
    await page.open();
    await page.sees('A new version of “Privacy agreement” applies from 20 January 2100.');
    expect(
      [...page.root.querySelectorAll('.line a')].map((link) => (link as HTMLAnchorElement).href),
    ).to.deep.equal([
      'https://chat.example/policies/consumer/privacy-agreement/2.0.0',
      'https://chat.example/policies/consumer/privacy-agreement/2.0.0/changes',
    ]);
  });

  it('WID-14 where the key does not belong to the page it shows nothing and says one thing in the console', async () => {
    const said: unknown[] = [];
    const before = console.error;
    console.error = (...words: unknown[]) => void said.push(words.join(' '));
    page = new ChatPage({ refusal: refusal('wrong_origin') });
    await page.sees('Chat');
    await page.click('Open chat');
    await waitUntil(() => page.text.trim() === '');
    console.error = before;
    expect(said).to.have.length(1);
    expect(said[0]).to.match(/^Parlour: /);
    expect(page.events).to.include('error');
  });

  it('MSG-14 a start that is refused says why and keeps what was written', async () => {
    page = new ChatPage();
    await page.open();
    page.server.refuse.set('conversation.start', refusal('too_many_requests', { retryAfterMs: 7_000 }));
    await page.write('Hello');
    await page.click('Send');
    await page.sees('That was a lot at once. Please wait 7 s.');
    expect(page.composer.value).to.equal('Hello');
  });
});

describe('a conversation', () => {
  it('MSG-10 one’s own message goes from sent to read', async () => {
    page = new ChatPage();
    await page.start();
    await page.sees('· sent');
    page.server.agentAccepts();
    page.server.agentReads();
    await page.sees('· read');
    expect(page.text).to.contain('Ana is answering you.');
    expect(page.text).to.contain('Ana is here');
  });

  it('MSG-10 what is on the screen is told as read; what is not, is not', async () => {
    page = new ChatPage();
    await page.start();
    page.server.agentSays('Yes!');
    await page.sees('Yes!');
    await waitUntil(() => page.server.conversation.view.cursors['consumer']?.read === 2);
    await page.click('Minimise');
    page.server.agentSays('Come by.');
    await waitUntil(() => page.server.conversation.view.cursors['consumer']?.delivered === 3);
    expect(page.server.conversation.view.cursors['consumer']?.read).to.equal(2);
    // What is seen begins its name, for whoever speaks to the machine (WCAG 2.5.3).
    expect(page.button('Chat · 1').getAttribute('aria-label')).to.equal('Chat · 1, 1 new message');
  });

  it('MSG-7 a message that is refused is shown as failed, with retry', async () => {
    page = new ChatPage();
    await page.start();
    page.server.refuse.set('message.send', refusal('conflict'));
    await page.write('again');
    await page.click('Send');
    await page.sees('not delivered');
    await page.click('Try again');
    await waitUntil(() => page.server.conversation.view.head === 2);
    await waitUntil(() => !page.text.includes('not delivered'));
  });

  it('MSG-9 shows who is typing', async () => {
    page = new ChatPage();
    await page.start();
    page.server.agentTypes();
    await page.sees('Ana is typing…');
    page.server.agentTypes(false);
    await waitUntil(() => !page.text.includes('typing'));
  });

  it('MSG-11 near the limit it counts, beyond it nothing is cut off and nothing sent', async () => {
    page = new ChatPage();
    await page.start();
    await page.write('a'.repeat(3_900));
    await page.sees('100 left');
    await page.write('a'.repeat(4_007));
    await page.sees('7 too many');
    expect(page.button('Send').getAttribute('aria-disabled')).to.equal('true');
    await page.click('Send');
    expect(page.composer.value).to.have.length(4_007);
  });

  it('MSG-13 a link is clickable, markup is text, and nothing else becomes a link', async () => {
    page = new ChatPage();
    await page.start();
    page.server.agentSays('<b>see</b> https://cars.example/7 or javascript:alert(1)');
    await page.sees('<b>see</b>');
    const links = [...page.root.querySelectorAll('a')];
    expect(links.map(({ href, rel }) => [href, rel])).to.deep.equal([
      ['https://cars.example/7', 'noopener noreferrer nofollow'],
    ]);
  });

  it('RET-1 the date is always in sight, and “Why?” gives each rule that counted', async () => {
    page = new ChatPage();
    await page.start();
    expect(page.text).to.match(/Deleted on \d{1,2} [A-Z][a-z]+( \d{4})?\. Why\?/);
    await page.click('Why?');
    await page.sees('That is in 30 days:');
    expect(page.text).to.contain('The merchant keeps conversations for 30 days.');
    expect(page.button('Why?').getAttribute('aria-expanded')).to.equal('true');
  });

  it('CNV-5 when it is closed it says so; the next one begins with the notice', async () => {
    page = new ChatPage();
    await page.start();
    await page.click('End conversation');
    await page.click('End it');
    await page.sees('This conversation has ended.');
    expect(page.has('.write textarea')).to.equal(false);
    await page.click('Start a new one');
    await page.sees('What may be kept');
    expect(page.one<HTMLInputElement>('#transcript_storage').checked).to.equal(false);
    await page.write('Another question');
    await page.click('Send');
    await waitUntil(() => page.server.conversations.length === 2);
    expect(page.events).to.include('conversation:ended');
  });

  it('RET-2 at its date it is gone from the screen, which says what happened', async () => {
    page = new ChatPage();
    await page.start('a canary');
    page.server.expire();
    await page.sees('Deleted, as promised');
    expect(page.text).not.to.contain('a canary');
    await page.click('Start a new one');
    await page.sees('What may be kept');
  });

  it('WID-13 without a connection it says since when, and what is written meanwhile is sent afterwards', async () => {
    page = new ChatPage();
    await page.start();
    page.connection.cut();
    await page.sees('No connection since');
    await page.write('in a tunnel');
    await page.click('Send');
    await page.sees('· waiting');
    page.connection.mend();
    await waitUntil(() => page.server.conversation.view.head === 2);
    await waitUntil(() => !page.text.includes('No connection'));
  });
});

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

describe('on the page', () => {
  it('WID-10 the element may be moved, taken off and put back without losing the conversation', async () => {
    page = new ChatPage();
    await page.start();
    const { connection } = page;
    document.body.append(document.createElement('hr'), page.chat);
    await Promise.resolve();
    expect(connection.state).to.equal('connected');
    page.chat.remove();
    await waitUntil(() => connection.state === 'disconnected');
    document.body.append(page.chat);
    await page.sees('Is the blue one still there?');
    document.querySelector('hr')?.remove();
  });

  it('WID-10 reset makes the next opening a stranger’s', async () => {
    page = new ChatPage();
    await page.start('Hello', ['device_storage']);
    page.chat.reset();
    await page.chat.updateComplete;
    expect(localStorage.length).to.equal(0);
    await page.open();
    expect(page.connection.token).to.equal(undefined);
  });
});
