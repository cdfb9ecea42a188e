import { z } from 'zod';
import { cleanText } from '../rules/text.js';
import { ofClass } from './field-class.js';
import { conversationId, cursor, time } from './fields.js';

export const searchLimit = 200;

const words = z
  .string()
  .max(searchLimit)
  .transform(cleanText)
  .refine((text) => text.length > 0, 'one word at least');

export const searchSchemas = {
  'transcript.search': {
    input: z.strictObject({ words, before: cursor.optional() }),
    output: z.object({
      results: z.array(
        z.object({
          conversation: conversationId,
          kind: z.enum(['message', 'note']),
          number: z.int(),
          at: time,
          from: z.enum(['consumer', 'agent']),
          state: z.enum(['queued', 'active', 'closed']),
          page: ofClass('transcript', z.string()).nullable(),
          site: z.string(),
          snippet: z.array(z.object({ text: ofClass('transcript', z.string()), found: z.boolean() })),
        }),
      ),
      next: z.string().nullable(),
    }),
  },
};
