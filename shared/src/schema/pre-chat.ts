import { z } from 'zod';
import { preChatKinds } from '../model/pre-chat.js';
import { line, nothing } from './fields.js';

const fieldId = z.string().regex(/^[a-z0-9-]{1,40}$/, 'small letters, digits and dashes');

export const preChatField = z
  .strictObject({
    id: fieldId,
    kind: z.enum(preChatKinds),
    label: line(80),
    purpose: line(200),
    options: z.array(line(80)).max(20),
    required: z.boolean(),
  })
  .refine(
    ({ kind, options }) => (kind === 'choice') === options.length > 0,
    'a choice has options, and only a choice',
  );

const fields = z
  .array(preChatField)
  .max(8)
  .refine((all) => new Set(all.map(({ id }) => id)).size === all.length, 'each id once');
const view = z.object({ fields: z.array(preChatField), mayRequire: z.array(z.enum(preChatKinds)) });

/** What a consumer has filled in: with the start of a conversation. */
export const preChatAnswers = z.array(z.strictObject({ field: fieldId, value: z.string().max(500) })).max(8);

export const preChatSchemas = {
  'prechat.read': { input: nothing, output: view },
  'prechat.set': { input: z.strictObject({ fields }), output: view },
};
