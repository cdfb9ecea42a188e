import { z } from 'zod';
import { ratingScores } from '../model/conversation.js';
import { longestComment } from '../rules/rating.js';
import { cleanText } from '../rules/text.js';
import { conversationId } from './fields.js';
import { conversation } from './views.js';

/** The raw string is bounded first, so that normalising cannot be made expensive. */
const comment = z
  .string()
  .max(longestComment * 4, `at most ${longestComment} characters`)
  .transform(cleanText)
  .refine((text) => text.length <= longestComment, `at most ${longestComment} characters`);

export const ratingSchemas = {
  'conversation.rate': {
    input: z.strictObject({
      conversation: conversationId,
      score: z.literal(ratingScores),
      comment: comment.optional(),
    }),
    output: z.object({ conversation }),
  },
};
