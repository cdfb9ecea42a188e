import { z } from 'zod';
import { attentionKinds } from '../protocol/health.js';
import { nothing, time } from './fields.js';

export const healthSchemas = {
  'health.read': {
    input: nothing,
    output: z.object({
      asOf: time,
      attention: z.array(z.object({ kind: z.enum(attentionKinds), count: z.int() })),
      store: z.object({ ms: z.number() }),
      mail: z.object({ waiting: z.int(), stuck: z.int() }).nullable(),
      jobs: z.array(
        z.object({
          name: z.string(),
          every: z.int(),
          ranAt: time.nullable(),
          state: z.enum(['ok', 'failed', 'late', 'not_yet']),
        }),
      ),
    }),
  },
};
