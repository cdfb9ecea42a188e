import type { LegalRequestView } from '@parlour/shared/protocol/legal-request.js';
import type { OwnershipChangeView } from '@parlour/shared/protocol/ownership.js';
import { conversations, plural } from '../../ui/texts.js';

const legalStates: Record<LegalRequestView['state'], string> = {
  filed: 'Waits for another admin',
  released: 'Released',
  withdrawn: 'Withdrawn',
};

const changeStates: Record<OwnershipChangeView['state'], string> = {
  planned: 'Planned; nobody has been told',
  announced: 'Announced',
  carried_out: 'Carried out',
  cancelled: 'Cancelled',
};

export const disclosureTexts = {
  label: 'Disclosures',
  title: 'Disclosures',
  lead: 'What leaves the platform on demand of others, and everything that has left.',

  legal: {
    title: 'Requests of authorities',
    lead: 'One admin files, another releases. The package can be fetched once within 24 hours, by whoever released it. The consumer is told at once, or when the gag is over.',
    none: 'No authority has asked for anything.',
    file: 'File a request',
    authority: 'Authority',
    reference: 'Their reference',
    basis: 'The provision that it rests on',
    scope: 'It asks for',
    scopes: { conversation: 'One conversation', merchant: 'A merchant’s conversations of a time' },
    conversation: 'Number of the conversation',
    merchant: 'The merchant’s short name',
    from: 'From',
    to: 'To',
    gag: 'The consumer may not be told before',
    gagHint: 'Only where a court says so. Empty: they are told at once.',
    hold: 'Place a legal hold on it until the matter is over',
    submit: 'File',
    filed: 'Filed. Another admin must release it.',
    states: legalStates,
    about: (count: number): string => conversations(count),
    by: (name: string, date: string): string => `Filed by ${name}, ${date}`,
    decided: (name: string, date: string): string => `${name}, ${date}`,
    gagged: (date: string): string => `The consumer is told on ${date}.`,
    open: 'The consumer is told when it is released.',
    held: 'Under a legal hold.',
    own: 'You filed it: another admin must release it.',
    release: 'Release…',
    releaseAsk: 'Release this package?',
    releaseText: (count: number, authority: string): string =>
      `${conversations(count)} will leave the platform for: ${authority}. The register has an entry first; this cannot be taken back.`,
    releaseYes: 'Release the package',
    withdraw: 'Withdraw',
    ready: 'The package is sealed. It can be fetched once, by you, within 24 hours and only from this page.',
    download: 'Download the package',
    downloaded: 'Downloaded. The sealed package is destroyed.',
  },

  ownership: {
    title: 'Changes of ownership',
    lead: 'A merchant goes to another owner no sooner than 14 days after its notice was sent: by mail to its people, and to its consumers under “Your data”.',
    none: 'No merchant changes hands.',
    plan: 'Plan a change',
    merchant: 'The merchant’s short name',
    newOwner: 'New owner',
    on: 'On',
    submit: 'Plan',
    planned: 'Planned. Send the notice next.',
    states: changeStates,
    line: (merchant: string, owner: string): string => `${merchant} → ${owner}`,
    notice: 'Send the notice',
    noticed: (mails: number): string =>
      `The notice is sent: ${plural(mails, 'mail', 'mails')}, and under “Your data”.`,
    carryOut: 'Carry it out…',
    carryAsk: 'Carry out this change?',
    carryText:
      'The merchant’s conversations pass to the new owner. Each consumer reads it under “Your data”.',
    carryYes: 'Carry it out',
    cancel: 'Cancel the change',
    done: 'Carried out.',
  },
} as const;
