import type { retentionOverview } from '@parlour/shared/protocol/retention.js';
import { day, minute } from '@parlour/shared/rules/expiry.js';
import type { Context } from '../context.js';
import type { UseCase } from '../use-case.js';
import type { PurgeRunDocument } from './purge-run.model.js';
import { purgeRunView } from './purge-run-view.js';

/** A merchant keeps 90 days unless told otherwise: what is kept now is all in the chart. */
const daysShown = 90;
const runsShown = 10;
/** RET-2: after so long past its date, a conversation that is still stored is overdue. */
const grace = 1 * minute;

export const retentionOverviewCase =
  ({ models, clock }: Context): UseCase<typeof retentionOverview> =>
  async () => {
    const asOf = clock.now();
    const today = Math.floor(asOf / day) * day;
    const count = (from: number, to: number) =>
      models.Conversation.countDocuments({
        held: 'no',
        expiresAt: { $gt: new Date(from), $lte: new Date(to) },
      }).exec();
    const days = Array.from({ length: daysShown }, (_, index) => today + index * day);
    const [due, overdue, stored, next, runs, perDay] = await Promise.all([
      count(0, asOf),
      count(0, asOf - grace),
      models.Conversation.estimatedDocumentCount(),
      models.Conversation.findOne({ held: 'no', expiresAt: { $gt: new Date(asOf) } }, { expiresAt: 1 })
        .sort({ held: 1, expiresAt: 1 })
        .lean(),
      models.PurgeRun.find().sort({ startedAt: -1 }).limit(runsShown).lean<PurgeRunDocument[]>(),
      Promise.all(days.map((start) => count(start, start + day))),
    ]);
    const last = runs[0];
    return {
      asOf,
      due,
      overdue,
      stored,
      nextDueAt: next?.expiresAt.getTime() ?? null,
      byDay: days.map((start, index) => ({
        date: new Date(start).toISOString().slice(0, 10),
        conversations: perDay[index] ?? 0,
      })),
      brake:
        last?.state === 'stopped' && last.doneAt === null ? { due: last.due, stored: last.stored } : null,
      runs: runs.map(purgeRunView),
    };
  };
