/** RET-1: the one rule, fed with what stands in a conversation. Everything that dates one asks here. */
import { decideExpiry, type ExpiryDecision } from '@parlour/shared/rules/expiry.js';
import type { Context } from '../context.js';
import { announce } from './announce.js';
import type { ConversationDocument } from './conversation.model.js';

export type Dated = Pick<
  ConversationDocument,
  'rules' | 'consent' | 'activityAt' | 'closedAt' | 'accessUntil' | 'holdReleasedAt' | 'statutory'
>;

/**
 * REQ-7: an open access request counts as sealed by the day on which it must be answered at the latest, so that asking
 * never keeps for ever.
 */
export function expiryOf(
  { rules, consent, activityAt, closedAt, accessUntil, holdReleasedAt, statutory }: Dated,
  deletionApprovedAt: number | null = null,
): ExpiryDecision {
  return decideExpiry({
    rules,
    consent,
    lastMessageAt: activityAt.getTime(),
    closedAt: closedAt?.getTime() ?? null,
    deletionApprovedAt,
    statutoryFloor: statutory ?? 0,
    access: accessUntil ? { sealedAt: accessUntil.getTime() } : null,
    holds: holdReleasedAt ? [{ releasedAt: holdReleasedAt.getTime() }] : [],
  });
}

/** The part of a query that finds a conversation only while what its date was decided by stands. */
export const datedBy = ({
  consentEvent,
  rules,
  accessUntil,
  holdReleasedAt,
  statutory,
}: Pick<
  ConversationDocument,
  'consentEvent' | 'rules' | 'accessUntil' | 'holdReleasedAt' | 'statutory'
>) => ({
  consentEvent,
  'rules.merchant': rules.merchant,
  accessUntil: accessUntil ?? null,
  holdReleasedAt: holdReleasedAt ?? null,
  statutory: statutory ?? null,
});

/** Changes what a visible conversation is dated by, and its date with it; both sides see it. */
export async function redate(
  context: Context,
  id: string,
  change: Partial<Pick<ConversationDocument, 'accessUntil' | 'statutory'>>,
): Promise<void> {
  for (;;) {
    const found = await context.models.Conversation.findOne({
      _id: id,
      state: { $ne: 'expired' },
    }).lean<ConversationDocument>();
    // What has passed its date is not brought back (RET-7).
    if (!found || found.expiresAt.getTime() <= context.clock.now()) return;
    const { at, reasons } = expiryOf({ ...found, ...change });
    const { activityAt, closedAt } = found;
    const changed = await context.models.Conversation.findOneAndUpdate(
      { _id: id, state: { $ne: 'expired' }, ...datedBy(found), activityAt, closedAt },
      { $set: { ...change, expiresAt: new Date(at), expiryReasons: [...reasons] }, $inc: { revision: 1 } },
      { returnDocument: 'after' },
    ).lean<ConversationDocument>();
    if (!changed) continue;
    await announce(context, changed);
    return;
  }
}
