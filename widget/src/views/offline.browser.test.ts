import { expect, waitUntil } from '@open-wc/testing';
import { systemClock } from '../connection/clock.js';
import { ChatPage } from '../testing/chat-page.js';
import { MemoryServer } from '../testing/memory-server.js';

let page: ChatPage;
afterEach(() => page.remove());

const serverThat = (over: Partial<MemoryServer>): MemoryServer =>
  Object.assign(new MemoryServer(systemClock), over);
const hour = 3_600_000;
const closed = { open: false, changesAt: Date.now() + 20 * hour, timeZone: 'Europe/Berlin' };
const gave = () => page.server.calls.filter(({ name }) => name === 'contact.give');
const type = (selector: string, value: string): void => {
  const input = page.one<HTMLInputElement>(selector);
  input.value = value;
  input.dispatchEvent(new InputEvent('input', { bubbles: true }));
};
/** The views that come later are there. */
const there = (selector: string) => waitUntil(() => page.root.querySelector(selector), `no ${selector}`);

describe('outside hours and with nobody there', () => {
  it('CNV-4 outside business hours it says so and when it opens again, in the consumer’s own words for time', async () => {
    page = new ChatPage({ server: serverThat({ hours: closed }) });
    await page.open();
    await page.sees('We are closed just now');
    const when = new Intl.DateTimeFormat('en-GB', {
      weekday: 'long',
      day: 'numeric',
      month: 'long',
      hour: 'numeric',
      minute: '2-digit',
    });
    for (const { type: part, value } of when.formatToParts(closed.changesAt))
      if (part !== 'literal') expect(page.text).to.contain(value);
    expect(page.text).to.contain('Nobody is here just now; you can write anyway');
  });

  it('CNV-4 when the hour has come it is open, without a reload', async () => {
    page = new ChatPage({ server: serverThat({ hours: { ...closed, changesAt: Date.now() - 1 } }) });
    await page.open();
    expect(page.text).not.to.contain('We are closed');
    expect(page.text).to.contain('Someone is here to answer');
  });

  it('CNV-4 with no agent there an offline message starts like any other, and waits', async () => {
    page = new ChatPage({ server: serverThat({ presence: 'offline' }) });
    await page.open();
    await page.sees('It waits for us, and the answer waits here for you.');
    await page.write('Is it still there?');
    await page.click('Send');
    await waitUntil(() => page.server.conversations.at(-1)?.view.head === 1);
    expect(page.server.conversation.view.state).to.equal('queued');
    await page.sees('It waits for us');
  });

  it('CNV-4 an address is asked unticked, with what it is for, and left with the first message', async () => {
    page = new ChatPage({ server: serverThat({ presence: 'offline', mail: true }) });
    await page.open();
    await there('#contact_followup');
    expect(page.one<HTMLInputElement>('#contact_followup').checked).to.equal(false);
    expect(page.has('#marketing')).to.equal(false);
    expect(page.text).to.contain('The address is used for that and for nothing else.');
    page.one('#contact_followup').click();
    type('#contact-email', 'me@home.example');
    await page.write('Hello');
    await page.click('Send');
    await waitUntil(() => gave().length === 1, 'no address was left');
    expect(gave()[0]?.input).to.deep.include({
      email: 'me@home.example',
      decisions: [{ purpose: 'contact_followup', state: 'given' }],
      notice: page.server.notice.sha256,
    });
    await page.sees('Left for this conversation: me@home.example.');
    await page.click('Take it back');
    await waitUntil(() => page.server.calls.some(({ name }) => name === 'consent.decide'));
    await page.sees('Leave the address');
  });

  it('CNV-4 an address without a tick is not sent, and none is asked for where no mail can be sent', async () => {
    page = new ChatPage({ server: serverThat({ presence: 'offline', mail: true }) });
    await page.open();
    await there('#contact-email');
    type('#contact-email', 'me@home.example');
    await page.write('Hello');
    await page.click('Send');
    await page.sees('· sent');
    expect(gave()).to.have.length(0);
    page.remove();
    page = new ChatPage({ server: serverThat({ presence: 'offline' }) });
    await page.open();
    await page.sees('It waits for us');
    expect(page.has('#contact-email')).to.equal(false);
  });

  it('CNV-4 during a conversation it can be left too, news apart and unticked where the merchant asks', async () => {
    page = new ChatPage({ server: serverThat({ mail: true, asksMarketing: true }) });
    await page.start();
    expect(page.has('.offline')).to.equal(false);
    page.server.presence = 'offline';
    page.connection.hear('presence.changed', { presence: 'offline' });
    await there('#marketing');
    expect(page.one<HTMLInputElement>('#marketing').checked).to.equal(false);
    page.one('#marketing').click();
    type('#contact-email', 'me@home.example');
    await page.click('Leave the address');
    await waitUntil(() => gave().length === 1);
    expect(gave()[0]?.input).to.deep.include({
      decisions: [
        { purpose: 'contact_followup', state: 'refused' },
        { purpose: 'marketing', state: 'given' },
      ],
    });
  });

  it('WID-13 after half a minute without a connection the offline path is offered, and what is left goes out after', async () => {
    page = new ChatPage({ server: serverThat({ mail: true }) });
    await page.start();
    page.connection.cut();
    page.connection.since = Date.now() - 31_000;
    page.chat.requestUpdate();
    await page.sees('There is no connection just now');
    page.one('#contact_followup').click();
    type('#contact-email', 'me@home.example');
    await page.click('Leave the address');
    await page.sees('sending');
    expect(gave()).to.have.length(0);
    page.connection.mend();
    await waitUntil(() => gave().length === 1, 'it was forgotten');
  });
});

