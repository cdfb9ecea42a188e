import { operation } from './define.js';

/** A merchant's own pattern; the name is for those who manage it. */
export interface MaskingPattern {
  readonly name: string;
  /** In the syntax of `rules/safe-pattern.ts`. */
  readonly pattern: string;
}

export interface MaskingRules {
  readonly patterns: readonly MaskingPattern[];
}

export const readMasking = operation<Record<never, never>, MaskingRules>()({
  name: 'masking.read',
  summary: 'What the merchant has masked beside card numbers, bank accounts and social security numbers.',
  capability: 'masking.manage',
  purpose: 'service',
  limit: 'read',
  http: ['GET', '/masking'],
  socket: true,
});

export const setMasking = operation<MaskingRules, MaskingRules>()({
  name: 'masking.set',
  summary:
    'Replaces the patterns. They act on what is written from then on; what is stored cannot be read back.',
  capability: 'masking.manage',
  purpose: 'service',
  limit: 'write',
  http: ['PUT', '/masking'],
  socket: true,
});

export const maskingOperations = [readMasking, setMasking] as const;
