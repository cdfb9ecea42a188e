import type { Caller } from '@parlour/shared/access/table.js';
import type { MerchantId } from '@parlour/shared/model/ids.js';
import type { acceptConversation } from '@parlour/shared/protocol/conversation.js';
import { Refusal } from '@parlour/shared/protocol/errors.js';
import type { Context } from '../context.js';
import type { UseCase } from '../use-case.js';
import { announce } from './announce.js';
import type { ConversationDocument } from './conversation.model.js';
import { findConversation, headOf } from './find-conversation.js';
import { postEvent } from './post-event.js';
import { conversationView } from './view.js';

type AgentCaller = Extract<Caller, { merchant: MerchantId }>;

/** An agent takes a waiting conversation; of two who try, one has it and the other is told so. */
export const acceptConversationCase =
  (context: Context): UseCase<typeof acceptConversation> =>
  async ({ conversation: id }, { caller, scope }) => {
    if (!('merchant' in caller)) throw new Refusal('forbidden');
    const conversation = await findConversation(context, id, scope);
    if (!conversation.open) throw new Refusal('conversation_closed');
    const accepted = await acceptFor(context, conversation, caller);
    if (!accepted && conversation.agent !== caller.account) throw new Refusal('already_taken');
    const current = accepted ?? conversation;
    return { conversation: await conversationView(context, current, await headOf(context, id)) };
  };

/** Null where it is no longer waiting. */
export async function acceptFor(
  context: Context,
  conversation: ConversationDocument,
  { account }: AgentCaller,
): Promise<ConversationDocument | null> {
  const accepted = await context.models.Conversation.findOneAndUpdate(
    { _id: conversation._id, state: 'queued' },
    {
      $set: { state: 'active', agent: account, offer: null, passed: [] },
      $inc: { revision: 1, offerTurn: 1 },
    },
    { returnDocument: 'after' },
  ).lean<ConversationDocument>();
  if (!accepted) return null;
  await postEvent(context, accepted, 'accepted', { sender: account, once: `accepted ${accepted.revision}` });
  await announce(context, accepted);
  return accepted;
}
