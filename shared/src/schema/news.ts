import { z } from 'zod';
import { conversationId, messageText } from './fields.js';

export const newsSchemas = {
  'news.send': {
    input: z.strictObject({
      conversation: conversationId,
      subject: z
        .string()
        .min(1)
        .max(120)
        .regex(/^[^\p{Cc}]+$/u, 'one line'),
      text: messageText,
    }),
    output: z.object({}),
  },
};
