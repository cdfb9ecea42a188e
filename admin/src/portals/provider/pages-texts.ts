import { number } from '../../ui/format.js';
import { plural } from '../../ui/texts.js';

/** What is said of counted pages. */
export const pagesTexts = {
  title: 'Pages',
  lead: 'How often pages were entered and how long they were open, counted without cookie, key, address or person. Fewer than ten on a day are not shown, nor is a page that never had ten. Whoever sends Global Privacy Control or Do Not Track is not counted.',
  on: 'Pages of this site are counted.',
  off: 'Pages of this site are not counted.',
  tagOn: 'Only pages whose tag carries data-statistics are: copy the tag again from above.',
  say: 'Say so in your site’s privacy policy before you turn this on.',
  turnOn: 'Count pages',
  turnOff: 'Count no more',
  page: 'Page',
  chart: (days: number) => `Last ${number(days)} days`,
  chartLabel: (path: string, shown: number, days: number) =>
    `${path}: ${plural(shown, 'day', 'days')} of ${number(days)} with ten visits or more`,
  entered: 'Entered',
  open: 'Open on average',
  others: 'all other pages',
  seconds: (seconds: number) =>
    seconds < 60 ? `${number(seconds)} s` : `${number(Math.round(seconds / 60))} min`,
  none: 'Nothing to show yet.',
  noneText: 'A page appears once it was entered ten times on a day that is over.',
  table: 'The same as a table',
  region: 'Pages, how often entered and how long open',
  byDay: 'Pages by day',
  day: 'Day',
  fewer: '< 10',
  all: 'All shown',
} as const;
