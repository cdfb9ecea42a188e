/** English. Every sentence that the widget shows; another locale is another file of the same form. */
import { durationInWords } from '@parlour/shared/rules/expiry-words.js';
import type { AskedPurpose } from '@parlour/shared/model/purpose.js';
import type { ErrorCode } from '@parlour/shared/protocol/errors.js';

const purposes: Record<AskedPurpose, { name: string; means: string; refused: string }> = {
  transcript_storage: {
    name: 'Keep this conversation',
    means: 'So that you and they can come back to it. It is deleted on the date shown below.',
    refused: 'If not: deleted 15 minutes after the conversation ends.',
  },
  device_storage: {
    name: 'Remember me on this device',
    means: 'So that the conversation is still here after a reload. Nothing else is stored.',
    refused: 'If not: closing or reloading this page ends your access to it.',
  },
};

const errors = {
  stale_notice: 'The notice has changed meanwhile. Please read it and choose again.',
  blocked: 'This merchant takes no new conversation from you until:',
  conversation_closed: 'The conversation has been ended.',
  conversation_expired: 'The conversation has been deleted.',
  too_many_requests: 'That was a lot at once.',
  unavailable: 'It could not be stored just now. Nothing of it is lost.',
} satisfies Partial<Record<ErrorCode, string>>;

export const texts = {
  direction: 'ltr' as 'ltr' | 'rtl',
  openChat: 'Open chat',
  chat: 'Chat',
  unread: (count: number) => (count === 1 ? '1 new message' : `${count} new messages`),
  chatWith: (merchant: string) => `Chat with ${merchant}`,
  minimise: 'Minimise',
  end: 'End conversation',
  agentHere: (name: string) => `${name} is here`,
  someoneHere: 'Someone is here to answer',
  nobodyHere: 'Nobody is here just now; you can write anyway',
  inQueue: 'Waiting for someone to answer',
  placeInQueue: (place: number) => `You are number ${place} in the queue`,
  ended: 'Ended',
  conversation: 'Conversation',
  you: 'You',
  message: 'Message',
  messagePlaceholder: 'Message…',
  send: 'Send',
  left: (count: number) => (count >= 0 ? `${count} left` : `${-count} too many`),
  typing: (names: readonly string[]) => `${names.join(', ')} ${names.length === 1 ? 'is' : 'are'} typing…`,
  status: {
    waiting: 'waiting',
    sending: 'sending',
    sent: 'sent',
    delivered: 'delivered',
    read: 'read',
    failed: 'not delivered',
  },
  correction: 'Correction',
  masked: 'Card, account and identity numbers are replaced by dots before anybody sees or stores them.',
  sentAgainIn: (seconds: number) => `tried again in ${seconds} s`,
  tryAgain: 'Try again',
  discard: 'Discard',
  choices: 'What may be kept',
  choicesIntro: 'Both are up to you. You can chat without either, and change your mind at any time.',
  staleNotice: 'This notice has changed since you saw it. Please read it and choose again.',
  notice: 'Privacy notice',
  purposes,
  withoutKeeping: 'Deleted 15 minutes after the conversation ends.',
  withKeeping: (ms: number) => `Deleted ${durationInWords(ms)} after the conversation ends.`,
  deletedOn: (date: string) => `Deleted on ${date}.`,
  deletedToday: (time: string) => `Deleted today at ${time}.`,
  why: 'Why?',
  whyTitle: 'Why this date',
  yourData: 'Your data',
  haveCode: 'I have a code',
  cannotStore:
    'This browser lets us store nothing. The conversation lasts as long as this page; a code from “Your data” brings it back.',
  connecting: 'Connecting…',
  reconnecting: (time: string) => `No connection since ${time}. Trying again…`,
  stillNot: (time: string) =>
    `Still no connection since ${time}. Go on writing: it is sent as soon as the connection is back, as long as this page is open.`,
  lost: 'There was no answer. Your message is still here; try again.',
  failed: 'That did not work.',
  errors,
  retryIn: (seconds: number) => `Please wait ${seconds} s.`,
  closed: 'This conversation has ended.',
  startNew: 'Start a new one',
  goneTitle: 'Deleted, as promised',
  gone: 'The date of this conversation has come. Its messages are gone for both sides and cannot be brought back.',
  unsent: 'This had not been sent:',
  cannotOpen: 'The chat cannot be opened here.',
  today: 'Today',
  theAgent: 'Someone',
};

export type Texts = typeof texts;
