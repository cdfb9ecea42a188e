import { z } from 'zod';
import { accountId, conversationId, nothing } from './fields.js';

export const colleagueSchemas = {
  'colleague.list': {
    input: nothing,
    output: z.object({
      colleagues: z.array(z.object({ id: accountId, name: z.string(), online: z.boolean() })),
    }),
  },
  'colleague.look': {
    input: z.strictObject({
      conversation: conversationId,
      doing: z.enum(['reading', 'noting', 'gone']),
    }),
    output: z.object({}),
  },
};
