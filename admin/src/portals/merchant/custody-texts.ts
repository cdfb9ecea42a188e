/** The texts of the holds whose custodian a manager is. */
import { conversations } from '../../ui/texts.js';

export const custodyTexts = {
  label: 'Legal holds',
  title: 'What you must keep',
  lead: 'While a legal hold is in force, nothing that it covers is deleted. You were named custodian of the holds below: keep whatever you have of what they cover outside of Parlour too. What is past its date is hidden from everybody but you and the other custodians.',
  none: 'You are custodian of no legal hold.',
  noneNext: 'If an admin names you, you are told by mail, and it stands here.',
  placed: (when: string) => `Placed on ${when}.`,
  covers: (count: number) => `It covers ${conversations(count)} of yours.`,
  acknowledge: 'I know of it, and keep it',
  acknowledged: (when: string) => `You said on ${when} that you know of it.`,
  waits: 'It waits for your word.',
  conversation: (when: string) => `Conversation of ${when}`,
  hidden: 'past its date, hidden',
  visible: 'in the inbox as well',
  read: 'Read it',
  reason: 'Why do you need it?',
  reasonHint: 'Your name and this reason go into the audit.',
  close: 'Close',
  consumer: 'Consumer',
  note: (who: string) => `Note by ${who}`,
  said: 'Noted. The admins see it.',
} as const;
