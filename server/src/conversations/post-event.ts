import type { ConversationEvent } from '@parlour/shared/model/conversation.js';
import type { ConversationId, MerchantId } from '@parlour/shared/model/ids.js';
import type { Context } from '../context.js';
import type { ConversationDocument } from './conversation.model.js';
import { postedView } from './view.js';

/**
 * Writes what happened into the transcript, for both sides to see. `once` names it: repeated after a crash, it is
 * stored once, like every message.
 */
export async function postEvent(
  context: Context,
  conversation: ConversationDocument,
  event: ConversationEvent,
  { sender, once, about }: { sender: string; once: string; about?: string },
): Promise<void> {
  const id = conversation._id as ConversationId;
  const key = (await context.vault.open([id])).get(id);
  if (!key) return;
  const { document, isNew } = await context.writer.store({
    conversation: id,
    sender,
    clientId: once,
    at: context.clock.now(),
    consentEvent: conversation.consentEvent,
    key,
    content: { event, ...(about !== undefined && { about }) },
  });
  if (!isNew) return;
  const message = await postedView(context, document, '');
  context.bus.tell('message.posted', { message, merchant: conversation.merchant as MerchantId });
}
