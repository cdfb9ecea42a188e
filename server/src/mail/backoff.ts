import { hour, minute } from '@parlour/shared/rules/expiry.js';

const steps = [0.5 * minute, 2 * minute, 10 * minute, 30 * minute, 2 * hour, 6 * hour, 12 * hour, 24 * hour];

/** How often a mail is tried before it is given up: for almost two days, as mail servers do. */
export const maxAttempts = steps.length + 1;

/** Milliseconds until the next attempt, after so many. */
export const backoff = (attempts: number): number => steps[Math.min(attempts, steps.length) - 1] ?? steps[0]!;
