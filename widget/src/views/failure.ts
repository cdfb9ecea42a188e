import type { ErrorCode, WireError } from '@parlour/shared/protocol/errors.js';
import type { Texts } from '../locales/load-texts.js';
import type { Failure } from '../visit/visit-state.js';

/** What happened and what to do, in the person's language; the server's own words are for developers. */
export function failureInWords(failure: Failure, t: Texts): string {
  if (failure === 'lost') return t.lost;
  const known: Partial<Record<ErrorCode, string>> = t.errors;
  const words = known[failure.code] ?? t.failed;
  const { retryAfterMs, until } = failure satisfies WireError;
  if (until !== undefined)
    return `${words} ${new Date(until).toLocaleString([], { dateStyle: 'medium', timeStyle: 'short' })}`;
  return retryAfterMs === undefined ? words : `${words} ${t.retryIn(Math.ceil(retryAfterMs / 1_000))}`;
}
