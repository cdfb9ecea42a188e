import type { ReportRange } from '@parlour/shared/protocol/report.js';
import { number } from '../../ui/format.js';
import { conversations, plural } from '../../ui/texts.js';

/** What is said in reports. */
export const reportsTexts = {
  label: 'Reports',
  title: 'Reports',
  lead: 'Sums of whole calendar weeks that are over, counted by UTC. No person is in them. Fewer than ten of anything in a week, or on a day where days are shown, are left out, and totals count only what is shown.',
  range: 'Range',
  ranges: { week: '1 week', month: '4 weeks', quarter: '13 weeks' } satisfies Record<ReportRange, string>,
  span: (from: string, to: string) => `${from} to ${to}`,
  empty: 'There is not enough to show yet.',
  emptyNext:
    'A number appears here once a week is over in which ten or more conversations were started. Try a longer range, or come back next Monday.',
  table: 'The same as a table',
  fewer: 'too few to show',
  tooFew: 'Too few to show in this range.',
  volumes: {
    title: 'Started conversations',
    column: 'Started',
    period: 'Period',
    shown: (count: number) => `${conversations(count)} in all that is shown.`,
  },
  answers: {
    title: 'Time until the first answer',
    lead: 'Closed conversations, by the minutes from the start until an agent wrote.',
    half: (within: string) => `Half of those shown: ${within}.`,
  },
  waits: {
    title: 'Waiting time',
    lead: 'Closed conversations, by the minutes that they waited until an agent took them.',
    half: (within: string) => `Half of those shown: ${within}.`,
  },
  took: 'Time',
  count: 'Conversations',
  /** What took less than `to` minutes and no less than `from`. */
  between: (from: number, to: number) =>
    from === 0
      ? `under ${plural(to, 'minute', 'minutes')}`
      : `${number(from)} to ${plural(to, 'minute', 'minutes')}`,
  /** Under a bar there is little room. */
  betweenShort: (from: number, to: number) =>
    from === 0 ? `< ${number(to)}` : `${number(from)}–${number(to)}`,
  within: (minutes: number) => `within ${plural(minutes, 'minute', 'minutes')}`,
  longer: (minutes: number) => `${plural(minutes, 'minute', 'minutes')} or longer`,
  longerShort: (minutes: number) => `${number(minutes)} +`,
  never: 'never',
  neverLong: 'not at all',
  ratings: {
    title: 'Ratings',
    lead: 'Of closed conversations; each is counted a day after the close, when it can no longer change.',
    score: (score: number) => `${number(score)} of 5`,
    column: 'Rating',
    count: 'Ratings',
    shown: (count: number) => `${plural(count, 'rating is', 'ratings are')} shown.`,
  },
  bar: (what: string, count: string) => `${what}: ${count}`,
} as const;
