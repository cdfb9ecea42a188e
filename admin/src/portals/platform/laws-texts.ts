/** The texts of laws that keep whole conversations. */
import { conversations } from '../../ui/texts.js';

export const lawsTexts = {
  title: 'Laws that keep whole conversations',
  lead: 'Some laws demand that a merchant keeps what was said for years, such as advice on investments. Such a law delays every deletion, also one that the consumer asks for; then the conversation is hidden from everybody until the law lets it go. Consumers read the law before they write. Most laws ask for some facts alone: those the merchant enters, and what was said goes.',
  none: 'No such law is entered.',
  merchant: 'Merchant’s short name',
  basis: 'Law',
  basisHint: 'As consumers read it: “Securities Trading Act § 83: records of advice”.',
  source: 'Where it stands',
  sourceHint: 'A citation or an address where anybody can read it.',
  years: 'Years from the close',
  newOnly: 'It holds for conversations that begin from now on.',
  add: 'Enter this law',
  added: (basis: string, merchant: string) => `“${basis}” holds for ${merchant} from now on.`,
  keeps: (merchant: string, time: string) =>
    `${merchant}: the whole conversation, for ${time} from the close.`,
  entered: (by: string, when: string) => `Entered by ${by} on ${when}.`,
  holds: (count: number) => (count === 0 ? 'Nothing is kept by it.' : `Keeps ${conversations(count)}.`),
  end: 'It no longer holds…',
  ask: (basis: string) => `Does “${basis}” no longer hold?`,
  endMeans:
    'What it alone keeps goes by the other rules from now on; what is past its date by these, at once. That cannot be undone.',
  endYes: 'End it',
  ended: (when: string) => `Ended on ${when}.`,
  endedSaid: 'Ended. What it alone kept goes by the other rules.',
} as const;
