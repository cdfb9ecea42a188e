import type { closeConversation } from '@parlour/shared/protocol/conversation.js';
import { decideExpiry } from '@parlour/shared/rules/expiry.js';
import type { QueryFilter } from 'mongoose';
import type { Context } from '../context.js';
import type { UseCase } from '../use-case.js';
import { announce } from './announce.js';
import type { ConversationDocument } from './conversation.model.js';
import { findConversation, headOf } from './find-conversation.js';
import { postEvent } from './post-event.js';
import { conversationView } from './view.js';

/** CNV-5: either side closes. From here the retention counts, and nothing moves it again. Closing twice is harmless. */
export const closeConversationCase =
  (context: Context): UseCase<typeof closeConversation> =>
  async ({ conversation: id }, { caller, scope }) => {
    for (;;) {
      const conversation = await findConversation(context, id, scope);
      if (!conversation.open) {
        return { conversation: await conversationView(context, conversation, await headOf(context, id)) };
      }
      const closed = await closeIf(context, conversation);
      // Null: the consumer's consent has changed since it was read, and with it the date. Decide again.
      if (!closed) continue;
      const isAgent = 'account' in caller;
      await postEvent(context, closed, isAgent ? 'closed_by_agent' : 'closed_by_consumer', {
        sender: isAgent ? caller.account : 'consumer',
        once: 'closed',
      });
      return { conversation: await announce(context, closed) };
    }
  };

/** Closes it where it still is as it was read, and as `condition` says; null where it is not. */
export async function closeIf(
  context: Context,
  conversation: ConversationDocument,
  condition: QueryFilter<ConversationDocument> = {},
): Promise<ConversationDocument | null> {
  const closedAt = context.clock.now();
  const { rules, consent } = conversation;
  const expiry = decideExpiry({ rules, consent, lastMessageAt: closedAt, closedAt });
  return context.models.Conversation.findOneAndUpdate(
    {
      ...condition,
      _id: conversation._id,
      open: true,
      consentEvent: conversation.consentEvent,
      'rules.merchant': rules.merchant,
    },
    {
      $set: {
        state: 'closed',
        open: false,
        closedAt: new Date(closedAt),
        waitingSince: null,
        expiresAt: new Date(expiry.at),
        expiryReasons: expiry.reasons,
      },
      $inc: { revision: 1 },
    },
    { returnDocument: 'after' },
  ).lean<ConversationDocument>();
}
