import { z } from 'zod';
import { accountId, conversationId, messageText, time } from './fields.js';
import { conversation, inboxEntry } from './views.js';

const withEntry = z.object({ entry: inboxEntry });

export const handoverSchemas = {
  'conversation.transfer': {
    input: z.strictObject({
      conversation: conversationId,
      to: accountId.optional(),
      reason: messageText.optional(),
    }),
    output: z.object({ conversation }),
  },
  'conversation.snooze': {
    input: z.strictObject({ conversation: conversationId, until: time.optional() }),
    output: withEntry,
  },
  'conversation.wake': { input: z.strictObject({ conversation: conversationId }), output: withEntry },
};
