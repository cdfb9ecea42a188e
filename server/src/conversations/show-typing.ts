import type { MerchantId } from '@parlour/shared/model/ids.js';
import { Refusal } from '@parlour/shared/protocol/errors.js';
import type { showTyping } from '@parlour/shared/protocol/message.js';
import type { Context } from '../context.js';
import type { UseCase } from '../use-case.js';
import { findConversation } from './find-conversation.js';

/** MSG-9: told to the others and stored nowhere. Those who see it let it disappear after six seconds. */
export const showTypingCase =
  (context: Context): UseCase<typeof showTyping> =>
  async ({ conversation: id, typing }, { caller, scope, connection }) => {
    const conversation = await findConversation(context, id, scope);
    if (!conversation.open) throw new Refusal('conversation_closed');
    context.bus.tell('typing.shown', {
      conversation: id,
      merchant: conversation.merchant as MerchantId,
      participant: 'account' in caller ? caller.account : 'consumer',
      name: 'account' in caller ? caller.name : null,
      typing,
      connection,
    });
    return {};
  };
