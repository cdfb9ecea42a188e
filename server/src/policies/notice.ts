/** The notice that a consumer reads before the first message; every decision is bound to its hash (CON-2). */
import { createHash } from 'node:crypto';
import type { NoticeView } from '@parlour/shared/protocol/conversation.js';

export type Notice = NoticeView;

const noticeVersion = '1.0.0';

const text = [
  'You write with the merchant whose page you are on, and only their staff can read it. The company whose web site this is cannot, and neither can the people who run the chat.',
  'What you write is encrypted with a key made for this conversation alone. On the date that is always shown under the conversation, the transcript is deleted and the key destroyed.',
  'You need not give your name, your address or anything else. You are asked for two things, each on its own, and you can chat whatever you answer; you can change both at any time under “Your data”.',
  'Storing the transcript lets you and the merchant return to it later. Without it, everything is deleted 15 minutes after the conversation ends.',
  'Storing a key on this device lets you find the conversation again after you close this page. Without it, nothing is written to your device.',
].join('\n\n');

export const currentNotice: Notice = {
  version: noticeVersion,
  sha256: createHash('sha256').update(text).digest('hex'),
  text,
};
