import type { sync } from '@parlour/shared/protocol/conversation.js';
import type { Context } from '../context.js';
import { heedGpc } from '../consent/decide-consent.js';
import type { UseCase } from '../use-case.js';
import { findConversation } from './find-conversation.js';
import type { MessageDocument } from './message.model.js';
import { conversationView, messageViews } from './view.js';
import { headOf } from './find-conversation.js';
import { placeOf } from './place-in-queue.js';

const pageSize = 200;

/**
 * MSG-5, MSG-6: what comes after `after`. Over a socket the connection follows the conversation first and reads
 * then, so that nothing told in between is missed: it comes twice at worst, and the client drops what it has.
 */
export const syncCase =
  (context: Context): UseCase<typeof sync> =>
  async ({ conversation: id, after }, call) => {
    const allowed = await findConversation(context, id, call.scope);
    if (call.gpc && call.caller.role === 'consumer') await heedGpc(context, allowed, call);
    if ('account' in call.caller) {
      await Promise.all([
        context.audit.read(call.caller.account, id),
        context.views.note(call.caller.account, id),
      ]);
    }
    await call.follow(id);
    const [conversation, found, keys, head] = await Promise.all([
      findConversation(context, id, call.scope),
      context.models.Message.find({ conversation: id, seq: { $gt: after } })
        .sort({ seq: 1 })
        .limit(pageSize + 1)
        .lean<MessageDocument[]>(),
      context.vault.open([id]),
      headOf(context, id),
    ]);
    return {
      conversation: await conversationView(context, conversation, head),
      messages: await messageViews(context, found.slice(0, pageSize), keys),
      more: found.length > pageSize,
      ...(call.caller.role === 'consumer' && (await placeOf(context, conversation))),
    };
  };
