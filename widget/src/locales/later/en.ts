/** English, what is said only after the chat is open: fetched with the first view that needs it. */
import { explainExpiry } from '@parlour/shared/rules/expiry-words.js';
import type { StoredKey } from '../../device/device.js';

const stored: Record<StoredKey, string> = {
  token: 'A random number by which this conversation is found again',
  outbox: 'Messages that have not gone out yet',
};

export const laterTexts = {
  endSure: 'End this conversation? What is written stays until its date.',
  endYes: 'End it',
  endNo: 'Go on',
  exactly: (relative: string, exact: string) => `That is ${relative}: ${exact}.`,
  moves: 'Every new message moves the date on.',
  explain: explainExpiry,
  agreedTo: 'What you agreed to',
  elsewhere: 'See, take along or delete everything',
  elsewhereMeans: 'On a page of its own, now or later, on any device, without an account. A code opens it.',
  makeCode: 'Make a code',
  codeIs: 'Keep it to yourself:',
  openData: 'Open the page now',
  onDevice: 'On this device',
  nothingStored: 'Nothing is stored on this device.',
  stored,
  clear: 'Remove from this device',
  rateTitle: 'How was it?',
  stars: (score: number) => `${score} of 5`,
  rateComment: 'Anything to add? You need not.',
  rateMeans: 'The merchant reads it. It is deleted together with the conversation.',
  rateSend: 'Send rating',
  rateThanks: (score: number) => `Thank you. You gave ${score} of 5.`,
  rateChange: 'Change it',
};

export type LaterTexts = typeof laterTexts;
