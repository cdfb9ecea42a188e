import type { closeConversation } from '@parlour/shared/protocol/conversation.js';
import type { QueryFilter } from 'mongoose';
import type { Context } from '../context.js';
import type { UseCase } from '../use-case.js';
import { announce } from './announce.js';
import type { ConversationDocument } from './conversation.model.js';
import { datedBy, expiryOf } from './expiry-of.js';
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
        await tellClose(context, conversation);
        return { conversation: await conversationView(context, conversation, await headOf(context, id)) };
      }
      const isAgent = 'account' in caller;
      const closed = await closeIf(context, conversation, {
        sender: isAgent ? caller.account : 'consumer',
        event: isAgent ? 'closed_by_agent' : 'closed_by_consumer',
      });
      // Null: the consumer's consent has changed since it was read, and with it the date. Decide again.
      if (!closed) continue;
      await tellClose(context, closed);
      return { conversation: await announce(context, closed) };
    }
  };

/**
 * Writes into the transcript that it was closed. Whoever finds it closed does so, since the one who closed it may
 * have died in between; what is not stored by then never will be (see `message-writer.ts`).
 */
export async function tellClose(context: Context, closed: ConversationDocument): Promise<void> {
  if (!closed.closing) return;
  const { sender, event } = closed.closing;
  await postEvent(context, closed, event, { sender, once: 'closed' });
}

/** Closes it where it still is as it was read, and as `condition` says; null where it is not. `tellClose` comes next. */
export async function closeIf(
  context: Context,
  conversation: ConversationDocument,
  closing: NonNullable<ConversationDocument['closing']>,
  condition: QueryFilter<ConversationDocument> = {},
): Promise<ConversationDocument | null> {
  const closedAt = context.clock.now();
  const at = new Date(closedAt);
  const expiry = expiryOf({ ...conversation, activityAt: at, closedAt: at });
  return context.models.Conversation.findOneAndUpdate(
    {
      ...condition,
      _id: conversation._id,
      open: true,
      ...datedBy(conversation),
    },
    {
      $set: {
        state: 'closed',
        open: false,
        closedAt: at,
        closing,
        waitingSince: null,
        offer: null,
        snooze: null,
        expiresAt: new Date(expiry.at),
        expiryReasons: expiry.reasons,
      },
      $inc: { revision: 1 },
    },
    { returnDocument: 'after' },
  ).lean<ConversationDocument>();
}