describe('before the first message', () => {
  const order = {
    id: 'order',
    kind: 'order_number',
    label: 'Order number',
    purpose: 'To find your order',
    options: [],
    required: false,
  } as const;
  const about = {
    ...order,
    id: 'about',
    kind: 'choice',
    label: 'About',
    options: ['Buying', 'Repair'],
  } as const;

  it('WID-12 fields are shown with what they are for, and nothing need be filled in', async () => {
    page = new ChatPage({ server: serverThat({ preChat: [order, about] }) });
    await page.open();
    await page.sees('You need not fill in any of it.');
    const input = page.one<HTMLInputElement>('#pre-order');
    const purpose = page.one(`#${input.getAttribute('aria-describedby')}`);
    expect(purpose.textContent).to.equal('To find your order');
    await page.write('Hello');
    await page.click('Send');
    await page.sees('· sent');
    const start = page.server.calls.find(({ name }) => name === 'conversation.start');
    expect(start?.input).to.deep.include({ answers: [] });
  });

  it('WID-12 what is filled in goes with the start; what is needed is said where it is missing', async () => {
    page = new ChatPage({ server: serverThat({ preChat: [{ ...order, required: true }, about] }) });
    await page.open();
    await page.sees('Order number (needed)');
    type('#pre-order', 'A-17');
    const select = page.one<HTMLSelectElement>('#pre-about');
    select.value = 'Repair';
    select.dispatchEvent(new Event('change', { bubbles: true }));
    await page.write('Hello');
    await page.click('Send');
    await page.sees('· sent');
    const start = page.server.calls.find(({ name }) => name === 'conversation.start');
    expect(start?.input).to.deep.include({
      answers: [
        { field: 'order', value: 'A-17' },
        { field: 'about', value: 'Repair' },
      ],
    });
  });

  it('REQ-4 under “Your data” it can be put right, and the address be taken back', async () => {
    const fields = [{ id: 'order', label: 'Order number', purpose: 'To find your order', value: 'A-17' }];
    const contact = { email: 'me@home.example', purposes: ['contact_followup' as const] };
    page = new ChatPage({ server: serverThat({ profile: { fields, contact } }) });
    await page.start();
    await page.click('Your data');
    await page.sees('What you said about yourself');
    page.one<HTMLInputElement>('#own-order').value = 'A-18';
    await page.click('Put right');
    await waitUntil(() => page.server.profile.fields[0]?.value === 'A-18');
    await page.click('Take it back');
    await waitUntil(() => page.server.calls.some(({ name }) => name === 'consent.decide'));
  });
});

describe('a merchant’s looks', () => {
  it('WID-11 its colour and corners are put on, and the page’s own colour wins', async () => {
    const colours = { light: '#005500', lightInk: '#ffffff', dark: '#66ff66', darkInk: '#000000' };
    page = new ChatPage({
      server: serverThat({ appearance: { colours, corners: 'square', agentNames: true } }),
      attributes: { 'color-scheme': 'light' },
    });
    await page.open();
    const send = page.one('.icon.go');
    await waitUntil(() => getComputedStyle(page.one('.panel')).borderRadius === '0px', 'still round');
    await page.write('Hello');
    expect(getComputedStyle(send).backgroundColor).to.equal('rgb(0, 85, 0)');
    page.chat.style.setProperty('--parlour-accent', 'rgb(1, 2, 3)');
    expect(getComputedStyle(send).backgroundColor).to.equal('rgb(1, 2, 3)');
  });

  it('WID-11 the launcher has the page’s own word, and is called by it', async () => {
    page = new ChatPage({ attributes: { label: 'Ask us' } });
    await page.sees('Ask us');
    expect(page.one('.launcher').getAttribute('aria-label')).to.equal('Ask us');
  });

  it('WID-11 agents have no name where the merchant shows none', async () => {
    page = new ChatPage({
      server: serverThat({ appearance: { colours: null, corners: 'soft', agentNames: false } }),
    });
    await page.start();
    page.server.agentAccepts();
    page.server.agentSays('Good day');
    await page.sees('Good day');
    expect(page.text).not.to.contain('Ana');
    expect(page.text).to.contain('Someone is answering you.');
  });
});
