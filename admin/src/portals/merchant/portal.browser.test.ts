import './portal.define.js';
import { expect, waitUntil } from '@open-wc/testing';
import type { ConversationId } from '@parlour/shared/model/ids.js';
import { decideExpiry, day, minute } from '@parlour/shared/rules/expiry.js';
import { MerchantWorld } from '../../testing/merchant-world.js';
import {
  all,
  barriers,
  find,
  gone,
  leavePortal,
  onPhone,
  onWideScreen,
  openPortal,
  press,
  says,
  type,
} from '../../testing/pages.js';
import { ana, anaAsAgent, ben, conversation, entry, happened, said } from '../../testing/samples.js';
import { lost, refusal } from '../../testing/scripted.js';

const waits = conversation('blue', { startedAt: Date.now() - 6 * minute });
const mine = conversation('mine', { state: 'active', agent: anaAsAgent });
const theirs = conversation('theirs', { state: 'active', agent: ben });
const over = conversation('over', { state: 'closed', closedAt: Date.now() - minute, agent: anaAsAgent });

const rows = () => [
  {
    entry: entry(waits, { unread: 2 }),
    messages: [said(waits, 1, 'Is the blue one still there?'), said(waits, 2, 'I could come today.')],
  },
  {
    entry: entry(mine, { page: 'Test drive', unread: 0, waitingSince: null }),
    messages: [
      said(mine, 1, 'May I take it for a test drive?'),
      happened(mine, 2, 'accepted', anaAsAgent),
      said(mine, 3, 'Of course. When?', anaAsAgent),
    ],
  },
  { entry: entry(theirs, { page: 'Van with tow bar' }), messages: [said(theirs, 1, 'What can it tow?')] },
  { entry: entry(over, { page: 'Opening hours', unread: 0 }), messages: [said(over, 1, 'Thanks!')] },
];

const at = (id: ConversationId, view = ''): string =>
  `/merchant/conversations/${id}${view && `?view=${view}`}`;

