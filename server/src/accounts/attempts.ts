/**
 * ACC-4: limits on guessing that hold at all nodes. An address that belongs to nobody is counted like one that
 * belongs to somebody, so that being locked out tells nothing.
 */
import { Refusal } from '@parlour/shared/protocol/errors.js';
import { hour, minute } from '@parlour/shared/rules/expiry.js';
import type { Context } from '../context.js';

type Parts = Pick<Context, 'models' | 'clock' | 'accountSecrets'>;

interface Allowance {
  readonly most: number;
  readonly within: number;
}

/** From one place, and from all together: whoever guesses from elsewhere does not lock the owner out at once. */
const fromOnePlace: Allowance = { most: 10, within: 15 * minute };
const fromEverywhere: Allowance = { most: 100, within: 1 * hour };

/** @throws Refusal `too_many_requests` with `retryAfterMs` */
export async function countAttempt(parts: Parts, who: string, address: string): Promise<void> {
  await takeAllowance(parts, `${who}\n${address}`, fromOnePlace);
  await takeAllowance(parts, who, fromEverywhere);
}

/** After it was right: the next mistake is the first again. */
export async function clearAttempts(parts: Parts, who: string, address: string): Promise<void> {
  await parts.models.Attempt.deleteOne({ _id: parts.accountSecrets.name(`${who}\n${address}`) });
}

/** Counts one more of something that may happen so often. @throws Refusal `too_many_requests` */
export async function takeAllowance(
  { models, clock, accountSecrets }: Parts,
  what: string,
  { most, within }: Allowance,
): Promise<void> {
  const _id = accountSecrets.name(what);
  const now = clock.now();
  for (;;) {
    const counted =
      (await models.Attempt.findOneAndUpdate(
        { _id, until: { $gt: new Date(now) } },
        { $inc: { count: 1 } },
        { returnDocument: 'after' },
      ).lean()) ?? (await beginCount(models, _id, now, within));
    // Another was the first meanwhile: then this is one more of those.
    if (!counted) continue;
    if (counted.count <= most) return;
    throw new Refusal('too_many_requests', { retryAfterMs: Math.max(counted.until.getTime() - now, 1) });
  }
}

/** Of many at once one is the first, and the others, for whom this is null, are counted after it. */
async function beginCount({ Attempt }: Parts['models'], _id: string, now: number, within: number) {
  try {
    return await Attempt.findOneAndUpdate(
      { _id, until: { $lte: new Date(now) } },
      { $set: { count: 1, until: new Date(now + within) } },
      { upsert: true, returnDocument: 'after' },
    ).lean();
  } catch (error) {
    if ((error as { code?: number }).code === 11_000) return null;
    throw error;
  }
}
