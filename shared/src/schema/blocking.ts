import { z } from 'zod';
import { blockHours, blockReasons, reportReasons } from '../model/block.js';
import { cleanText } from '../rules/text.js';
import { ofClass } from './field-class.js';
import { accountId, consumerId, conversationId, nothing, requestId, time } from './fields.js';

const reportLength = 1_000;

const block = z
  .object({
    consumer: ofClass('consumer', consumerId),
    reason: z.enum(blockReasons),
    at: time,
    until: time,
    by: z.object({ id: accountId, name: z.string() }),
    conversation: conversationId.nullable(),
  })
  .meta({ id: 'Block' });

export const blockingSchemas = {
  'consumer.block': {
    input: z.strictObject({
      conversation: conversationId,
      hours: z.int().min(blockHours.least).max(blockHours.most),
      reason: z.enum(blockReasons),
    }),
    output: z.object({ block }),
  },
  'block.list': { input: nothing, output: z.object({ blocks: z.array(block) }) },
  'block.end': { input: z.strictObject({ consumer: consumerId }), output: z.object({}) },
  'agent.report': {
    input: z.strictObject({
      conversation: conversationId,
      reason: z.enum(reportReasons),
      text: z
        .string()
        .max(reportLength * 4)
        .transform(cleanText)
        .refine((text) => text.length <= reportLength, `at most ${reportLength} characters`),
    }),
    output: z.object({ request: requestId, dueOn: z.string() }),
  },
};
