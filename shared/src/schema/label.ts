import { z } from 'zod';
import { labelColours, labelLimits } from '../protocol/label.js';
import { cleanText } from '../rules/text.js';
import { conversationId, labelId, nothing } from './fields.js';

const label = z.object({ id: labelId, name: z.string(), colour: z.enum(labelColours) }).meta({ id: 'Label' });

const name = z
  .string()
  .max(labelLimits.name * 2)
  .transform((text) => cleanText(text).replace(/\s+/g, ' '))
  .refine(
    (text) => text.length >= 1 && text.length <= labelLimits.name,
    `1 to ${labelLimits.name} characters`,
  );

export const labelSchemas = {
  'label.list': { input: nothing, output: z.object({ labels: z.array(label) }) },
  'label.save': {
    input: z.strictObject({ id: labelId.optional(), name, colour: z.enum(labelColours) }),
    output: z.object({ label }),
  },
  'label.remove': { input: z.strictObject({ id: labelId }), output: z.object({}) },
  'label.put': {
    input: z.strictObject({
      conversation: conversationId,
      labels: z
        .array(labelId)
        .max(labelLimits.perConversation)
        .refine((ids) => new Set(ids).size === ids.length, 'each label once'),
    }),
    output: z.object({ labels: z.array(labelId) }),
  },
};