describe('merchant portal', () => {
  let world: MerchantWorld;
  const open = (path = '/merchant') => openPortal('merchant-portal', world.server, path);
  const row = (title: RegExp) => find<HTMLAnchorElement>('[role=listitem] a', title);
  const reply = () => find<HTMLTextAreaElement>('textarea', 'Reply');

  beforeEach(async () => {
    world = new MerchantWorld(rows());
    await onWideScreen();
  });
  afterEach(leavePortal);

  describe('inbox', () => {
    it('lists who waits, with the page, the last words, what is unread and since when', async () => {
      open();
      const found = await row(/Blue hatchback/);
      expect(found.textContent).to.match(/waits 2 min/);
      expect(found.textContent).to.contain('2 unread messages');
      expect(found.textContent).to.contain('CarFinder');
      expect((await find('[role=list]', 'Conversations')).contains(found)).to.equal(true);
      expect(document.title).to.equal('(1) Queue · Main Street Motors · Parlour');
      expect(await barriers()).to.deep.equal([]);
    });

    it('shows each view at an address of its own, with its count', async () => {
      open('/merchant/mine');
      await row(/Test drive/);
      expect(all('[role=listitem]')).to.have.length(1);
      (await find('nav a', /^All/)).click();
      await row(/Van with tow bar/);
      expect(location.pathname).to.equal('/merchant/all');
      expect((await find('nav a', /^All/)).textContent).to.contain('3 conversations');
      (await find('nav a', /^Closed/)).click();
      await row(/Opening hours/);
      history.back();
      await row(/Van with tow bar/);
    });

    it('takes in what is new and what changes, live, and says so', async () => {
      open();
      await row(/Blue hatchback/);
      const fresh = conversation('fresh', { startedAt: Date.now() });
      world.put(entry(fresh, { page: 'Red convertible' }), [said(fresh, 1, 'Hello')]);
      world.server.line.tell('inbox.changed', world.entries.get(fresh.id)!);
      await row(/Red convertible/);
      await says('A new conversation waits: Red convertible');
      await waitUntil(() => document.title.startsWith('(2) '), 'the count is asked again');
      world.tell(entry({ ...waits, state: 'active', agent: ben }));
      await gone('[role=listitem] a', /Blue hatchback/);
      await waitUntil(() => document.title.startsWith('(1) '), 'the count follows');
    });

    it('keeps ten thousand rows as light as ten', async () => {
      world = new MerchantWorld(
        Array.from({ length: 10_000 }, (_, number) => ({
          entry: entry(conversation(`n${number}`), { page: `Car ${number}` }),
        })),
      );
      open();
      await row(/Car 0/);
      expect(all('[role=listitem]').length).to.be.lessThan(40);
      const list = await find('[role=list]');
      list.scrollTop = list.scrollHeight;
      await row(/Car 49/);
      await waitUntil(() => world.server.inputs('inbox.list').length > 1, 'the next rows are fetched');
    });

    it('says what to do where nobody waits', async () => {
      world = new MerchantWorld();
      open();
      await says('Nobody waits.');
      await says('Choose a conversation.');
      expect(await barriers()).to.deep.equal([]);
    });

    it('says what failed and loads it when asked again', async () => {
      const answer = world.server.answers['inbox.list']!;
      world.server.answers['inbox.list'] = () => {
        throw refusal('unavailable');
      };
      open();
      await says('Nothing was lost; try again shortly.');
      expect(await barriers()).to.deep.equal([]);
      world.server.answers['inbox.list'] = answer;
      (await find('button', 'Try again')).click();
      await row(/Blue hatchback/);
    });

    it('asks again after a reconnection, and says since when there is none', async () => {
      open();
      await row(/Blue hatchback/);
      world.server.line.enter('disconnected');
      await says(/Reconnecting since \d/);
      expect(await barriers()).to.deep.equal([]);
      world.entries.delete(waits.id);
      world.server.line.enter('connected');
      await says('Nobody waits.');
      await gone('p', /Reconnecting/);
    });
  });

  describe('conversation', () => {
    it('is accepted, answered and closed', async () => {
      open();
      (await row(/Blue hatchback/)).click();
      await says('Is the blue one still there?');
      await says('Waiting in the queue');
      expect(location.pathname).to.equal(at(waits.id));
      expect(await barriers()).to.deep.equal([]);
      (await find('button', 'Accept')).click();
      await says('You have it');
      type(await reply(), 'Yes! Come by until six.');
      (await find('button', 'Send reply')).click();
      await says('Yes! Come by until six.');
      await waitUntil(() => (all('textarea', 'Reply')[0] as HTMLTextAreaElement).value === '');
      expect(world.messages.get(waits.id)).to.have.length(4);
      (await find('button', 'Close')).click();
      await says('You closed the conversation');
      expect(all('textarea', 'Reply')).to.be.empty;
      expect(await barriers()).to.deep.equal([]);
    });

    it('CNV-2 says so where a colleague was quicker', async () => {
      world.server.answers['conversation.accept'] = () => {
        throw refusal('already_taken');
      };
      open(at(waits.id));
      (await find('button', 'Accept')).click();
      await says('It was not accepted. A colleague has already taken this conversation.');
    });

    it('RET-1 says when it is deleted, and why, with the consents in force', async () => {
      open(at(mine.id, 'mine'));
      await says(/Deleted on \d+ \w+/);
      (await find('button', 'Why?')).click();
      await says('The merchant keeps conversations for 90 days.');
      await says('A new message moves the date.');
      await says('Keeping it on their device');
      expect(await barriers()).to.deep.equal([]);
    });

    it('CON-5 says that it goes fifteen minutes after the close where storing was refused', async () => {
      const consent = { transcript_storage: false, device_storage: false };
      const rules = { floor: day, ceiling: 365 * day, merchant: 90 * day };
      const expiry = decideExpiry({ rules, consent, lastMessageAt: Date.now(), closedAt: null });
      world.put(entry({ ...mine, consent, expiry }), world.messages.get(mine.id));
      open(at(mine.id, 'mine'));
      await says(/Deleted (today at|on)/);
      await says('it is kept for only 15 minutes');
    });

    it('MSG-9 shows that the consumer types', async () => {
      open(at(mine.id, 'mine'));
      await says('Of course. When?');
      const sign = { conversation: mine.id, participant: 'consumer' as const, name: null };
      world.server.line.tell('typing.shown', { ...sign, typing: true });
      await says('The consumer is typing…');
      world.server.line.tell('typing.shown', { ...sign, typing: false });
      await gone('p', 'The consumer is typing…');
    });

    it('MSG-9 tells that the agent types', async () => {
      open(at(mine.id, 'mine'));
      type(await reply(), 'W');
      await waitUntil(() => world.server.inputs('typing.show').length > 0);
      expect(world.server.inputs('typing.show')[0]).to.deep.equal({ conversation: mine.id, typing: true });
    });

    it('MSG-10 shows how far what was sent has come, and tells how far was read', async () => {
      open(at(mine.id, 'mine'));
      await says(/\d · sent$/m);
      const cursor = { conversation: mine.id, participant: 'consumer' as const };
      world.server.line.tell('cursor.moved', { ...cursor, delivered: 3, read: 1 });
      await says(/\d · delivered$/m);
      world.server.line.tell('cursor.moved', { ...cursor, delivered: 3, read: 3 });
      await says(/\d · read$/m);
      await waitUntil(
        () =>
          world.server.inputs('message.acknowledge').some((input) => (input as { read?: number }).read === 3),
        'what is seen at the end counts as read',
      );
    });

    it('does not count as read what is only looked at in the queue', async () => {
      open(at(waits.id));
      await says('I could come today.');
      await waitUntil(() => world.server.inputs('message.acknowledge').length > 0);
      expect(world.server.inputs('message.acknowledge')).to.deep.equal([
        { conversation: waits.id, delivered: 2 },
      ]);
    });

    it('MSG-7 shows what was not sent, and sends it when asked again', async () => {
      const answer = world.server.answers['message.send']!;
      world.server.answers['message.send'] = () => {
        throw refusal('conversation_closed');
      };
      open(at(mine.id, 'mine'));
      type(await reply(), 'At five.');
      (await find('button', 'Send reply')).click();
      await says('Not sent.');
      expect(await barriers()).to.deep.equal([]);
      world.server.answers['message.send'] = answer;
      (await find('button', 'Try again')).click();
      await gone('button', 'Try again');
      const [first, second] = world.server.inputs('message.send') as { clientId: string }[];
      expect(second!.clientId).to.equal(first!.clientId);
    });

    it('MSG-6 keeps what is sent without a connection, says so, and sends it in order', async () => {
      open(at(mine.id, 'mine'));
      await says('Of course. When?');
      world.server.line.enter('disconnected');
      type(await reply(), 'First.');
      (await find('button', 'Send reply')).click();
      type(await reply(), 'Second.');
      (await find('button', 'Send reply')).click();
      await says('Waits for the connection');
      world.server.line.enter('connected');
      await waitUntil(() => world.messages.get(mine.id)!.length === 5);
      const texts = world.messages.get(mine.id)!.map((message) => message.kind === 'text' && message.text);
      expect(texts.slice(-2)).to.deep.equal(['First.', 'Second.']);
    });

    it('MSG-13 makes links of addresses and interprets nothing', async () => {
      world.put(entry(mine), [
        said(mine, 1, '<img src=x onerror=alert(1)> javascript:alert(1) see https://example.com/a?b=1.'),
      ]);
      open(at(mine.id, 'mine'));
      const link = await find<HTMLAnchorElement>('a[href^="https://example.com"]');
      expect(link.href).to.equal('https://example.com/a?b=1');
      expect(link.rel).to.equal('noopener noreferrer nofollow');
      await says('<img src=x onerror=alert(1)> javascript:alert(1) see');
      expect(all('.bubble a')).to.have.length(1);
      expect(all('.bubble img')).to.be.empty;
    });

    it('RET-2 takes away what has reached its date, from the list and from the screen', async () => {
      open(at(mine.id, 'mine'));
      await says('Of course. When?');
      type(await reply(), 'draft');
      world.entries.delete(mine.id);
      world.server.line.tell('conversation.gone', { conversation: mine.id });
      await says('This conversation has reached its date and is deleted.');
      await gone('p', 'Of course. When?');
      await gone('[role=listitem] a', /Test drive/);
      expect(all('textarea', 'Reply')).to.be.empty;
      expect(await barriers()).to.deep.equal([]);
    });

    it('says who has it where a colleague does', async () => {
      open(at(theirs.id, 'all'));
      await says('Ben Okafor has it');
      await says('What you write goes to the consumer, too.');
    });

    it('keeps for each conversation what was typed there', async () => {
      open(at(mine.id, 'all'));
      type(await reply(), 'half a sentence');
      (await row(/Van with tow bar/)).click();
      await says('What can it tow?');
      await waitUntil(() => (all('textarea', 'Reply')[0] as HTMLTextAreaElement).value === '');
      (await row(/Test drive/)).click();
      await waitUntil(() => (all('textarea', 'Reply')[0] as HTMLTextAreaElement).value === 'half a sentence');
      type(await reply(), '');
    });
  });

  describe('keyboard', () => {
    it('Alt+J and Alt+K go through the list, Alt+L to the reply, Alt+E closes', async () => {
      open('/merchant/all');
      await row(/Test drive/);
      const order = all('[role=listitem] a').map((link) => (link as HTMLAnchorElement).pathname);
      press({ code: 'KeyJ', key: 'j', altKey: true });
      expect(location.pathname).to.equal(order[0]);
      press({ code: 'KeyJ', key: 'j', altKey: true });
      expect(location.pathname).to.equal(order[1]);
      press({ code: 'KeyK', key: 'k', altKey: true });
      expect(location.pathname).to.equal(order[0]);
      const box = await reply();
      press({ code: 'KeyL', key: 'l', altKey: true });
      await waitUntil(() => (box.getRootNode() as ShadowRoot).activeElement === box);
      press({ code: 'KeyE', key: 'e', altKey: true });
      await waitUntil(() => world.server.inputs('conversation.close').length === 1);
    });

    it('"?" lists the shortcuts, and can be turned off', async () => {
      open();
      await row(/Blue hatchback/);
      press({ key: '?', code: 'Slash' });
      await find('dialog');
      expect(await barriers()).to.deep.equal([]);
      const choice = await find<HTMLInputElement>('input[type=checkbox]');
      choice.click();
      (await find('button', 'Close')).click();
      await gone('dialog');
      press({ key: '?', code: 'Slash' });
      (await find('button', 'Shortcuts')).click();
      await find('dialog');
      (await find<HTMLInputElement>('input[type=checkbox]')).click();
    });
  });

  describe('on a phone', () => {
    beforeEach(onPhone);

    it('shows the list, then the conversation with a way back, then the consumer', async () => {
      open();
      (await row(/Blue hatchback/)).click();
      await says('I could come today.');
      await gone('[role=listitem] a');
      expect(document.documentElement.scrollWidth).to.equal(390);
      expect(await barriers()).to.deep.equal([]);
      (await find('button', 'About the consumer')).click();
      await says('Page they wrote from');
      await gone('textarea', 'Reply');
      expect(await barriers()).to.deep.equal([]);
      (await find('button', 'Back to the conversation')).click();
      await reply();
      (await find('a', 'Back to the list')).click();
      await row(/Blue hatchback/);
      expect(await barriers()).to.deep.equal([]);
    });
  });

  describe('session', () => {
    it('ACC-3 goes back to the door when it ends, and keeps what was typed', async () => {
      open(at(mine.id, 'mine'));
      type(await reply(), 'not sent yet');
      world.account = null;
      world.server.line.tell('session.ended');
      await says('Your session is over. Sign in again to go on; what you had typed is still there.');
      expect(await barriers()).to.deep.equal([]);
      type(await find('input', 'E-mail address'), ana.email);
      type(await find('input', 'Password'), 'right');
      (await find('button', 'Sign in')).click();
      expect((await reply()).value).to.equal('not sent yet');
      type(await reply(), '');
    });

    it('stays signed in, and says so, where signing out did not work', async () => {
      world.server.answers['session.close'] = () => {
        throw lost();
      };
      open();
      (await find('button', 'Sign out')).click();
      await says('You are still signed in.');
    });
  });
});
