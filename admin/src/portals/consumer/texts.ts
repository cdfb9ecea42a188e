import type { ReportReason } from '@parlour/shared/model/block.js';
import type { ChoosablePurpose, ConsentState } from '@parlour/shared/model/purpose.js';
import type { RefusalReason, RequestKind, RequestState } from '@parlour/shared/model/request.js';
import { explainExpiry } from '@parlour/shared/rules/expiry-words.js';
import type { ExpiryReason } from '@parlour/shared/rules/expiry.js';
import { fieldsInWords, keptFor } from '../../ui/obligation-words.js';
import { conversations, plural } from '../../ui/texts.js';

const kinds: Record<RequestKind, string> = {
  access: 'A question about my data',
  deletion: 'Deletion',
  correction: 'Correction',
  objection: 'An objection to a use',
  takedown: 'Something public should be taken down',
  complaint: 'A complaint',
};

const states: Record<RequestState, string> = {
  open: 'Received',
  verifying: 'Being verified',
  in_progress: 'In progress',
  extended: 'Takes longer',
  fulfilled: 'Done',
  partially_fulfilled: 'Done in part',
  denied: 'Refused',
};

const reasons: Record<RefusalReason, string> = {
  suspected_fraud: 'fraud is suspected',
  insufficient_verification: 'it could not be verified who asks',
  no_match: 'nothing was found',
  claim_not_covered: 'the law gives no such claim',
  outside_jurisdiction: 'the law does not apply here',
  too_many_requests: 'the same was asked too often',
  other: 'see the answer',
};

const purposes: Record<ChoosablePurpose, { readonly name: string; readonly means: string }> = {
  transcript_storage: {
    name: 'Keep the transcript',
    means:
      'So that you and the merchant can come back to it. If not, it is deleted 15 minutes after the conversation ends.',
  },
  device_storage: {
    name: 'Remember me on the device where I chatted',
    means: 'So that the chat is still there after a reload.',
  },
  contact_followup: {
    name: 'Contact me about what I asked',
    means: 'One answer or follow-up, at the address that you gave for it.',
  },
  marketing: {
    name: 'Send me news and offers',
    means: 'By mail, once you have confirmed the address by a mail, until you say stop.',
  },
  analytics: { name: 'Count my waiting time', means: 'Never in a group under ten.' },
  partner_sharing: {
    name: 'Share with partners',
    means: 'Named fields with a named partner, and nobody else.',
  },
  publication: { name: 'Publish my rating', means: 'As you have edited and approved it.' },
};

const consentStates: Record<ConsentState, string> = {
  requested: 'You agreed; it waits for the button in the mail',
  given: 'You agreed',
  renewed: 'You agreed again',
  refused: 'You said no',
  withdrawn: 'You took it back',
  expired: 'It ran out',
  invalidated: 'It was void',
};

