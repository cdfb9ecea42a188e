/** CNV-5: for how long a closed conversation can be rated. */
import { hour } from './expiry.js';

/** Milliseconds after the close. */
export const ratingLasts = 24 * hour;

/** UTF-16 code units, as a text field's `maxlength` counts. */
export const longestComment = 1_000;

/** Whether it can be rated at `now`; a clock that is behind the close does not forbid it. */
export const canBeRated = (
  { state, closedAt }: { readonly state: string; readonly closedAt: number | null },
  now: number,
): boolean => state === 'closed' && closedAt !== null && now - closedAt < ratingLasts;
