import { randomBytes } from 'node:crypto';
import type { ConversationEvent } from '@parlour/shared/model/conversation.js';
import type { AccountId, MerchantId } from '@parlour/shared/model/ids.js';
import { Refusal } from '@parlour/shared/protocol/errors.js';
import type { transferConversation } from '@parlour/shared/protocol/handover.js';
import type { Context } from '../context.js';
import { writeNoteCase } from '../notes/write-note.js';
import type { UseCase } from '../use-case.js';
import { announce } from './announce.js';
import type { ConversationDocument } from './conversation.model.js';
import { findConversation, headOf } from './find-conversation.js';
import { postEvent } from './post-event.js';
import { conversationView } from './view.js';

/**
 * CNV-3: hands a conversation on. The scope decides whose: an agent finds only what they have, a manager whatever
 * the merchant has. Of two who hand it on at once one has done so, and the other decides again on what is there
 * then. The transcript stays as it is and says what happened, to both sides; the reason is a note for colleagues.
 */
export const transferConversationCase =
  (context: Context): UseCase<typeof transferConversation> =>
  async ({ conversation: id, to, reason }, call) => {
    const { caller, scope } = call;
    if (!('merchant' in caller)) throw new Refusal('forbidden');
    const { account, merchant } = caller;
    for (;;) {
      const conversation = await findConversation(context, id, scope);
      if (!conversation.open) throw new Refusal('conversation_closed');
      if (conversation.agent === (to ?? null))
        return { conversation: await conversationView(context, conversation, await headOf(context, id)) };
      if (to !== undefined) await requireColleague(context, to, merchant);
      const changed = await handOn(context, conversation, to ?? null);
      if (!changed) continue;
      // The reason first: whoever is told of the transfer finds it there.
      if (reason !== undefined) {
        const clientId = randomBytes(16).toString('base64url');
        const mentions = to === undefined || to === account ? [] : [to];
        const note = { conversation: id, clientId, text: reason, mentions };
        await writeNoteCase(context)(note, { ...call, scope: { merchant } });
      }
      const about = to !== undefined && to !== account ? to : undefined;
      await postEvent(context, changed, eventOf(to, account), {
        sender: account,
        once: `transferred ${changed.revision}`,
        ...(about && { about }),
      });
      return { conversation: await announce(context, changed) };
    }
  };

const eventOf = (to: AccountId | undefined, by: AccountId): ConversationEvent =>
  to === undefined ? 'returned_to_queue' : to === by ? 'taken_over' : 'transferred';

async function requireColleague({ models }: Context, to: AccountId, merchant: MerchantId): Promise<void> {
  if (!(await models.Account.exists({ _id: to, merchant, disabledAt: null })))
    throw new Refusal('no_such_colleague');
}

/** Null where it has changed hands since it was read. Whoever gave it back is not offered it at once. */
function handOn(
  { models, clock }: Context,
  { _id, agent, passed = [] }: ConversationDocument,
  to: AccountId | null,
): Promise<ConversationDocument | null> {
  const left = agent === null ? [] : [{ agent, at: new Date(clock.now()) }];
  return models.Conversation.findOneAndUpdate(
    { _id, open: true, agent },
    {
      $set: {
        state: to === null ? 'queued' : 'active',
        agent: to,
        offer: null,
        snooze: null,
        passed: to === null ? [...passed, ...left].slice(-20) : [],
      },
      $inc: { revision: 1, offerTurn: 1 },
    },
    { returnDocument: 'after' },
  )
    .lean<ConversationDocument>()
    .exec();
}