/** The texts of the consumer portal, in English: whatever locale is read, these are its keys. */
const english = {
  title: 'Your data',
  door: {
    lead: 'Here you see what is kept about you, until when and why; take a copy with you, correct or delete it. You need no account.',
    label: 'Resume code',
    hint: 'Open the chat on the page where you wrote, choose “Your data”, and make a code there. It looks like 7K3QF-….',
    submit: 'Open',
    missing: 'Enter the code of twenty letters and digits.',
    left: 'Closed. This browser keeps nothing of it.',
  },
  report: {
    open: 'Report who answered you…',
    means:
      'It goes to the merchant’s manager, who answers it by a date. The operator of the platform sees that you complained, about whom and why, and nothing of what was written.',
    reason: 'What was wrong?',
    reasons: {
      rude: 'Rude or insulting',
      discrimination: 'Discriminating',
      wrong_information: 'False or misleading',
      privacy: 'Careless with my data',
      other: 'Something else',
    } satisfies Record<ReportReason, string>,
    text: 'What happened? You need not say.',
    send: 'Report',
    sent: 'Reported. The answer appears below, under “Ask us something”.',
  },
  blocked: (merchant: string, until: string) =>
    `${merchant} begins no new conversation with you until ${until}. To know for how long, a number that your browser made is kept until then, and nothing else.`,
  rated: (score: number) => `You gave ${score} of 5.`,
  kept: (count: number, merchant: string, last: string | null) =>
    last === null
      ? `We keep no conversation between you and ${merchant}.`
      : `We keep ${conversations(count)} between you and ${merchant}; the last is deleted on ${last}.`,
  keptMore:
    'Only what you wrote on one merchant’s page on one site is shown here. Elsewhere you are somebody else to us.',
  copy: 'Take a copy with you',
  copying: 'Preparing your copy…',
  copied:
    'Your copy is in your downloads: a ZIP with a page to read, the same as JSON, and the receipts of your answers.',
  eraseAll: 'Delete everything…',
  close: 'Close',
  conversation: (date: string) => `Conversation of ${date}`,
  states: { queued: 'Waiting', active: 'Open', closed: 'Ended' },
  messages: (count: number) => plural(count, 'entry', 'entries'),
  deletedOn: (date: string) => `Deleted on ${date}.`,
  why: 'Why then?',
  keeps: (fields: string, time: string, basis: string) =>
    `After that the law makes the merchant keep ${fields}, and nothing of what was said, for ${time} from the end: ${basis}.`,
  keptWhole: (time: string, basis: string) =>
    `The law makes the merchant keep the whole conversation, for ${time} from the end: ${basis}.`,
  keptFields: fieldsInWords,
  keptFor,
  obliged: 'Kept because of a law',
  obligedLead: 'What was said is deleted. The merchant must keep this, and may use it for nothing else:',
  obligedUntil: (fields: string, until: string) => `${fields}, until ${until}`,
  viewers: 'Who has looked',
  nobody: 'Nobody of the merchant’s staff has opened it.',
  viewed: (name: string, first: string, last: string) =>
    first === last ? `${name}, on ${first}` : `${name}, first on ${first}, last on ${last}`,
  read: 'Read it',
  hide: 'Hide it',
  you: 'You',
  save: 'Save',
  saveFile: (name: string) => `Save ${name}`,
  fileSaved: (name: string) => `${name} is in your downloads.`,
  correct: 'Correct…',
  correction: 'What is right instead? Both sides see it beside what was said.',
  correctSave: 'Add the correction',
  corrected: 'Added. Both sides see it.',
  corrects: 'Correction',
  erase: 'Delete…',
  askErase: (date: string) => `Delete the conversation of ${date}?`,
  askEraseAll: (count: number) => `Delete ${conversations(count)}?`,
  eraseMeans:
    'It vanishes for both sides at once, and its key is destroyed. This cannot be undone, not even from a backup.',
  eraseYes: 'Delete for good',
  erased: (deleted: number, delayed: number, kept: number, hasCopy: boolean) =>
    [
      hasCopy ? 'The copy that you had asked for is in your downloads.' : '',
      deleted > 0 ? `${conversations(deleted)} deleted for good.` : '',
      kept > 0 ? `Of ${conversations(kept)} the law makes the merchant keep what is listed below.` : '',
      delayed > 0
        ? `${conversations(delayed)} hidden from now on: the law makes us keep them a while longer. They are deleted as soon as that ends.`
        : '',
    ]
      .filter(Boolean)
      .join(' '),
  delayed: (date: string) =>
    `The conversation of ${date} is hidden from everybody and will be deleted when a legal obligation to keep it ends.`,
  delayedByLaw: (date: string, until: string, basis: string) =>
    `The conversation of ${date} is hidden from everybody and will be deleted on ${until}. Until then the law makes the merchant keep it: ${basis}.`,
  consents: 'What you agreed to',
  consentsLead:
    'Each is up to you, and each acts at once. What was lawful before stays so; you can delete what was kept.',
  gpc: 'Your browser sends Global Privacy Control. We take it as a no to analytics, marketing and partners; what you agree to here counts as your own word.',
  purposes,
  history: 'Every answer, with its date',
  consentStates,
  bySignal: 'by your browser’s signal',
  byPage: 'said to the page around the chat',
  receipt: 'Download the receipt',
  saved: 'Saved. It acts from now on.',
  requests: 'Ask us something',
  requestsLead: 'Somebody of the merchant answers, by a date that the law sets. You read the answer here.',
  kind: 'What is it about?',
  kinds,
  text: 'In your words',
  where: 'Where do you live?',
  places: { gdpr: 'Europe, or elsewhere', ccpa: 'California' },
  send: 'Send',
  sent: 'Received. The answer comes by the date below.',
  requestStates: states,
  due: (date: string) => `Answer by ${date}`,
  refusedBecause: (reason: RefusalReason) => `Because ${reasons[reason]}.`,
  dispute:
    'If the answer does not satisfy you, turn to the data protection authority of the place where you live.',
  explain: explainExpiry as (reasons: readonly ExpiryReason[]) => string[],
  service: 'Answer me',
  language: 'Language',
  stored: 'What this browser keeps',
  storedText:
    'One cookie that keeps this page open for an hour. “Close” removes it. What the chat keeps on a shop’s page is listed there, under “Your data”.',
};

export type Texts = typeof english;

/** In the language that is read: drawn from at each rendering, never before. */
export let texts: Texts = english;

export const readTexts = (others: Texts | null): void => void (texts = others ?? english);
