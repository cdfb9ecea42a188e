import { Refusal } from '@parlour/shared/protocol/errors.js';
import type { publishTestimonial, readTestimonial } from '@parlour/shared/protocol/testimonial.js';
import { cleanText } from '@parlour/shared/rules/text.js';
import { decideConsentCase } from '../consent/decide-consent.js';
import type { Context } from '../context.js';
import type { ConversationDocument } from '../conversations/conversation.model.js';
import { findConversation } from '../conversations/find-conversation.js';
import type { UseCase } from '../use-case.js';
import { sealWords, testimonialView, unpublish } from './testimonial.js';

/**
 * PUB-1: consent first, then the words as they were approved, masked as all words are. Where the consent is taken back
 * in another tab at the same moment, they go again.
 */
export const publishTestimonialCase =
  (context: Context): UseCase<typeof publishTestimonial> =>
  async ({ conversation: id, notice, locale, text, name }, call) => {
    const { rating, merchant } = await findConversation(context, id, call.scope);
    if (!rating) throw new Refusal('rating_closed');
    const decisions = [{ purpose: 'publication', state: 'given' }] as const;
    await decideConsentCase(context)({ conversation: id, notice, locale, decisions }, call);
    const key = (await context.vault.open([id])).get(id);
    if (!key) throw new Refusal('conversation_expired');
    const [said, called] = await Promise.all(
      [text, name].map((one) => context.masking.mask(merchant, cleanText(one))),
    );
    const words = sealWords(key, id, { text: said!.text, name: called!.text });
    const testimonial = { score: rating.score, words, at: new Date(context.clock.now()) };
    const published = await context.models.Conversation.findOneAndUpdate(
      { _id: id, state: { $ne: 'expired' } },
      { $set: { testimonial, published: true } },
      { returnDocument: 'after' },
    ).lean<ConversationDocument>();
    if (!published) throw new Refusal('conversation_expired');
    await unpublish(context, id);
    return { testimonial: testimonialView(published, key) };
  };

export const readTestimonialCase =
  (context: Context): UseCase<typeof readTestimonial> =>
  async ({ conversation: id }, { scope }) => {
    const conversation = await findConversation(context, id, scope);
    return { testimonial: testimonialView(conversation, (await context.vault.open([id])).get(id)) };
  };
