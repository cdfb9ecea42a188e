/** Main Street Motors on an ordinary morning: one conversation of each kind. */
import type { ConversationId } from '@parlour/shared/model/ids.js';
import { minute } from '@parlour/shared/rules/expiry.js';
import { find } from './pages.js';
import { anaAsAgent, ben, conversation, entry, happened, said } from './samples.js';

export const waits = conversation('blue', { startedAt: Date.now() - 6 * minute });
export const mine = conversation('mine', { state: 'active', agent: anaAsAgent });
export const theirs = conversation('theirs', { state: 'active', agent: ben });
const over = conversation('over', {
  state: 'closed',
  closedAt: Date.now() - minute,
  agent: anaAsAgent,
});

export const rows = () => [
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

/** A conversation's address in the merchant portal. */
export const at = (id: ConversationId, view = ''): string =>
  `/merchant/conversations/${id}${view && `?view=${view}`}`;

export const row = (title: RegExp): Promise<HTMLAnchorElement> => find('[role=listitem] a', title);
export const reply = (): Promise<HTMLTextAreaElement> => find('textarea', 'Reply');
