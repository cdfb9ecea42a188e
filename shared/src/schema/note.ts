import { z } from 'zod';
import { maskKinds } from '../rules/masking.js';
import { ofClass } from './field-class.js';
import { accountId, clientId, conversationId, cursor, messageText, seq, seqOut, time } from './fields.js';

export const mentionsLimit = 20;

export const note = z
  .object({
    conversation: conversationId,
    number: z.int(),
    after: seqOut,
    at: time,
    author: z.object({ id: accountId, name: z.string() }),
    clientId: z.string(),
    text: ofClass('transcript', z.string()),
    mentions: z.array(accountId),
    masked: z.array(z.enum(maskKinds)).optional(),
  })
  .meta({ id: 'Note' });

export const noteSchemas = {
  'note.write': {
    input: z.strictObject({
      conversation: conversationId,
      clientId,
      text: messageText,
      mentions: z
        .array(accountId)
        .max(mentionsLimit)
        .refine((ids) => new Set(ids).size === ids.length, 'each colleague once')
        .optional(),
    }),
    output: z.object({ note }),
  },
  'note.list': {
    input: z.strictObject({ conversation: conversationId, after: seq }),
    output: z.object({ notes: z.array(note), more: z.boolean() }),
  },
  'note.mentions': {
    input: z.strictObject({ before: cursor.optional() }),
    output: z.object({
      mentions: z.array(
        z.object({
          conversation: conversationId,
          number: z.int(),
          at: time,
          author: z.object({ id: accountId, name: z.string() }),
          text: ofClass('transcript', z.string()),
          state: z.enum(['queued', 'active', 'closed']),
          page: ofClass('transcript', z.string()).nullable(),
          site: z.string(),
        }),
      ),
      next: z.string().nullable(),
    }),
  },
};
