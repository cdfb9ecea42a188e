import type { DisclosedField, DisclosureBasis, DisclosureKind } from '@parlour/shared/model/disclosure.js';
import { disclosureWords } from '../../ui/disclosure-words.js';

const kinds: Record<DisclosureKind, string> = {
  webhook: 'Sent to a system of the merchant, or of somebody who works for them, as you wrote',
  transcript_mail: 'Sent by mail to an address that was given for it',
  staff_export: 'Saved outside the platform by the merchant’s staff',
  legal_request: 'Given to an authority',
  ownership_change: 'Passed on with the merchant to a new owner',
};

const english = {
  title: 'To whom it was disclosed',
  lead: 'Everything of yours that has left the platform. Nothing leaves without a line here; where a court forbids telling you, the line appears when that is over.',
  none: 'Nothing has left.',
  kinds,
  about: (dates: string): string => `About your conversation of ${dates}`,
  because: (words: string): string => `Why it was allowed: ${words}.`,
  purpose: (words: string): string => `What for: ${words}`,
  reason: (words: string): string => `Their reason: ${words}`,
  what: (words: string): string => `What: ${words}.`,
  ownership: (merchant: string, owner: string, date: string): string =>
    `From ${date}, ${merchant} belongs to ${owner}, and your conversations with it. What you were promised stays: what you agreed to, and the date of deletion. You can delete everything before then.`,

  bases: disclosureWords.bases as Readonly<Record<DisclosureBasis, string>>,
  fieldList: disclosureWords.fieldList as (list: readonly DisclosedField[]) => string,
  event: disclosureWords.event,
  times: disclosureWords.register.times,

  copy: {
    heading: 'A copy of this conversation',
    save: 'Save as text',
    mail: 'Send by mail',
    to: 'Mail address',
    hint: 'It is used for this one mail and not kept.',
    send: 'Send',
    sent: 'It is on its way.',
  },
};

export type DisclosureTexts = typeof english;

/** In the language that is read. */
export let disclosureTexts: DisclosureTexts = english;

export const readDisclosureTexts = (others: DisclosureTexts | null): void =>
  void (disclosureTexts = others ?? english);
