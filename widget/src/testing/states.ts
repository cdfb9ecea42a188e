/**
 * Every state that the chat can be in, and how one comes there: what is looked at by axe, in every surrounding, and
 * what the playground shows.
 */
import type { FileView } from '@parlour/shared/model/file.js';
import type { FileId } from '@parlour/shared/model/ids.js';
import type { PreChatField } from '@parlour/shared/protocol/pre-chat.js';
import type { ChatPage } from './chat-page.js';
import { refusal } from './memory-conversation.js';

type Reach = (page: ChatPage) => Promise<void>;

/** POL-4 */
const announced = {
  title: 'Privacy agreement for consumers',
  version: '2.0.0',
  summary: 'Shorter.',
  effectiveAt: Date.UTC(2_100, 0, 20, 12),
  address: '/policies/consumer/privacy-agreement/2.0.0',
};

const asked: readonly PreChatField[] = [
  {
    id: 'name',
    kind: 'name',
    label: 'Name',
    purpose: 'So that we know how to call you.',
    options: [],
    required: false,
  },
  {
    id: 'topic',
    kind: 'choice',
    label: 'What about',
    purpose: 'So that the right one answers.',
    options: ['A car', 'A repair'],
    required: false,
  },
];

const paper: FileView = {
  id: `fil_${'A'.repeat(22)}` as FileId,
  name: 'contract.pdf',
  type: 'application/pdf',
  size: 48_123,
  picture: null,
};

const answered: Reach = async (page) => {
  await page.start('See https://cars.example/7');
  page.server.agentAccepts();
  page.server.agentSays('Yes! Come by until six.');
  await page.sees('Come by until six');
};

const entering: Reach = async (page) => {
  await page.open();
  await page.click('I have a code');
  await page.sees('Your code');
};

export const states = {
  launcher: (page) => page.sees('Chat'),
  'a launcher with what is unread': async (page) => {
    await answered(page);
    page.chat.open = false;
    page.server.agentSays('Are you still there?');
    await page.sees('Chat · 1');
  },
  'consent card': (page) => page.open(),
  'consent card, where the browser stores nothing': async (page) => {
    // Whatever is asked of it throws, as where cookies are refused.
    const { getItem } = Storage.prototype;
    Storage.prototype.getItem = () => {
      throw new DOMException('refused', 'SecurityError');
    };
    await page.open();
    Storage.prototype.getItem = getItem;
    await page.sees('brings it back');
  },
  'a notice that has changed meanwhile': async (page) => {
    await page.open();
    page.server.notice = { ...page.server.notice, sha256: 'b'.repeat(64) };
    await page.write('Hello');
    await page.click('Send');
    await page.sees('This notice has changed');
  },
  'a coming version': async (page) => {
    page.server.coming = [announced];
    await page.open();
    await page.sees('applies from');
  },
  'fields before the first message': async (page) => {
    page.server.preChat = asked;
    await page.open();
    await page.sees('Before you write');
  },
  'outside business hours': async (page) => {
    page.server.hours = { open: false, changesAt: Date.now() + 72_000_000, timeZone: 'Europe/Berlin' };
    page.server.mail = page.server.asksMarketing = true;
    await page.open();
    await page.sees('We are closed just now');
  },
  'a code is entered': entering,
  'a wrong code': async (page) => {
    await entering(page);
    page.one<HTMLInputElement>('#resume-code').value = 'AAAAA-AAAAA-AAAAA-AAAAA';
    await page.click('Go on with it');
    await page.sees('This code opens nothing here');
  },
  'what a code had opened is closed': async (page) => {
    await answered(page);
    page.connection.shutOut(refusal('access_ended'));
    await page.sees('not open here any more');
  },
  'a place in the queue': async (page) => {
    await page.start();
    page.server.placeBecomes(3);
    await page.sees('You are number 3');
  },
  conversation: async (page) => {
    await answered(page);
    page.server.agentReads();
    page.server.agentTypes();
    await page.sees('Ana is typing');
  },
  'a file': async (page) => {
    await answered(page);
    page.server.agentSendsFile(paper);
    await page.sees('contract.pdf');
  },
  'nobody there any more': async (page) => {
    page.server.presence = 'offline';
    page.server.mail = true;
    await page.start();
    await page.sees('It waits for us');
  },
  'failed message and no connection': async (page) => {
    await page.start();
    page.server.refuse.set('message.send', refusal('conflict'));
    await page.write('again');
    await page.click('Send');
    await page.sees('not delivered');
    page.connection.cut();
    await page.sees('No connection since');
  },
  'too many at once': async (page) => {
    await page.start();
    page.server.refuse.set('message.send', refusal('too_many_requests', { retryAfterMs: 90_000 }));
    await page.write('again');
    await page.click('Send');
    await page.sees('tried again in');
  },
  'why this date': async (page) => {
    await page.start();
    await page.click('Why?');
    await page.sees('That is in 30 days');
  },
  'your data': async (page) => {
    await page.start('Hello', ['device_storage', 'transcript_storage']);
    page.server.agentAccepts();
    page.server.agentSays('Good day.');
    await page.click('Your data');
    await page.click('Make a code');
    await page.sees('Keep it to yourself');
    [...page.root.querySelectorAll('summary')].at(-1)!.click();
  },
  ending: async (page) => {
    await page.start();
    await page.click('End conversation');
    await page.sees('End it');
  },
  'ending and ended': async (page) => {
    await page.start();
    await page.click('End conversation');
    await page.click('End it');
    await page.sees('This conversation has ended.');
    await page.sees('How was it?');
  },
  rated: async (page) => {
    await page.start();
    page.server.agentCloses();
    await page.sees('How was it?');
    page.root.querySelectorAll<HTMLInputElement>('.stars input')[3]!.click();
    await page.click('Send rating');
    await page.sees('You gave 4 of 5');
    page.one('summary').click();
  },
  blocked: async (page) => {
    await page.open();
    page.server.refuse.set('conversation.start', refusal('blocked', { until: Date.now() + 7_200_000 }));
    await page.write('Hello');
    await page.click('Send');
    await page.sees('takes no new conversation from you');
  },
  gone: async (page) => {
    await page.start();
    page.server.expire();
    await page.sees('Deleted, as promised');
  },
  refused: async (page) => {
    await page.sees('Chat');
    page.server.turnAway = refusal('wrong_identity');
    await page.click('Open chat');
    await page.sees('The chat cannot be opened here.');
  },
} satisfies Record<string, Reach>;

export type StateName = keyof typeof states;
