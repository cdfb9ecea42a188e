import type { ReportReason } from '@parlour/shared/model/block.js';
import type { RefusalReason, RequestKind, RequestState } from '@parlour/shared/model/request.js';
import type { RequestAction } from '@parlour/shared/rules/request-states.js';

export const texts = {
  label: 'Requests',
  title: 'Privacy requests',
  lead: 'What consumers have asked for. Copies and deletions are done by themselves; here is what a person must answer, by the date that the law sets.',
  platformLead:
    'The requests of every merchant, without what was written. Those past their date stand first.',
  none: 'Nobody waits for an answer.',
  noneNext: 'What consumers ask under “Your data” appears here.',
  open: 'To be answered',
  closed: 'Answered',
  due: (date: string) => `Answer by ${date}`,
  overdue: (date: string) => `Overdue since ${date}`,
  report: (name: string | null, reason: string) =>
    name === null ? `About the conversation: ${reason}` : `About ${name}: ${reason}`,
  reports: {
    rude: 'rude or insulting',
    discrimination: 'discriminating',
    wrong_information: 'false or misleading',
    privacy: 'careless with data',
    other: 'something else',
  } satisfies Record<ReportReason, string>,
  reportedIn: 'Open the conversation',
  withheld: 'Out of sight until you decide. A refusal brings it back, anything else takes it away for good:',
  by: (name: string) => (name === '' ? 'without a name' : `as ${name}`),
  kinds: {
    access: 'Question about data',
    deletion: 'Deletion',
    correction: 'Correction',
    objection: 'Objection',
    takedown: 'Takedown',
    complaint: 'Complaint',
  } satisfies Record<RequestKind, string>,
  states: {
    open: 'Received',
    verifying: 'Being verified',
    in_progress: 'In progress',
    extended: 'Extended',
    fulfilled: 'Done',
    partially_fulfilled: 'Done in part',
    denied: 'Refused',
  } satisfies Record<RequestState, string>,
  actions: {
    start: 'Take it on',
    fulfil: 'It is done',
    fulfil_partly: 'It is done in part',
    extend: 'It takes longer',
    deny: 'It is refused',
    verify: 'Ask who it is',
  } satisfies Record<RequestAction, string>,
  reasons: {
    suspected_fraud: 'Fraud is suspected',
    insufficient_verification: 'It could not be verified who asks',
    no_match: 'Nothing was found',
    claim_not_covered: 'The law gives no such claim',
    outside_jurisdiction: 'The law does not apply',
    too_many_requests: 'The same was asked too often',
    other: 'Something else, said in the answer',
  } satisfies Record<RefusalReason, string>,
  decision: 'What becomes of it',
  reason: 'Reason of the refusal',
  answer: 'What the consumer is told',
  save: 'Decide',
  saved: 'Decided. The consumer reads it under “Your data”.',
} as const;
