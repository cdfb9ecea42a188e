import { CallLost, CallRefused } from '@parlour/widget/connection/connection.js';
import { texts } from './texts.js';

/** What happened and what to do, in plain words, whatever was thrown. */
export function failureWords(error: unknown): string {
  if (error instanceof CallLost) return texts.failure.lost;
  if (!(error instanceof CallRefused)) return texts.failure.unknown;
  const { code, retryAfterMs, requestId } = error.error;
  const message = texts.failure.said[code] ?? error.error.message;
  if (code === 'too_many_requests' && retryAfterMs !== undefined) {
    return texts.failure.tooMany(Math.ceil(retryAfterMs / 1_000));
  }
  return code === 'internal' && requestId !== undefined
    ? `${message} ${texts.failure.requestId(requestId)}`
    : message;
}
