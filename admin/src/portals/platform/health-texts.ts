import { plural } from '../../ui/texts.js';
import type { AttentionKind, JobView } from '@parlour/shared/protocol/health.js';

const requests = (count: number): string => plural(count, 'privacy request', 'privacy requests');

export const healthTexts = {
  label: 'Health',
  title: 'Health',
  lead: 'Whether the store, the mail and what runs by itself are well. This page looks again every half minute.',
  store: 'Store',
  storeText: 'It has just answered.',
  ms: (ms: string) => `${ms} ms`,
  mail: 'Mail',
  mailOff: 'Not set up',
  mailOffText: 'Nobody is sent anything. SMTP_URL sets it up.',
  mailWaiting: 'Waiting to be delivered.',
  mailStuck: (count: number) =>
    `${plural(count, 'mail was', 'mails were')} tried three times or more: the mail server refuses or cannot be reached. The log says which.`,
  jobs: 'What runs by itself',
  job: 'Work',
  every: 'Every',
  ran: 'Last begun',
  how: 'How it went',
  never: 'Not yet',
  states: {
    ok: 'Well',
    failed: 'Failed; it is tried again, and the log says why',
    late: 'Late: no server has begun it',
    not_yet: 'Not yet run',
  } satisfies Record<JobView['state'], string>,
  attention: 'To attend to',
  nothing: 'Nothing else waits for you.',
  kinds: {
    requests_overdue: (count) => `${requests(count)} past the last day for an answer`,
    requests_soon: (count) => `${requests(count)} to be answered within seven days`,
    holds_to_review: (count) => `${plural(count, 'legal hold', 'legal holds')} to review within seven days`,
    legal_waiting: (count) =>
      `${plural(count, 'request', 'requests')} of an authority for a second admin to decide`,
    mail_stuck: (count) => `${plural(count, 'mail', 'mails')} that cannot be delivered`,
    jobs_wrong: (count) =>
      `${plural(count, 'piece', 'pieces')} of work that should run by itself and failed or is late`,
  } satisfies Record<AttentionKind, (count: number) => string>,
  asOf: (time: string) => `As of ${time}`,
};
