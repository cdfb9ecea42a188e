import type { declineOffer, listOffers } from '@parlour/shared/protocol/assignment.js';
import { Refusal } from '@parlour/shared/protocol/errors.js';
import type { Context } from '../context.js';
import type { ConversationDocument } from '../conversations/conversation.model.js';
import { findConversation } from '../conversations/find-conversation.js';
import { inboxEntries } from '../conversations/inbox-entries.js';
import type { UseCase } from '../use-case.js';

export const listOffersCase =
  (context: Context): UseCase<typeof listOffers> =>
  async (_input, { caller, scope }) => {
    if (!('merchant' in caller)) throw new Refusal('forbidden');
    const now = new Date(context.clock.now());
    const offered = await context.models.Conversation.find({
      ...scope,
      state: 'queued',
      expiresAt: { $gt: now },
      'offer.to': caller.account,
      'offer.until': { $gt: now },
    })
      .sort({ startedAt: 1 })
      .lean<ConversationDocument[]>();
    return { entries: await inboxEntries(context, offered) };
  };

/** Declining what is not, or no more, offered to the caller is harmless. */
export const declineOfferCase =
  (context: Context): UseCase<typeof declineOffer> =>
  async ({ conversation: id }, { caller, scope }) => {
    if (!('merchant' in caller)) throw new Refusal('forbidden');
    const { account, merchant } = caller;
    const { _id } = await findConversation(context, id, scope);
    const passed = { agent: account, at: new Date(context.clock.now()) };
    const { modifiedCount } = await context.models.Conversation.updateOne(
      { _id, state: 'queued', 'offer.to': account },
      { $set: { offer: null }, $push: { passed }, $inc: { offerTurn: 1 } },
    );
    if (modifiedCount > 0) {
      context.bus.tell('inbox.touched', { conversation: id, merchant });
      context.bus.tell('assignment.changed', { merchant });
    }
    return {};
  };
