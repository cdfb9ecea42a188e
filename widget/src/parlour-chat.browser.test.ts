// The element on its page, and what is asked before the first message.
import { expect, waitUntil } from '@open-wc/testing';
import { day } from '@parlour/shared/rules/expiry.js';
import { systemClock } from './connection/clock.js';
import { ChatPage } from './testing/chat-page.js';
import { refusal } from './testing/memory-conversation.js';
import { MemoryServer } from './testing/memory-server.js';

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
