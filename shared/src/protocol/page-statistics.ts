import type { SiteId } from '../model/ids.js';
import { operation } from './define.js';

/** Where a page says that it was open: outside the operations, since nobody calls and nothing is answered. */
export const pageCountPath = '/page-counts';

/** Days that are told of. */
export const pageDays = 28;

/** Pages of one site and day that are told apart; what comes after them is counted together. */
export const pagesPerDay = 300;

export interface PageStatistics {
  /** Whether pages are counted now. */
  readonly counting: boolean;
  /** UTC, oldest first; only days that are over. */
  readonly days: readonly string[];
  /** Those that were entered ten times or more on a day, the most entered first. */
  readonly pages: readonly {
    readonly path: string;
    /** For each day; null where fewer than ten. */
    readonly entered: readonly (number | null)[];
    readonly total: number | null;
    /** Seconds that it was open on average, on the days that are shown; coarse. */
    readonly seconds: number;
  }[];
  readonly perDay: readonly (number | null)[];
  readonly total: number | null;
}

export const pageStatistics = operation<{ readonly site: SiteId }, PageStatistics>()({
  name: 'site.pages',
  summary:
    'How often the pages of a site were entered and how long they were open, by day; without small counts.',
  capability: 'site.manage',
  purpose: 'service',
  limit: 'read',
  http: ['GET', '/sites/:site/pages'],
  socket: true,
});
