/**
 * RET-7: whether a sweep may go on by itself. A clock that jumps makes everything look due at once, so a sweep
 * that would remove more than 5 % (and over 1,000) of what is live stops and asks an admin.
 */
export const sweepBrake = { share: 0.05, count: 1_000 } as const;

export type SweepPlan =
  { readonly go: true } | { readonly go: false; readonly due: number; readonly stored: number };

/** `due` of the `stored` conversations have expired. Pure. */
export function planSweep({ due, stored }: { due: number; stored: number }): SweepPlan {
  const stops = due > sweepBrake.count && due > stored * sweepBrake.share;
  return stops ? { go: false, due, stored } : { go: true };
}

/** RET-3: what a purge removes, leaf first; the key goes after what it opens, the conversation last. */
export const purgeSteps = ['messages', 'consentEvents', 'key', 'conversation'] as const;

export type PurgeStep = (typeof purgeSteps)[number];
