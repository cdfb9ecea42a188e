import { reportMinutes, reportWeeks, type readReport, type Report } from '@parlour/shared/protocol/report.js';
import { day } from '@parlour/shared/rules/expiry.js';
import type { Context } from '../context.js';
import type { UseCase } from '../use-case.js';
import type { MerchantDayDocument } from './merchant-day.model.js';
import { bucketsTold, sums, type Sums } from './told.js';

const week = 7 * day;
/** A Monday. */
const monday = Date.UTC(2024, 0, 1);
const iso = (at: number): string => new Date(at).toISOString().slice(0, 10);
const none = { waits: new Array<number>(reportMinutes.length + 2).fill(0), ratings: [0, 0, 0, 0, 0] };

/**
 * STA-2, STA-4: whole calendar weeks that are counted to their end, and nothing under ten. Every report is made of the
 * same weeks, so that of two there is no difference to be computed but what either tells.
 */
export const readReportCase =
  ({ models, clock }: Context): UseCase<typeof readReport> =>
  async ({ range }, { scope }) => {
    const mark = await models.MerchantDay.findById('mark').lean();
    // Where nothing was ever counted there is nothing to tell, of the weeks that somebody asks about.
    const end = lastMonday(Math.min(clock.now(), mark?.until.getTime() ?? clock.now()));
    const start = end - reportWeeks[range] * week;
    const rows = await models.MerchantDay.find({
      ...scope,
      day: { $gte: new Date(start), $lt: new Date(end) },
    }).lean<MerchantDayDocument[]>();
    const found = new Map(rows.map((row) => [row.day.getTime(), row.counts]));
    const weeks = Array.from({ length: reportWeeks[range] }, (_, at) =>
      Array.from({ length: 7 }, (_day, of) => found.get(start + at * week + of * day)),
    );
    const list = (name: 'waits' | 'answers' | 'ratings') =>
      bucketsTold(
        weeks.map((days) =>
          days.map((counts) => counts?.[name] ?? (name === 'ratings' ? none.ratings : none.waits)),
        ),
      );
    return {
      range,
      from: iso(start),
      to: iso(end - day),
      ...volumes(range, start, sums(weeks.map((days) => days.map((counts) => counts?.started ?? 0)))),
      waits: list('waits'),
      answers: list('answers'),
      ratings: list('ratings'),
    };
  };

const lastMonday = (at: number): number => monday + Math.floor((at - monday) / week) * week;

function volumes(
  range: Report['range'],
  start: number,
  { days, weeks, total }: Sums,
): Pick<Report, 'volumes' | 'started'> {
  const [shown, length] = range === 'week' ? [days.flat(), day] : [weeks, week];
  return {
    volumes: shown.map((started, at) => ({
      from: iso(start + at * length),
      to: iso(start + (at + 1) * length - day),
      started,
    })),
    started: total,
  };
}
