import { Refusal } from '@parlour/shared/protocol/errors.js';
import type { Context } from '../context.js';

interface Whom {
  readonly merchant: string;
  readonly consumer: string;
}

export const blockId = ({ merchant, consumer }: Whom): string => `${merchant}/${consumer}`;

/** Until when a consumer is blocked, in milliseconds; null where they are not. The date decides, and no job. */
export async function blockedUntil({ models, clock }: Context, whom: Whom): Promise<number | null> {
  const block = await models.Block.findById(blockId(whom), { until: 1 }).lean();
  const until = block?.until.getTime() ?? 0;
  return until > clock.now() ? until : null;
}

/** @throws Refusal `blocked`, with `until` */
export async function requireUnblocked(context: Context, whom: Whom): Promise<void> {
  const until = await blockedUntil(context, whom);
  if (until !== null) throw new Refusal('blocked', { until });
}
