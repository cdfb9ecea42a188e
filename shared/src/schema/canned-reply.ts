import { z } from 'zod';
import { cannedReplyLimits } from '../protocol/canned-reply.js';
import { cannedReplyId, messageText, nothing } from './fields.js';

const reply = z
  .object({ id: cannedReplyId, shortcut: z.string(), text: z.string() })
  .meta({ id: 'CannedReply' });

/** Letters, digits and dashes, in lower case: what can be typed after `/` without a space. */
const shortcut = z
  .string()
  .max(cannedReplyLimits.shortcut)
  .transform((text) => text.normalize('NFC').toLowerCase())
  .refine((text) => /^[\p{L}\p{N}][\p{L}\p{M}\p{N}_-]*$/u.test(text), 'letters, digits and dashes');

export const cannedReplySchemas = {
  'canned_reply.list': { input: nothing, output: z.object({ replies: z.array(reply) }) },
  'canned_reply.save': {
    input: z.strictObject({ id: cannedReplyId.optional(), shortcut, text: messageText }),
    output: z.object({ reply }),
  },
  'canned_reply.remove': { input: z.strictObject({ id: cannedReplyId }), output: z.object({}) },
};
