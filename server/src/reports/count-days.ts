/**
 * STA-4: what merchants' reports are made of, added to the sums of a day a while after it happened. What is closed is
 * counted before it can be purged (CON-5 leaves a quarter of an hour), a rating when it can no longer be changed.
 *
 * A span of time is written down before it is counted, so that every node, and whoever goes on after a crash, counts
 * the same one; a day's row takes each span once.
 */
import { day, minute } from '@parlour/shared/rules/expiry.js';
import { ratingLasts } from '@parlour/shared/rules/rating.js';
import type { Context } from '../context.js';
import { countSpan, type Span } from './count-span.js';
import type { DayCounts } from './merchant-day.model.js';

type Parts = Pick<Context, 'models' | 'clock'>;

/** Spans end at multiples of it: a start or a close changes no row at once. */
const step = 5 * minute;
/** How far back a first count looks: as far as the longest report. */
const longestGap = 100 * day;

const startOfDay = (at: number): number => Math.floor(at / day) * day;

export function watchDayCounts(context: Pick<Context, 'jobs' | 'models' | 'clock'>): void {
  context.jobs.add({ name: 'day_counts', every: step, run: () => countDays(context) });
}

/** Counts up to the last five minutes that are over. Twice, or at two nodes at once, is as good as once. */
export async function countDays({ models, clock }: Parts): Promise<void> {
  const until = Math.floor(clock.now() / step) * step;
  for (;;) {
    const span = await nextSpan(models, until);
    if (!span) return;
    await count(models, span);
    await models.MerchantDay.updateOne(
      { _id: 'mark', until: new Date(span.from) },
      { $set: { until: new Date(span.to), next: null } },
    );
  }
}

/** The span that is to be counted now: at most to the end of a day. Null where everything is. */
async function nextSpan(models: Parts['models'], until: number): Promise<Span | null> {
  const mark = (await models.MerchantDay.findById('mark').lean()) ?? (await begin(models, until));
  if (!mark) return null;
  const from = mark.until.getTime();
  if (mark.next) return { from, to: mark.next.getTime() };
  if (from >= until) return null;
  const to = Math.min(startOfDay(from) + day, until);
  const set = await models.MerchantDay.findOneAndUpdate(
    { _id: 'mark', until: mark.until, next: null },
    { $set: { next: new Date(to) } },
  ).lean();
  // Another node was first: look again at what it wrote down.
  return set ? { from, to } : nextSpan(models, until);
}

/** The first mark: at the oldest conversation that is still stored. */
async function begin(models: Parts['models'], until: number) {
  const oldest = await models.Conversation.findOne({}, { startedAt: 1 }).sort({ startedAt: 1 }).lean();
  const from = Math.min(oldest?.startedAt.getTime() ?? until, until);
  const first = new Date(Math.max(startOfDay(from), startOfDay(until - longestGap)));
  return models.MerchantDay.findOneAndUpdate(
    { _id: 'mark' },
    { $setOnInsert: { until: first, next: null, day: first, merchant: '' } },
    { upsert: true, returnDocument: 'after' },
  ).lean();
}

async function count(models: Parts['models'], span: Span): Promise<void> {
  const merchants = await models.Merchant.find({}, { _id: 1 }).lean();
  for (const { _id: merchant } of merchants) {
    const counts = await countSpan(models, merchant, span, ratingLasts);
    if (counts) await add(models, merchant, span, counts);
  }
}

async function add(
  models: Parts['models'],
  merchant: string,
  { from, to }: Span,
  counts: DayCounts,
): Promise<void> {
  const start = new Date(startOfDay(from));
  const lists = (['waits', 'answers', 'ratings'] as const).flatMap((list) =>
    counts[list].map((amount, at) => [`counts.${list}.${at}`, amount] as const),
  );
  const _id = `${merchant}:${start.toISOString().slice(0, 10)}`;
  try {
    await models.MerchantDay.updateOne(
      { _id },
      { $setOnInsert: { merchant, day: start, until: new Date(from), counts: emptyCounts(counts) } },
      { upsert: true },
    );
  } catch (error) {
    // Another node has just made the row.
    if ((error as { code?: number }).code !== 11_000) throw error;
  }
  await models.MerchantDay.updateOne(
    { _id, until: { $lt: new Date(to) } },
    {
      $inc: { 'counts.started': counts.started, ...Object.fromEntries(lists) },
      $set: { until: new Date(to) },
    },
  );
}

const emptyCounts = ({ waits, answers, ratings }: DayCounts): DayCounts => ({
  started: 0,
  waits: waits.map(() => 0),
  answers: answers.map(() => 0),
  ratings: ratings.map(() => 0),
});
