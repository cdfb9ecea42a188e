import { Refusal } from '@parlour/shared/protocol/errors.js';
import type { putLabels } from '@parlour/shared/protocol/label.js';
import type { Context } from '../context.js';
import { findConversation } from '../conversations/find-conversation.js';
import type { UseCase } from '../use-case.js';

/** Labels are the merchant's own order: no consumer sees them, so a conversation's revision does not tell of them. */
export const putLabelsCase =
  (context: Context): UseCase<typeof putLabels> =>
  async ({ conversation: id, labels }, { caller, scope }) => {
    if (!('merchant' in caller)) throw new Refusal('forbidden');
    await findConversation(context, id, scope);
    const known = await context.models.Label.countDocuments({ ...scope, _id: { $in: [...labels] } });
    if (known !== labels.length) throw new Refusal('not_found');
    const { matchedCount } = await context.models.Conversation.updateOne(
      { ...scope, _id: id, state: { $ne: 'expired' } },
      { $set: { labels: [...labels] } },
    );
    if (matchedCount === 0) throw new Refusal('conversation_expired');
    context.bus.tell('inbox.touched', { conversation: id, merchant: caller.merchant });
    return { labels };
  };
