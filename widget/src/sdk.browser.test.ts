// WID-10: what a page says to the chat beside opening it: who is signed in, what was agreed to, which language.
import { expect, waitUntil } from '@open-wc/testing';
import { storedKeys } from './device/device.js';
import { ChatPage } from './testing/chat-page.js';
import { refusal } from './testing/memory-conversation.js';

const keys = storedKeys({ site: 'site-key', merchant: 'main-street' });

/** As a merchant's server signs it; here nobody looks at the signature. */
const signed = (sub: string, more = ''): string => `x.${btoa(JSON.stringify({ sub, more }))}.x`;

let page: ChatPage;
afterEach(() => page.remove());

describe('identify', () => {
  it('WID-10 the same person finds their conversation on another device, and nothing is kept on either', async () => {
    page = new ChatPage();
    page.chat.identity = signed('maria');
    await page.start('Is it still there?');
    expect(page.connection.token).to.equal(undefined);
    const { server } = page;
    page.remove();
    page = new ChatPage({ server });
    page.chat.identity = signed('maria', 'another signature');
    await page.sees('Chat');
    await page.click('Open chat');
    await page.sees('Is it still there?');
    expect(localStorage.length).to.equal(0);
  });

  it('WID-10 what the device may remember is not asked of a signed-in person', async () => {
    page = new ChatPage();
    page.chat.identity = signed('maria');
    await page.open();
    expect(page.has('#device_storage')).to.equal(false);
    expect(page.one('#transcript_storage')).to.be.ok;
  });

  it('WID-10 another person on the same page finds nothing of the one before', async () => {
    page = new ChatPage();
    page.chat.identity = signed('maria');
    await page.start('my account number');
    const before = page.connection;
    page.chat.identity = signed('nils');
    await page.sees('What may be kept');
    expect(page.text).not.to.contain('account number');
    expect(before.state).to.equal('disconnected');
    expect(page.connection.person).to.equal('nils');
  });

  it('WID-10 nor does nobody, after a sign-out', async () => {
    page = new ChatPage();
    page.chat.identity = signed('maria');
    await page.start('my account number');
    page.chat.identity = null;
    await page.sees('What may be kept');
    expect(page.text).not.to.contain('account number');
    expect(page.connection.person).to.equal(undefined);
  });

  it('WID-10 signing in takes what a stranger’s chat had kept off the device', async () => {
    page = new ChatPage();
    await page.start('Hello', ['transcript_storage', 'device_storage']);
    await waitUntil(() => localStorage.getItem(keys.token) !== null);
    page.chat.identity = signed('maria');
    await page.sees('What may be kept');
    expect(localStorage.length).to.equal(0);
  });

  it('WID-10 a fresh signature of the same person changes nothing, and is what the next attempt says', async () => {
    page = new ChatPage();
    const said: (string | undefined)[] = [];
    const { connect } = page.chat;
    let handshake: { readonly identity?: string } = {};
    page.chat.connect = (given) => connect((handshake = given));
    page.chat.identity = signed('maria', 'one');
    await page.start();
    const before = page.connection;
    said.push(handshake.identity);
    page.chat.identity = signed('maria', 'two');
    await page.chat.updateComplete;
    said.push(handshake.identity);
    expect(page.connection).to.equal(before);
    expect(page.text).to.contain('Is the blue one still there?');
    expect(said).to.deep.equal([signed('maria', 'one'), signed('maria', 'two')]);
  });

  it('WID-10 a signature that does not hold is said to the page; a fresh one opens the chat', async () => {
    let code: unknown;
    const { server } = (page = new ChatPage());
    page.chat.connect = ({ identity }) =>
      server.connect({
        identity,
        ...(identity === signed('maria') && { refusal: refusal('wrong_identity') }),
      });
    page.chat.addEventListener('parlour:error', ({ detail }) => (code = detail.code));
    page.chat.identity = signed('maria');
    await page.sees('Chat');
    await page.click('Open chat');
    await page.sees('cannot be opened');
    expect(code).to.equal('wrong_identity');
    page.chat.identity = signed('maria', 'fresh');
    await page.sees('What may be kept');
  });
});

describe('setConsent', () => {
  it('WID-10 ticks what was said to the page before the first message, where the person still sees it', async () => {
    page = new ChatPage();
    page.chat.consent = { transcript_storage: true };
    await page.open();
    expect(page.one<HTMLInputElement>('#transcript_storage').checked).to.equal(true);
    expect(page.one<HTMLInputElement>('#device_storage').checked).to.equal(false);
  });

  it('WID-10 CON-4 refusing acts at once in a conversation, and the page is told', async () => {
    page = new ChatPage();
    await page.start('Hello', ['transcript_storage', 'device_storage']);
    await waitUntil(() => localStorage.getItem(keys.token) !== null);
    page.chat.consent = { device_storage: false };
    await waitUntil(() => localStorage.length === 0);
    expect(page.server.conversation.view.consent).to.include({
      transcript_storage: true,
      device_storage: false,
    });
    expect(page.events.filter((name) => name === 'consent:changed')).to.have.length(2);
    expect(saidThrough(page, 'consent.decide')).to.deep.equal([['device_storage', 'refused', 'page']]);
  });

  it('WID-10 CON-7 tells what the page said from what the person chose, who has the last word', async () => {
    page = new ChatPage();
    page.chat.consent = { transcript_storage: true, device_storage: true };
    await page.open();
    page.one('#device_storage').click();
    await page.write('Hello');
    await page.click('Send');
    await waitUntil(() => page.server.calls.some(({ name }) => name === 'conversation.start'));
    expect(saidThrough(page, 'conversation.start')).to.deep.equal([
      ['transcript_storage', 'given', 'page'],
      ['device_storage', 'refused', undefined],
    ]);
  });
});

/** What was answered in the last call of that name, and whether the page had said it. */
function saidThrough({ server }: ChatPage, operation: string) {
  const { input } = server.calls.findLast(({ name }) => name === operation)!;
  const { decisions } = input as {
    decisions: { purpose: string; state: string; through?: string }[];
  };
  return decisions.map(({ purpose, state, through }) => [purpose, state, through]);
}

describe('setLocale and the page’s language', () => {
  it('WID-10 another language at once, in the middle of a conversation', async () => {
    page = new ChatPage();
    await page.start('Hello');
    page.chat.setAttribute('locale', 'de');
    await page.sees('gesendet');
    expect(page.text).to.contain('Hello');
    expect(page.composer.placeholder).to.equal('Nachricht…');
  });

  for (const lang of ['en-', 'en--', 'x', '', 'en_', 'e$', 'en-'.padEnd(80, 'a')]) {
    it(`WID-8 a page that says its language is ${JSON.stringify(lang)} has a chat all the same`, async () => {
      document.documentElement.lang = lang;
      try {
        page = new ChatPage();
        await page.start('Hello');
        expect(page.text).to.match(/Deleted on/);
      } finally {
        document.documentElement.lang = 'en';
      }
    });
  }
});
