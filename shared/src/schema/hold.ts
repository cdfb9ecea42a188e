import { z } from 'zod';
import { isScope } from '../rules/holds.js';
import { accountId, conversationId, holdId, line, nothing, time } from './fields.js';
import { note } from './note.js';
import { message } from './views.js';

const instant = z.int().min(0).max(8_640_000_000_000_000);

const hold = z
  .object({
    id: holdId,
    scope: z.object({
      conversation: conversationId.nullable(),
      consumer: z.boolean(),
      merchant: z.string().nullable(),
      from: time.nullable(),
      to: time.nullable(),
    }),
    reason: z.string(),
    author: z.string(),
    custodians: z.array(z.object({ id: accountId, name: z.string(), acknowledgedAt: time.nullable() })),
    gagged: z.boolean(),
    reviewAt: time,
    isReviewDue: z.boolean(),
    placedAt: time,
    releasedAt: time.nullable(),
    held: z.int(),
    hidden: z.int(),
  })
  .meta({ id: 'Hold' });

const one = z.object({ hold });
const reason = line(500);

export const holdSchemas = {
  'hold.place': {
    input: z.strictObject({
      scope: z
        .strictObject({
          conversation: conversationId.optional(),
          consumerOf: conversationId.optional(),
          merchant: line(80).optional(),
          from: instant.optional(),
          to: instant.optional(),
        })
        .refine(
          ({ consumerOf, ...scope }) => isScope({ ...scope, consumer: consumerOf }),
          'names at least one of conversation, consumerOf, merchant, from and to; from is not after to',
        ),
      reason,
      custodians: z.array(line(254)).max(20),
      gagged: z.boolean(),
      reviewAt: instant,
    }),
    output: one,
  },
  'hold.list': { input: nothing, output: z.object({ holds: z.array(hold) }) },
  'hold.release': { input: z.strictObject({ hold: holdId, reason }), output: one },
  'hold.review': { input: z.strictObject({ hold: holdId, reviewAt: instant }), output: one },
  'hold.custody': {
    input: nothing,
    output: z.object({
      holds: z.array(
        z.object({
          id: holdId,
          reason: z.string(),
          placedAt: time,
          acknowledgedAt: time.nullable(),
          conversations: z.array(
            z.object({
              id: conversationId,
              startedAt: time,
              closedAt: time.nullable(),
              hidden: z.boolean(),
            }),
          ),
        }),
      ),
    }),
  },
  'hold.read': {
    input: z.strictObject({ hold: holdId, conversation: conversationId, reason }),
    output: z.object({ messages: z.array(message), notes: z.array(note) }),
  },
  'hold.acknowledge': {
    input: z.strictObject({ hold: holdId }),
    output: z.object({ acknowledgedAt: time }),
  },
};
