import { z } from 'zod';
import { ratingScores } from '../model/conversation.js';
import { conversationId, locale, nothing, sha256, time } from './fields.js';

const testimonial = {
  score: z.literal(ratingScores),
  // Public, each word of it: whoever reads it sees the same.
  text: z.string(),
  name: z.string(),
  at: time,
};
/** By what one is named to whoever asks for its takedown; another text of the same consumer's has another. */
export const testimonialRef = z.string().regex(/^[\w-]{22}$/, 'the ref of a testimonial');

const own = z.object({ testimonial: z.object(testimonial).nullable() });
const conversationOnly = z.strictObject({ conversation: conversationId });

export const testimonialSchemas = {
  'testimonial.show': {
    input: nothing,
    output: z.object({
      merchant: z.string(),
      testimonials: z.array(z.object({ ...testimonial, ref: z.string() })),
    }),
  },
  'testimonial.publish': {
    input: z.strictObject({
      conversation: conversationId,
      notice: sha256,
      locale,
      text: z.string().trim().min(1).max(1_000),
      name: z.string().trim().max(60),
    }),
    output: own,
  },
  'testimonial.read': { input: conversationOnly, output: own },
  'testimonial.list': {
    input: nothing,
    output: z.object({
      merchant: z.string(),
      testimonials: z.array(z.object({ ...testimonial, conversation: conversationId })),
    }),
  },
  'testimonial.remove': { input: conversationOnly, output: z.object({}) },
};
