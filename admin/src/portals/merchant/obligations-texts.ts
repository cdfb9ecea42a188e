/** The texts of what a law makes the merchant keep. */
import { plural } from '../../ui/texts.js';

export const obligationsTexts = {
  title: 'What the law makes you keep',
  lead: 'A law may demand that you keep some facts of a business contact for years. Name them here, and those alone stay when a conversation is deleted, sealed apart. What was said goes on its date all the same, and consumers read under “Your data”, beforehand and afterwards, what stays, until when, and by which law.',
  none: 'No law is entered. Everything of a conversation goes on its date.',
  basis: 'Law',
  basisHint: 'As consumers read it: “Tax code § 147: records of business letters”.',
  fields: 'What it makes you keep',
  years: 'Years from the close',
  add: 'Enter this law',
  newOnly: 'It holds for conversations that begin from now on.',
  added: (basis: string) => `“${basis}” holds from now on.`,
  keeps: (fields: string, time: string) => `Keeps ${fields}, for ${time}.`,
  entered: (by: string, when: string) => `Entered by ${by} on ${when}.`,
  holds: (count: number) =>
    count === 0 ? 'Nothing is kept by it yet.' : `${plural(count, 'record', 'records')} kept.`,
  end: 'It no longer holds…',
  ask: (basis: string) => `Does “${basis}” no longer hold?`,
  endMeans: 'What is kept by it can be read no more, and is deleted within the hour. That cannot be undone.',
  endYes: 'End it',
  ended: (when: string) => `Ended on ${when}.`,
  endedSaid: 'Ended. What it kept is being deleted.',
  records: 'What is kept by law',
  until: (since: string, until: string) => `Since ${since}, until ${until}`,
  reason: 'Why do you need it?',
  reasonHint: 'Your name and this reason go into the audit.',
  read: 'Read it',
  close: 'Close',
} as const;
