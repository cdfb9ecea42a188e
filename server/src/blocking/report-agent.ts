import type { RequestId } from '@parlour/shared/model/ids.js';
import type { reportAgent } from '@parlour/shared/protocol/blocking.js';
import type { Context } from '../context.js';
import { findConversation } from '../conversations/find-conversation.js';
import { askedBy, consumerOf, storeRequest } from '../requests/request-store.js';
import type { UseCase } from '../use-case.js';

/**
 * CNV-7: a consumer reports who answered them. It is a complaint like any other: the merchant's manager reads and
 * answers it, with a deadline; the platform's admin sees that it is there, about whom and why, and not what was
 * written. While one waits for its answer there is no second about the same conversation: it is answered the same.
 */
export const reportAgentCase =
  (context: Context): UseCase<typeof reportAgent> =>
  async ({ conversation: id, reason, text }, { caller, scope }) => {
    const { agent } = await findConversation(context, id, scope);
    const open = await context.models.Request.findOne({
      ...askedBy(consumerOf(caller)),
      'report.conversation': id,
      closedAt: null,
    }).lean();
    if (open) return { request: open._id as RequestId, dueOn: open.dueOn };
    const report = { conversation: id, agent: agent ?? (await lastAgent(context, id)), reason };
    const stored = await storeRequest(context, consumerOf(caller), {
      kind: 'complaint',
      text,
      state: 'open',
      report,
    });
    return { request: stored._id as RequestId, dueOn: stored.dueOn };
  };

/** Who of the merchant wrote last; null where nobody has. */
async function lastAgent({ models }: Context, conversation: string): Promise<string | null> {
  const last = await models.Message.findOne({ conversation, sender: /^acc_/ }, { sender: 1 })
    .sort({ seq: -1 })
    .lean();
  return last?.sender ?? null;
}
