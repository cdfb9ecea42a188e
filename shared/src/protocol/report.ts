import { operation } from './define.js';

/** How many whole calendar weeks (from Monday, UTC) a report reaches back over. */
export const reportWeeks = { week: 1, month: 4, quarter: 13 } as const;
export type ReportRange = keyof typeof reportWeeks;

/** Where the times until an answer are parted, in minutes; what took longer than the last is counted together. */
export const reportMinutes = [1, 2, 5, 15, 60] as const;

/** Sums of whole days that are over. Null where hidden: fewer than ten, or what would tell fewer than ten. */
export interface Report {
  readonly range: ReportRange;
  /** The first and last day, `YYYY-MM-DD` (UTC). */
  readonly from: string;
  readonly to: string;
  /** How many conversations were started, by days for a week and by weeks for more; oldest first. */
  readonly volumes: readonly {
    readonly from: string;
    readonly to: string;
    readonly started: number | null;
  }[];
  /** Of what is shown in `volumes`. */
  readonly started: number | null;
  /** Conversations that were closed, by how long they waited for an agent: one for each of `reportMinutes`, then longer, then never. */
  readonly waits: readonly (number | null)[];
  /** The same, by how long it was until an agent wrote. */
  readonly answers: readonly (number | null)[];
  /** Ratings from 1 to 5. */
  readonly ratings: readonly (number | null)[];
}

export const readReport = operation<{ readonly range: ReportRange }, Report>()({
  name: 'report.read',
  summary:
    'How many conversations were started, how long they waited and how they were rated, in sums without small counts.',
  capability: 'report.read',
  purpose: 'service',
  limit: 'read',
  http: ['GET', '/report'],
  socket: true,
});
