import type { ConversationId } from '@parlour/shared/model/ids.js';
import type { KeptConversation, readOwnData } from '@parlour/shared/protocol/privacy.js';
import { blockedUntil } from '../blocking/blocked.js';
import { consentEventView } from '../consent/consent-receipt.js';
import type { ConsentEventDocument } from '../consent/consent-event.model.js';
import type { Context } from '../context.js';
import type { ConversationDocument } from '../conversations/conversation.model.js';
import { headOf, isLiving } from '../conversations/find-conversation.js';
import { conversationView } from '../conversations/view.js';
import { keptByLaw, obligationsFor, obligedOf, told } from '../obligations/obliged.js';
import type { OperationCall, UseCase } from '../use-case.js';
import { askedBy, consumerOf, requestViews } from './request-store.js';

/** REQ-2: what is kept about the consumer at this merchant and site, and what has been asked for. */
export const readOwnDataCase =
  (context: Context): UseCase<typeof readOwnData> =>
  async (_input, call) => {
    const caller = consumerOf(call.caller);
    const { place, consumer, address } = caller;
    const blocked = await blockedUntil(context, { merchant: place.merchant, consumer });
    const { models, directory, policies, clock } = context;
    const all = await allOf(context, call);
    const living = all.filter((one) => isLiving(one, clock.now()));
    const { version, sha256 } = await policies.notice();
    const requests = await models.Request.find(askedBy(caller)).sort({ receivedAt: -1 }).limit(100).lean();
    return {
      merchant: (await directory.merchant(place.merchant))?.name ?? '',
      site: await directory.siteName(place.site),
      conversations: await Promise.all(living.map((one) => kept(context, one))),
      delayed: all
        .filter((one) => !isLiving(one, clock.now()) && one.heldOpenly)
        .map(({ startedAt }) => ({ startedAt: startedAt.getTime() })),
      byLaw: await keptByLaw(context, all),
      obliged: await obligedOf(context, call),
      requests: await requestViews(context, requests),
      ...(blocked !== null && { blockedUntil: blocked }),
      ...(address !== undefined && { byMail: true as const }),
      notice: { version, sha256 },
      gpc: call.gpc,
    };
  };

export const allOf = (
  { models }: Pick<Context, 'models'>,
  { scope }: Pick<OperationCall, 'scope'>,
): Promise<ConversationDocument[]> =>
  models.Conversation.find({ ...scope })
    .sort({ startedAt: -1 })
    .limit(500)
    .lean<ConversationDocument[]>()
    .exec();

export async function kept(context: Context, conversation: ConversationDocument): Promise<KeptConversation> {
  const { models, directory } = context;
  const { _id } = conversation;
  const [head, consents, views] = await Promise.all([
    headOf(context, _id),
    models.ConsentEvent.find({ conversation: _id }).sort({ number: 1 }).lean<ConsentEventDocument[]>(),
    models.TranscriptView.find({ conversation: _id }).sort({ firstAt: 1 }).lean(),
  ]);
  const names = await directory.agentNames(views.map(({ account }) => account));
  const { state, startedAt, closedAt, expiry, rating } = await conversationView(context, conversation, head);
  return {
    id: _id as ConversationId,
    state,
    startedAt,
    closedAt,
    ...(rating && { rating }),
    messages: head,
    expiry,
    keeps: (await obligationsFor(context, conversation)).map(told),
    consents: consents.map(consentEventView),
    viewers: views.map(({ account, firstAt, lastAt }) => ({
      name: names.get(account) ?? '',
      ...(account === 'mail' && { byMail: true as const }),
      firstAt: firstAt.getTime(),
      lastAt: lastAt.getTime(),
    })),
  };
}
