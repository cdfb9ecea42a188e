import { z } from 'zod';
import { patternLimits, SafePattern } from '../rules/safe-pattern.js';
import { line, nothing } from './fields.js';

const pattern = z
  .string()
  .min(1)
  .max(patternLimits.characters)
  .superRefine((source, context) => {
    try {
      new SafePattern(source);
    } catch (error) {
      context.addIssue({ code: 'custom', message: (error as Error).message });
    }
  });

const rules = z.object({ patterns: z.array(z.object({ name: z.string(), pattern: z.string() })) });

export const maskingSchemas = {
  'masking.read': { input: nothing, output: rules },
  'masking.set': {
    input: z.strictObject({
      patterns: z.array(z.strictObject({ name: line(80), pattern })).max(patternLimits.patterns),
    }),
    output: rules,
  },
};
