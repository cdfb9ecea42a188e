/** Words about disclosures, alike in every portal. */
import {
  disclosedFields,
  type DisclosedField,
  type DisclosureBasis,
  type DisclosureKind,
  type RecipientCategory,
  type WebhookEvent,
} from '@parlour/shared/model/disclosure.js';
import { conversations, plural } from './texts.js';

const kinds: Record<DisclosureKind, string> = {
  webhook: 'Sent to a system as it happened',
  transcript_mail: 'Transcript by mail',
  staff_export: 'Exported by staff',
  legal_request: 'Given to an authority',
  ownership_change: 'Passed to a new owner',
};

const categories: Record<RecipientCategory, string> = {
  processor: 'works for the merchant',
  third_party: 'somebody else',
  consumer: 'the consumer',
  staff: 'the merchant’s own staff',
  authority: 'an authority',
  successor: 'the new owner',
};

const bases: Record<DisclosureBasis, string> = {
  consumer_asked: 'the consumer asked for it',
  contract: 'they work for the merchant under a contract',
  consent: 'the consumer agreed to sharing with partners',
  legitimate_interest: 'the merchant needs it to serve the consumer',
  legal_obligation: 'the law demands it',
};

const fields: Record<DisclosedField, string> = {
  reference: 'Number of the conversation, and times',
  state: 'Whether it is open or closed',
  site: 'Site',
  page: 'Page they wrote from',
  sender: 'Who wrote, and the agent’s name',
  text: 'What was written, with numbers masked, and names of files',
  consents: 'What the consumer agreed to',
  expiry: 'When it is deleted',
  rating: 'Rating and its comment',
  notes: 'What the staff noted among themselves',
};

export const webhookEventWords: Record<WebhookEvent | 'test', string> = {
  'conversation.started': 'A conversation begins',
  'message.posted': 'A message is written',
  'conversation.closed': 'A conversation is closed',
  'conversation.rated': 'A conversation is rated',
  'conversation.purged': 'A conversation is deleted for good',
  test: 'Test',
};

export const disclosureWords = {
  kinds,
  categories,
  bases,
  fields,
  fieldList: (list: readonly DisclosedField[]): string =>
    list.length === 0
      ? 'Nothing but that something happened'
      : list.length === disclosedFields.length
        ? 'All of it: what was written, and all that is kept with it'
        : disclosedFields.flatMap((field) => (list.includes(field) ? [fields[field]] : [])).join('; '),
  event: (number: number): string => `by answer no. ${number} under “What you agreed to”`,

  register: {
    title: 'Register of disclosures',
    lead: 'Everything that has left the platform: to whom, why, and what of it. Nothing leaves without an entry here.',
    none: 'Nothing has left.',
    noneText: 'What is sent, exported or handed over appears here before it goes.',
    at: 'When, and by whom',
    what: 'How',
    recipient: 'To whom',
    basis: 'Because',
    fields: 'What',
    merchant: 'Merchant',
    people: { consumer: 'the consumer', system: 'the system' } as Readonly<Record<string, string>>,
    times: (count: number): string => plural(count, 'time', 'times'),
    conversations: (count: number | null): string =>
      count === null ? 'all conversations until then' : count === 0 ? 'nobody' : conversations(count),
    gagged: (date: string): string => `The consumer is told on ${date}.`,
    more: 'Show more',
  },
} as const;
