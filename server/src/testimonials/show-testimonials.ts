import type { ConversationId } from '@parlour/shared/model/ids.js';
import { Refusal } from '@parlour/shared/protocol/errors.js';
import type {
  listTestimonials,
  removeTestimonial,
  showTestimonials,
  PublicTestimonial,
} from '@parlour/shared/protocol/testimonial.js';
import type { Context } from '../context.js';
import type { ConversationDocument } from '../conversations/conversation.model.js';
import { findConversation } from '../conversations/find-conversation.js';
import type { UseCase } from '../use-case.js';
import { publicAmong, refOf, testimonialView } from './testimonial.js';

const shown = 50;

/** Read anew for every question, and never to be kept: what is taken back is gone from the next answer. */
export const showTestimonialsCase =
  (context: Context): UseCase<typeof showTestimonials> =>
  async (_input, { caller }) => {
    const place = 'place' in caller ? caller.place : null;
    if (!place) throw new Refusal('unknown_site');
    const found = await published(context, place.merchant);
    const merchant = (await context.directory.merchant(place.merchant))?.name ?? '';
    return { merchant, testimonials: found.map(({ conversation: _id, ...shown }) => shown) };
  };

export const listTestimonialsCase =
  (context: Context): UseCase<typeof listTestimonials> =>
  async (_input, { scope }) => {
    const merchant = scope['merchant'];
    if (!merchant) throw new Refusal('forbidden');
    const { slug = '' } = (await context.directory.merchant(merchant)) ?? {};
    const found = await published(context, merchant);
    return { merchant: slug, testimonials: found.map(({ ref: _ref, ...one }) => one) };
  };

async function published(
  { models, vault, clock }: Context,
  merchant: string,
): Promise<(PublicTestimonial & { conversation: ConversationId })[]> {
  const found = await models.Conversation.find({
    merchant,
    published: true,
    state: { $ne: 'expired' },
    expiresAt: { $gt: new Date(clock.now()) },
  })
    .sort({ 'testimonial.at': -1 })
    .limit(shown)
    .lean<ConversationDocument[]>();
  const ids = found.map(({ _id }) => _id as ConversationId);
  const [keys, agreed] = await Promise.all([vault.open(ids), publicAmong({ models }, ids)]);
  return found.flatMap((one) => {
    const conversation = one._id as ConversationId;
    const view = agreed.has(conversation) ? testimonialView(one, keys.get(conversation)) : null;
    return view ? [{ ...view, conversation, ref: refOf(vault, one) }] : [];
  });
}

/** REQ-9: what a takedown request asks for. The audit says who did it. */
export const removeTestimonialCase =
  (context: Context): UseCase<typeof removeTestimonial> =>
  async ({ conversation: id }, { caller, scope }) => {
    if (!('account' in caller)) throw new Refusal('forbidden');
    await findConversation(context, id, scope);
    await context.models.Conversation.updateOne(
      { _id: id },
      { $set: { testimonial: null, published: false } },
    );
    await context.audit.append({ actor: caller.account, action: 'testimonial.remove', target: id });
    return {};
  };
