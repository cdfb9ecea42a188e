import type { look } from '@parlour/shared/protocol/colleague.js';
import { Refusal } from '@parlour/shared/protocol/errors.js';
import type { Context } from '../context.js';
import { findConversation } from '../conversations/find-conversation.js';
import type { UseCase } from '../use-case.js';

/** Told to the colleagues who follow the conversation and stored nowhere; those who hear it let it die by itself. */
export const lookCase =
  (context: Context): UseCase<typeof look> =>
  async ({ conversation: id, doing }, { caller, scope, connection }) => {
    if (!('merchant' in caller)) throw new Refusal('forbidden');
    await findConversation(context, id, scope);
    const colleague = { id: caller.account, name: caller.name };
    context.bus.tell('colleague.looking', { conversation: id, colleague, doing, connection });
    return {};
  };
