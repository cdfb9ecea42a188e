/** CNV-6: what becomes of a conversation in which an agent has answered and the consumer says nothing more. */
import { minute, silenceClosesAfter } from './expiry.js';

/** Milliseconds since the last thing that was said. */
export interface SilenceRules {
  readonly remindAfter: number;
  readonly closeAfter: number;
}

export const usualSilence: SilenceRules = { remindAfter: 10 * minute, closeAfter: silenceClosesAfter };

export interface Silence {
  readonly now: number;
  /** When something was last said, in milliseconds since the epoch. */
  readonly since: number;
  readonly reminded: boolean;
}

/**
 * Nobody is closed out who was not reminded first: where the reminder is late, because no node was there to give
 * it, it comes now and the close later.
 */
export function decideSilence(
  { now, since, reminded }: Silence,
  { remindAfter, closeAfter }: SilenceRules,
): 'nothing' | 'remind' | 'close' {
  const silent = now - since;
  if (!reminded) return silent >= remindAfter ? 'remind' : 'nothing';
  return silent >= closeAfter ? 'close' : 'nothing';
}
