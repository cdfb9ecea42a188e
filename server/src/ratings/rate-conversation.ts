import type { rateConversation, RateInput } from '@parlour/shared/protocol/rating.js';
import { Refusal } from '@parlour/shared/protocol/errors.js';
import type { ConversationId, MerchantId } from '@parlour/shared/model/ids.js';
import { canBeRated } from '@parlour/shared/rules/rating.js';
import type { Context } from '../context.js';
import { announce } from '../conversations/announce.js';
import type { ConversationDocument } from '../conversations/conversation.model.js';
import { findConversation, headOf } from '../conversations/find-conversation.js';
import { conversationView } from '../conversations/view.js';
import type { UseCase } from '../use-case.js';
import { seal } from '../vault/seal.js';
import { commentContext, ratingView } from './rating-view.js';

/**
 * CNV-5: rates a closed conversation, within 24 hours of its close. The rating is a part of the conversation's own
 * document, so that it is stored in one step and cannot outlive the transcript. It moves no clock. The same rating
 * again is answered like the first; another takes its place.
 */
export const rateConversationCase =
  (context: Context): UseCase<typeof rateConversation> =>
  async (input, { scope }) => {
    const { conversation: id, score } = input;
    const conversation = await findConversation(context, id, scope);
    const { state, closedAt } = conversation;
    if (!canBeRated({ state, closedAt: closedAt?.getTime() ?? null }, context.clock.now()))
      throw new Refusal('rating_closed');
    const key = (await context.vault.open([id])).get(id);
    if (!key) throw new Refusal('conversation_expired');
    const { text: comment } = await context.masking.mask(conversation.merchant, input.comment ?? '');
    const before = conversation.rating && ratingView(conversation, key);
    if (before?.score === score && before.comment === comment)
      return { conversation: await conversationView(context, conversation, await headOf(context, id)) };
    const rated = await store(context, id, { score, comment }, key);
    const { merchant } = rated;
    context.bus.tell('conversation.rated', {
      conversation: id,
      merchant: merchant as MerchantId,
      score,
      isFirst: !before,
    });
    return { conversation: await announce(context, rated) };
  };

/** @throws Refusal `conversation_expired` where its date has come in between. */
async function store(
  { models, clock }: Context,
  id: ConversationId,
  { score, comment }: Required<Pick<RateInput, 'score'>> & { comment: string },
  key: Buffer,
): Promise<ConversationDocument> {
  const rating = {
    score,
    comment: comment === '' ? null : seal(key, commentContext(id), comment),
    at: new Date(clock.now()),
  };
  const rated = await models.Conversation.findOneAndUpdate(
    { _id: id, state: 'closed' },
    { $set: { rating }, $inc: { revision: 1 } },
    { returnDocument: 'after' },
  ).lean<ConversationDocument>();
  if (!rated) throw new Refusal('conversation_expired');
  return rated;
}
