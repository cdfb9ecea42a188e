import { reportMinutes } from '@parlour/shared/protocol/report.js';
import { minute } from '@parlour/shared/rules/expiry.js';
import type { Context } from '../context.js';
import type { DayCounts } from './merchant-day.model.js';

/** From `from` on, until before `to`; within one day. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

type Models = Context['models'];
type Closed = Pick<Parameters<typeof bucketOf>[0], 'startedAt'> & { _id: string };

/** So many conversations' messages are looked at together. */
const batch = 500;
/** One for each of `reportMinutes`, then longer, then never. */
const times = reportMinutes.length + 2;

const within = ({ from, to }: Span) => ({ $gte: new Date(from), $lt: new Date(to) });
const stored = { $in: ['queued' as const, 'active' as const, 'closed' as const, 'expired' as const] };

/** What happened with a merchant in the span; ratings are those of what was closed `later` before. Null where nothing did. */
export async function countSpan(
  models: Models,
  merchant: string,
  span: Span,
  later: number,
): Promise<DayCounts | null> {
  const rated = { from: span.from - later, to: span.to - later };
  const [started, closed, ratings] = await Promise.all([
    models.Conversation.countDocuments({ merchant, state: stored, startedAt: within(span) }),
    models.Conversation.find({ merchant, open: false, closedAt: within(span) }, { startedAt: 1 }).lean<
      Closed[]
    >(),
    countRatings(models, merchant, rated),
  ]);
  if (started === 0 && closed.length === 0 && ratings.every((count) => count === 0)) return null;
  return { started, ratings, ...(await countTimes(models, closed)) };
}

async function countRatings(models: Models, merchant: string, span: Span): Promise<number[]> {
  const counted = await models.Conversation.aggregate<{ _id: number; count: number }>([
    { $match: { merchant, open: false, closedAt: within(span), 'rating.score': { $gte: 1, $lte: 5 } } },
    { $group: { _id: '$rating.score', count: { $sum: 1 } } },
  ]);
  const ratings = [0, 0, 0, 0, 0];
  for (const { _id: score, count } of counted) ratings[score - 1] = count;
  return ratings;
}

async function countTimes(
  models: Models,
  closed: readonly Closed[],
): Promise<Pick<DayCounts, 'waits' | 'answers'>> {
  const waits = new Array<number>(times).fill(0);
  const answers = new Array<number>(times).fill(0);
  for (let start = 0; start < closed.length; start += batch) {
    const some = closed.slice(start, start + batch);
    const ids = some.map(({ _id }) => _id);
    const [accepted, answered] = await Promise.all([
      firstOf(models, { conversation: { $in: ids }, event: 'accepted' }),
      firstOf(models, {
        conversation: { $in: ids },
        kind: { $in: ['text', 'file'] },
        sender: { $nin: ['consumer', 'system'] },
      }),
    ]);
    for (const { _id, startedAt } of some) {
      waits[bucketOf({ startedAt, at: accepted.get(_id) })]! += 1;
      answers[bucketOf({ startedAt, at: answered.get(_id) })]! += 1;
    }
  }
  return { waits, answers };
}

/** When the first such message of each conversation was. */
async function firstOf(models: Models, match: object): Promise<Map<string, Date>> {
  const found = await models.Message.aggregate<{ _id: string; at: Date }>([
    { $match: match },
    { $group: { _id: '$conversation', at: { $min: '$at' } } },
  ]);
  return new Map(found.map(({ _id, at }) => [_id, at]));
}

function bucketOf({ startedAt, at }: { startedAt: Date; at: Date | undefined }): number {
  if (!at) return times - 1;
  const took = at.getTime() - startedAt.getTime();
  const found = reportMinutes.findIndex((minutes) => took < minutes * minute);
  return found < 0 ? times - 2 : found;
}
