/** REQ-7: while a copy that was asked for in writing is not taken, what it is about stays, and never beyond its deadline. */
import type { Context } from '../context.js';
import { redate } from '../conversations/expiry-of.js';

interface Whose {
  readonly consumer: string;
  readonly site: string;
  readonly merchant: string;
}

const atOnce = 500;

/** What there is of the consumer at this moment waits for the copy. */
export async function waitForCopy(
  context: Context,
  { consumer, site, merchant }: Whose,
  until: Date,
): Promise<void> {
  await each(context, { consumer, site, merchant }, until);
}

/** The request has gone on, or the consumer has the copy: what waits for it follows. */
export async function followCopy(
  context: Context,
  { consumer, site, merchant }: Whose,
  { taken = false }: { readonly taken?: boolean } = {},
): Promise<void> {
  const { models, clock } = context;
  const now = new Date(clock.now());
  const open = taken
    ? null
    : await models.Request.findOne({ consumer, site, merchant, kind: 'access', closedAt: null })
        .sort({ dueAt: -1 })
        .lean();
  await each(context, { consumer, site, merchant, accessUntil: { $gt: now } }, open?.dueAt ?? now);
}

async function each(
  context: Context,
  whose: Whose & { readonly accessUntil?: object },
  accessUntil: Date,
): Promise<void> {
  const { models } = context;
  const found = await models.Conversation.find({ ...whose, state: { $ne: 'expired' } }, { _id: 1 })
    .sort({ startedAt: -1 })
    .limit(atOnce)
    .lean();
  for (const { _id } of found) await redate(context, _id, { accessUntil });
}
