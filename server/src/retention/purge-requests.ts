/**
 * Requests are kept for two years after their answer, as the law asks of those who must prove that they answered
 * (CCPA § 7101), and go then, with the key that opens what was written.
 */
import { day, hour } from '@parlour/shared/rules/expiry.js';
import type { ConversationId } from '@parlour/shared/model/ids.js';
import type { Context } from '../context.js';

const kept = 730 * day;
const atOnce = 500;

export const watchOldRequests = (context: Context): void =>
  context.jobs.add({ name: 'old-requests', every: 6 * hour, run: () => purgeOldRequests(context) });

/** Key first: from then on nothing can be read, whatever dies. */
export async function purgeOldRequests({
  models,
  clock,
  vault,
}: Pick<Context, 'models' | 'clock' | 'vault'>): Promise<void> {
  const old = await models.Request.find({ closedAt: { $lte: new Date(clock.now() - kept) } }, { _id: 1 })
    .limit(atOnce)
    .lean();
  const ids = old.map(({ _id }) => _id);
  if (ids.length === 0) return;
  await models.ConversationKey.deleteMany({ _id: { $in: ids } });
  vault.forget(ids as unknown as ConversationId[]);
  await models.Request.deleteMany({ _id: { $in: ids } });
}
