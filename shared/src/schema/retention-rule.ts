import { z } from 'zod';
import { day, minute } from '../rules/expiry.js';
import { nothing, time } from './fields.js';

/** From a minute to a hundred years. */
const duration = z
  .int()
  .min(minute)
  .max(36_500 * day);

const keep = { keep: duration };
const bounds = { floor: duration, ceiling: duration, keep: duration };
const isOrdered = ({ floor, ceiling }: { floor: number; ceiling: number }): boolean => floor <= ceiling;
const boundsInput = z.strictObject(bounds).refine(isOrdered, 'the floor is not above the ceiling');

const waiting = <Shape extends z.ZodRawShape>(to: Shape) =>
  z.object({ to: z.object(to), by: z.string(), askedAt: time, appliesAt: time }).nullable();

const preview = z.object({
  kind: z.enum(['none', 'shorter', 'later']),
  conversations: z.int(),
  goneAtOnce: z.int(),
  appliesAt: time,
});
const rule = z.object({
  keep: z.int(),
  floor: z.int(),
  ceiling: z.int(),
  waiting: waiting({ keep: z.int() }),
});
const platform = z.object({
  floor: z.int(),
  ceiling: z.int(),
  keep: z.int(),
  waiting: waiting({ floor: z.int(), ceiling: z.int(), keep: z.int() }),
});

export const ruleSchemas = {
  'rule.read': { input: nothing, output: rule },
  'rule.preview': { input: z.strictObject(keep), output: preview },
  'rule.change': { input: z.strictObject(keep), output: rule },
  'rule.undo': { input: nothing, output: rule },
  'bounds.read': { input: nothing, output: platform },
  'bounds.preview': { input: boundsInput, output: preview },
  'bounds.change': { input: boundsInput, output: platform },
  'bounds.undo': { input: nothing, output: platform },
};
