import { pageDays, type pageStatistics } from '@parlour/shared/protocol/page-statistics.js';
import { day } from '@parlour/shared/rules/expiry.js';
import { suppressSmall, wholeDays } from '@parlour/shared/rules/suppress-small.js';
import type { Context } from '../context.js';
import { findSite } from '../sites/site-view.js';
import type { UseCase } from '../use-case.js';

/** Pages that are told of at most. */
const most = 100;

interface Day {
  readonly _id: { readonly path: string; readonly day: number };
  readonly entered: number;
  readonly seconds: number;
}

/**
 * STA-2: whole days, and nothing under ten. A page that never had ten on a day is not even named: its address alone
 * could tell who was there. The time too is that of the shown days alone.
 */
export const pageStatisticsCase =
  ({ models, clock }: Context): UseCase<typeof pageStatistics> =>
  async ({ site: id }, { scope }) => {
    const { counting = false } = await findSite({ models }, id, scope);
    const days = wholeDays(clock.now(), pageDays);
    const found = await daysOf(models, id, days[0]!, days.at(-1)! + day);
    const paths = [...new Set(found.map(({ _id }) => _id.path))];
    const byCell = new Map(found.map((one) => [cellKey(one._id.path, one._id.day), one]));
    const cellOf = (path: string, start: number): Day | undefined => byCell.get(cellKey(path, start));
    const table = paths.map((path) => days.map((start) => cellOf(path, start)?.entered ?? 0));
    const { cells, rows, columns, total } = suppressSmall(table);
    const pages = paths
      .map((path, at) => {
        const shown = days
          .filter((_start, of) => cells[at]![of] !== null)
          .map((start) => cellOf(path, start)!);
        const entered = shown.reduce((sum, one) => sum + one.entered, 0);
        const seconds = shown.reduce((sum, one) => sum + one.seconds, 0);
        return {
          path,
          entered: cells[at]!,
          total: rows[at]!,
          seconds: entered > 0 ? Math.round(seconds / entered) : 0,
        };
      })
      .filter((page) => page.total !== null)
      .toSorted((one, other) => other.total! - one.total!)
      .slice(0, most);
    return {
      counting,
      days: days.map((start) => new Date(start).toISOString().slice(0, 10)),
      pages,
      perDay: columns,
      total,
    };
  };

const cellKey = (path: string, start: number): string => `${start} ${path}`;

async function daysOf(models: Context['models'], site: string, from: number, to: number): Promise<Day[]> {
  const hours = await models.PageHour.find({
    site,
    hour: { $gte: new Date(from), $lt: new Date(to) },
  }).lean();
  const days = new Map<string, { _id: Day['_id']; entered: number; seconds: number }>();
  for (const { path, hour: at, entered, seconds } of hours) {
    const start = Math.floor(at.getTime() / day) * day;
    const sum = days.get(cellKey(path, start)) ?? { _id: { path, day: start }, entered: 0, seconds: 0 };
    sum.entered += entered;
    sum.seconds += seconds;
    days.set(cellKey(path, start), sum);
  }
  return [...days.values()];
}
