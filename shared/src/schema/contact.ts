import { z } from 'zod';
import { contactPurposes } from '../protocol/contact.js';
import { ofClass } from './field-class.js';
import { conversationId, locale, sha256 } from './fields.js';
import { conversation } from './views.js';

/** A bare address: no name beside it, no line break, nothing that a mail's header could be made of. */
export const email = z.email().max(254);

const contactDecisions = z
  .array(z.strictObject({ purpose: z.enum(contactPurposes), state: z.enum(['given', 'refused']) }))
  .min(1)
  .max(contactPurposes.length)
  .refine((list) => new Set(list.map(({ purpose }) => purpose)).size === list.length, 'each purpose once');

const profile = z
  .object({
    fields: z.array(
      z.object({
        id: z.string(),
        label: z.string(),
        purpose: z.string(),
        value: ofClass('consumer', z.string()),
      }),
    ),
    contact: z
      .object({ email: ofClass('consumer', z.string()), purposes: z.array(z.enum(contactPurposes)) })
      .nullable(),
  })
  .meta({ id: 'Profile' });

export const contactSchemas = {
  'contact.give': {
    input: z.strictObject({
      conversation: conversationId,
      notice: sha256,
      locale,
      email,
      decisions: contactDecisions,
    }),
    output: z.object({ conversation }),
  },
  'profile.read': { input: z.strictObject({ conversation: conversationId }), output: profile },
  'profile.correct': {
    input: z.strictObject({
      conversation: conversationId,
      field: z.string().min(1).max(40),
      value: z.string().max(500),
    }),
    output: profile,
  },
};
