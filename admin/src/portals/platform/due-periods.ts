import type { RetentionOverview } from '@parlour/shared/protocol/retention.js';

export interface Period {
  /** First and last day, `YYYY-MM-DD`; the same where it is a single day. */
  readonly from: string;
  readonly to: string;
  readonly conversations: number;
}

/**
 * The days joined into at most `most` periods of equal length, so that a chart of a year is as readable as one of
 * a week. The last period may be shorter.
 */
export function duePeriods(days: RetentionOverview['byDay'], most: number): Period[] {
  const length = Math.max(1, Math.ceil(days.length / most));
  const periods: Period[] = [];
  for (let start = 0; start < days.length; start += length) {
    const joined = days.slice(start, start + length);
    periods.push({
      from: joined[0]!.date,
      to: joined.at(-1)!.date,
      conversations: joined.reduce((sum, day) => sum + day.conversations, 0),
    });
  }
  return periods;
}
