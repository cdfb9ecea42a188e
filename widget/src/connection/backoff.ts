/**
 * How long to wait before attempt number `attempt` (0 for the first repetition): it doubles from `first` to
 * `most`, and a random half of it is taken off, so that a thousand clients do not come back in one instant.
 */
export const backoff = (attempt: number, first: number, most: number, random: () => number): number =>
  Math.min(first * 2 ** Math.min(attempt, 16), most) * (0.5 + random() / 2);
