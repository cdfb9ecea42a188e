import type { Connection } from '@parlour/widget/connection/connection.js';
import { timeOfDay } from './format.js';
import { texts } from './texts.js';

/** What is to be said about the connection; null while all is well. */
export function connectionWords({ state, since, refusal }: Connection): string | null {
  if (state === 'connected') return null;
  if (refusal && !refusal.retryable) return texts.connection.refused(refusal.message);
  return state === 'connecting'
    ? texts.connection.connecting
    : texts.connection.reconnecting(timeOfDay(since));
}
