/**
 * AUT-4, STA-2: how many chats are started, hour by hour. Counted after the hour, and not as they start: a start changes
 * no row of statistics, and no row tells who started when. What is counted stays as it is when conversations are purged.
 */
import { day, hour, minute } from '@parlour/shared/rules/expiry.js';
import type { Context } from '../context.js';

/** How far back a first count, or one after a standstill, looks. */
const longestGap = 7 * day;
/** Stored ones of every state; those that are purged have been counted before, or lived for less than an hour. */
const stored = ['queued', 'active', 'closed', 'expired'];

export function watchChatCounts(context: Pick<Context, 'jobs' | 'models' | 'clock'>): void {
  context.jobs.add({ name: 'chat_counts', every: 5 * minute, run: () => countChats(context) });
}

/** Counts every hour that is over and not counted. Doing it twice changes nothing, but for what was purged in between. */
export async function countChats({ models, clock }: Pick<Context, 'models' | 'clock'>): Promise<void> {
  const until = Math.floor(clock.now() / hour) * hour;
  const mark = await models.ChatCount.findById('mark').lean();
  const since = Math.max(mark?.day.getTime() ?? 0, until - longestGap);
  for (let start = since; start < until; start += hour) {
    await countHour(models, start);
    await models.ChatCount.updateOne(
      { _id: 'mark' },
      { $set: { day: new Date(start + hour) } },
      { upsert: true },
    );
  }
}

async function countHour(models: Context['models'], start: number): Promise<void> {
  const merchants = await models.Merchant.find({}, { _id: 1 }).lean();
  for (const { _id: merchant } of merchants) {
    const counted = await models.Conversation.aggregate<{ _id: string; count: number }>([
      {
        $match: {
          merchant,
          state: { $in: stored },
          startedAt: { $gte: new Date(start), $lt: new Date(start + hour) },
        },
      },
      { $group: { _id: '$site', count: { $sum: 1 } } },
    ]);
    for (const { _id: site, count } of counted) await write(models, { site, merchant, start, count });
  }
}

function write(
  models: Context['models'],
  { site, merchant, start, count }: { site: string; merchant: string; start: number; count: number },
) {
  const at = new Date(start);
  return models.ChatCount.updateOne(
    { _id: `${site}:${merchant}:${at.toISOString().slice(0, 10)}` },
    {
      $set: { [`hours.${at.getUTCHours()}`]: count },
      $setOnInsert: { site, merchant, day: new Date(Math.floor(start / day) * day) },
    },
    { upsert: true },
  );
}
