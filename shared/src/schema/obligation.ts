import { z } from 'zod';
import { obligedFields } from '../model/obligation.js';
import { obligationLimits } from '../protocol/obligation.js';
import { day } from '../rules/expiry.js';
import { ofClass } from './field-class.js';
import { line, nothing, obligationId, obligedRecordId, time } from './fields.js';

const fields = z.array(z.enum(obligedFields));

export const obligationTold = z.object({
  basis: z.string(),
  fields,
  keep: z.int(),
  whole: z.literal(true).optional(),
});

const obligation = obligationTold
  .extend({
    id: obligationId,
    addedAt: time,
    addedBy: z.string(),
    endedAt: time.nullable(),
    records: z.int(),
  })
  .meta({ id: 'Obligation' });

const record = z.object({
  id: obligedRecordId,
  basis: z.string(),
  fields,
  keptSince: time,
  until: time,
});

const one = z.object({ obligation });

const kept = z
  .int()
  .min(1 * day)
  .max(30 * 366 * day);

const law = z
  .object({
    id: obligationId,
    merchant: z.string(),
    basis: z.string(),
    source: z.string(),
    keep: z.int(),
    addedAt: time,
    addedBy: z.string(),
    endedAt: time.nullable(),
    conversations: z.int(),
  })
  .meta({ id: 'Law' });

export const obligationSchemas = {
  'obligation.list': {
    input: nothing,
    output: z.object({ obligations: z.array(obligation), records: z.array(record) }),
  },
  'obligation.add': {
    input: z.strictObject({
      basis: line(obligationLimits.basis),
      fields: z
        .array(z.enum(obligedFields))
        .min(1)
        .refine((named) => new Set(named).size === named.length, 'each field once'),
      keep: kept,
    }),
    output: one,
  },
  'law.list': { input: nothing, output: z.object({ laws: z.array(law) }) },
  'law.add': {
    input: z.strictObject({
      merchant: line(60),
      basis: line(obligationLimits.basis),
      source: line(obligationLimits.source),
      keep: kept,
    }),
    output: z.object({ law }),
  },
  'law.end': { input: z.strictObject({ obligation: obligationId }), output: z.object({ law }) },
  'obligation.end': { input: z.strictObject({ obligation: obligationId }), output: one },
  'obligation.read': {
    input: z.strictObject({ record: obligedRecordId, reason: line(500) }),
    output: z.object({
      fields: z.array(z.object({ field: z.enum(obligedFields), text: ofClass('consumer', z.string()) })),
    }),
  },
};
