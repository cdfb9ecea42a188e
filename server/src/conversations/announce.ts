import type { ConversationView } from '@parlour/shared/model/conversation.js';
import type { MerchantId } from '@parlour/shared/model/ids.js';
import type { Context } from '../context.js';
import type { ConversationDocument } from './conversation.model.js';
import { headOf } from './find-conversation.js';
import { conversationView } from './view.js';

/** Tells everybody who follows a conversation how it now stands, and returns the same. */
export async function announce(context: Context, changed: ConversationDocument): Promise<ConversationView> {
  const conversation = await conversationView(context, changed, await headOf(context, changed._id));
  context.bus.tell('conversation.changed', { conversation, merchant: changed.merchant as MerchantId });
  return conversation;
}
