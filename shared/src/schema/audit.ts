import { z } from 'zod';
import { nothing, purgeRunId, seq, time } from './fields.js';

const state = z.object({
  entries: z.int(),
  head: z.string().nullable(),
  check: z
    .object({
      at: time,
      entries: z.int(),
      heads: z.int(),
      certificates: z.int(),
      problem: z.string().nullable(),
    })
    .nullable(),
});

export const auditSchemas = {
  'audit.own': {
    input: z.strictObject({ before: seq.optional() }),
    output: z.object({
      entries: z.array(
        z.object({
          seq: z.int(),
          at: time,
          actor: z.string(),
          action: z.string(),
          details: z.string().nullable(),
        }),
      ),
      next: z.int().nullable(),
    }),
  },
  'audit.list': {
    input: z.strictObject({
      before: seq.optional(),
      target: z
        .string()
        .regex(/^[A-Za-z0-9_:-]{1,100}$/, 'an id')
        .optional(),
      action: z
        .string()
        .regex(/^[a-z_.]{1,60}$/, 'the name of an action')
        .optional(),
    }),
    output: z.object({
      entries: z.array(
        z.object({
          seq: z.int(),
          at: time,
          actor: z.string(),
          action: z.string(),
          target: z.string().nullable(),
          details: z.string().nullable(),
          hash: z.string(),
        }),
      ),
      next: z.int().nullable(),
    }),
  },
  'audit.state': { input: nothing, output: state },
  'audit.verify': { input: nothing, output: state },
  'certificate.read': {
    input: z.strictObject({ run: purgeRunId }),
    output: z.object({ text: z.string(), signature: z.string(), publicKey: z.string() }),
  },
};
