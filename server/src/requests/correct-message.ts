import type { MerchantId } from '@parlour/shared/model/ids.js';
import { Refusal } from '@parlour/shared/protocol/errors.js';
import type { correctMessage } from '@parlour/shared/protocol/privacy.js';
import type { Context } from '../context.js';
import { findConversation } from '../conversations/find-conversation.js';
import { messageViews } from '../conversations/view.js';
import type { UseCase } from '../use-case.js';
import { consumerOf } from './request-store.js';

/**
 * REQ-4: a note that both sides see, in a closed conversation too. It does not move the date: whoever puts something
 * right has not asked that it be kept longer.
 */
export const correctMessageCase =
  (context: Context): UseCase<typeof correctMessage> =>
  async ({ conversation: id, seq, clientId, text }, { caller, scope }) => {
    consumerOf(caller);
    const { models, clock, vault, writer, masking, bus } = context;
    const conversation = await findConversation(context, id, scope);
    if (!(await models.Message.exists({ conversation: id, seq, kind: 'text' })))
      throw new Refusal('not_found');
    const keys = await vault.open([id]);
    const key = keys.get(id);
    if (!key) throw new Refusal('conversation_expired');
    const { text: kept, masked } = await masking.mask(conversation.merchant, text);
    const { document, isNew } = await writer.store({
      conversation: id,
      sender: 'consumer',
      clientId,
      at: clock.now(),
      consentEvent: conversation.consentEvent,
      key,
      content: { text: kept, masked, corrects: seq },
    });
    if (isNew) {
      const [message] = await messageViews(context, [document], keys);
      if (message) bus.tell('message.posted', { message, merchant: conversation.merchant as MerchantId });
    }
    return { seq: document.seq };
  };
