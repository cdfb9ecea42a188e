import { number } from '../../ui/format.js';
import { conversations } from '../../ui/texts.js';
import type { InboxView } from '@parlour/shared/protocol/conversation.js';
import type { ConversationEvent, ConversationState } from '@parlour/shared/model/conversation.js';
import type { AskedPurpose } from '@parlour/shared/model/purpose.js';
import type { MaskKind } from '@parlour/shared/rules/masking.js';

const maskedKinds: Record<MaskKind, string> = {
  card: 'a card number',
  bank_account: 'a bank account',
  social_security: 'a social security number',
  merchant_pattern: 'what your organization has masked',
};
/** The texts of the merchant portal. */
export const texts = {
  inbox: 'Inbox',
  list: 'Conversations',
  views: { queue: 'Queue', mine: 'Mine', all: 'All', closed: 'Closed' } satisfies Record<InboxView, string>,
  viewsLabel: 'Which conversations',
  inView: (count: number) => conversations(count),
  untitled: (site: string) => (site === '' ? 'Conversation' : `Conversation on ${site}`),
  consumer: 'Consumer',
  you: 'You',
  from: { consumer: '', agent: 'Answer:' },
  noMessage: 'No message yet',
  /** Follows the number. */
  unreadWord: (count: number) => (count === 1 ? 'unread message' : 'unread messages'),
  waiting: (time: string) => `waits ${time}`,
  justNow: 'just now',
  arrived: (title: string) => `A new conversation waits: ${title}`,
  listFailed: 'The conversations could not be loaded.',
  empty: {
    queue: ['Nobody waits.', 'New conversations appear here by themselves, the longest waiting first.'],
    mine: ['You have no conversation.', 'Take one from the queue with “Accept”, or by replying to it.'],
    all: ['No conversation is open.', 'What consumers start appears here by itself.'],
    closed: ['No closed conversation is kept.', 'A closed conversation stays here until its deletion date.'],
  } satisfies Record<InboxView, readonly [string, string]>,
  choose: 'Choose a conversation.',
  chooseNext: 'Alt+J opens the next one, “?” lists all shortcuts.',

  states: {
    queued: 'Waiting',
    active: 'Active',
    closed: 'Closed',
  } satisfies Record<ConversationState, string>,
  stateOf: {
    queued: 'Waiting in the queue',
    mine: 'You have it',
    colleague: (name: string) => `${name} has it`,
    closed: (when: string) => `Closed ${when}`,
  },
  back: 'Back to the list',
  accept: 'Accept',
  accepting: 'Accepting…',
  accepted: 'The conversation is yours. It is under “Mine” now.',
  acceptFailed: (why: string) => `It was not accepted. ${why}`,
  close: 'Close',
  closeFailed: (why: string) => `It was not closed. ${why}`,
  about: 'About the consumer',
  aboutBack: 'Back to the conversation',

  gone: 'This conversation has reached its date and is deleted.',
  goneText: 'Nothing of it can be read any more. The ledger keeps the proof, without content.',
  refused: 'This conversation cannot be opened.',

  log: 'Messages',
  events: {
    accepted: (who: string) => `${who} took the conversation`,
    transferred: (who: string, whom: string) => `${who} handed the conversation to ${whom}`,
    taken_over: (who: string) => `${who} took the conversation over`,
    returned_to_queue: (who: string) => `${who} put the conversation back into the queue`,
    closed_by_consumer: () => 'The consumer closed the conversation',
    closed_by_agent: (who: string) => `${who} closed the conversation`,
    consent_changed: () => 'The consumer changed what they agree to',
    reminded: () => 'The consumer was reminded, having said nothing for a while',
    closed_by_silence: () => 'Closed, because the consumer said nothing more',
  } satisfies Record<ConversationEvent, (who: string, whom: string) => string>,
  empties: 'Nothing has been written yet.',
  newer: 'New messages below',
  typing: {
    consumer: 'The consumer is typing…',
    agent: (name: string) => `${name} is typing…`,
  },
  message: {
    waiting: 'Waits for the connection',
    sending: 'Sending…',
    delayed: (when: string) => `Sent again at ${when}`,
    failed: 'Not sent.',
    retry: 'Try again',
    discard: 'Discard',
    sent: 'sent',
    delivered: 'delivered',
    read: 'read',
  },

  promise: {
    onDate: (date: string) => `Deleted on ${date}.`,
    today: (time: string) => `Deleted today at ${time}.`,
    why: 'Why?',
    heading: 'Why then',
    exact: (time: string) => `Exactly: ${time}`,
    mayMove: 'A new message moves the date.',
  },
  purposes: {
    transcript_storage: 'Keeping the transcript',
    device_storage: 'Keeping it on their device',
  } satisfies Record<AskedPurpose, string>,
  agreed: 'Agreed',
  notAgreed: 'Not agreed',
  consents: 'What the consumer agreed to',
  seeing: 'Who can read it',
  seeingText: 'The consumer, and the agents and managers of your organization.',
  page: 'Page they wrote from',
  site: 'Site',
  started: 'Started',
  unknown: 'Not known',
  deletion: 'Deletion',

  correction: 'A correction of something earlier, written by the consumer under “Your data”:',
  masked: (kinds: readonly MaskKind[]) =>
    `Masked before it was stored: ${kinds.map((kind) => maskedKinds[kind]).join(', ')}.`,
  maskWarning: {
    card: 'This holds a card, account or social security number. It will be replaced by dots; take payments elsewhere.',
    asks: 'Do not ask for card details in a chat: they are replaced by dots, and the acceptable use policy forbids it.',
  },

  reply: 'Reply',
  send: 'Send reply',
  replyHint: {
    queued: 'Your reply takes the conversation.',
    colleague: (name: string) => `${name} has this conversation. What you write goes to the consumer, too.`,
    newline: 'Enter sends, Shift+Enter begins a new line.',
  },
  tooLong: (count: number) => `${number(count)} characters too many`,
  closedReply: 'The conversation is closed. If the consumer writes again, a new one begins.',

  shortcuts: {
    label: 'Shortcuts',
    title: 'Keyboard shortcuts',
    next: 'Next conversation',
    previous: 'Previous conversation',
    reply: 'Go to the reply',
    close: 'Close the conversation',
    list: 'This list',
    send: 'Send the reply',
    newline: 'New line in the reply',
    questionMark: 'Open this list with “?”',
  },
} as const;
