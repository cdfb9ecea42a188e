/**
 * STA-2, over days within weeks: what may be told of both. A day is told from ten on. A week tells its days that are
 * told, and the rest of it only where that rest alone is ten or more. So whatever is told, or computed from what is
 * told, is a sum of groups that share nothing and are ten or more each.
 */
import { smallestShown, suppressSmall } from '@parlour/shared/rules/suppress-small.js';

export interface Sums {
  /** By week, then by day; null where hidden. */
  readonly days: readonly (readonly (number | null)[])[];
  readonly weeks: readonly (number | null)[];
  /** Of the weeks that are told. */
  readonly total: number | null;
}

const sum = (counts: readonly (number | null)[]): number =>
  counts.reduce<number>((all, count) => all + (count ?? 0), 0);
const orNull = (count: number): number | null => (count === 0 ? null : count);

/** `counts` by week, then by day. */
export function sums(counts: readonly (readonly number[])[]): Sums {
  const { cells } = suppressSmall(counts);
  const weeks = counts.map((days, at) => {
    const shown = sum(cells[at]!);
    const rest = sum(days) - shown;
    return orNull(shown + (rest >= smallestShown ? rest : 0));
  });
  return { days: cells, weeks, total: orNull(sum(weeks)) };
}

/**
 * Buckets over some weeks, given by week, day and bucket. Each bucket of each week is told from ten on, and the weeks
 * in which it is are added up. How many there were in all is not told: what is hidden could be taken from it.
 */
export function bucketsTold(counts: readonly (readonly (readonly number[])[])[]): readonly (number | null)[] {
  const byWeek = counts.map((days) =>
    (days[0] ?? []).map((_, bucket) => sum(days.map((buckets) => buckets[bucket] ?? 0))),
  );
  return suppressSmall(byWeek).columns;
}
