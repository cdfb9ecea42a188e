import { hour } from '@parlour/shared/rules/expiry.js';

const first = 10_000;
const longest = 6 * hour;

/** How often a delivery is tried: over about half a day. */
export const maxAttempts = 12;

/**
 * Milliseconds until the next attempt, after so many: doubling from ten seconds, and up to a quarter more or less by
 * chance (`random` from 0 to 1), so that what failed together does not come back together.
 */
export const retryAfter = (attempts: number, random: number): number =>
  Math.round(Math.min(first * 2 ** (attempts - 1), longest) * (0.75 + 0.5 * random));
