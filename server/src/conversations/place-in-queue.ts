import type { Context } from '../context.js';
import type { ConversationDocument } from './conversation.model.js';

/** CNV-2: the consumer's place in the merchant's queue, 1 for whoever is next; nothing where it does not wait. */
export async function placeOf(
  { models, clock }: Context,
  { _id, merchant, state, startedAt }: ConversationDocument,
): Promise<{ place?: number }> {
  if (state !== 'queued') return {};
  const before = await models.Conversation.countDocuments({
    merchant,
    state,
    expiresAt: { $gt: new Date(clock.now()) },
    $or: [{ startedAt: { $lt: startedAt } }, { startedAt, _id: { $lt: _id } }],
  });
  return { place: before + 1 };
}
