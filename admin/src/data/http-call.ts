import type { Call, Operation } from '@parlour/shared/protocol/define.js';
import { errors, type ErrorCode, type Issue, type WireError } from '@parlour/shared/protocol/errors.js';
import { CallLost, CallRefused } from '@parlour/widget/connection/connection.js';
import { requestFor } from './address.js';

/** How long an answer may take, in milliseconds. */
const patience = 15_000;

/**
 * The typed call over HTTP, derived from the operations' own routes. The session travels in its cookie. Rejects
 * with `CallRefused` where the server refuses, and with `CallLost` where no answer came.
 */
export const httpCall =
  (send: typeof fetch = (...request) => fetch(...request)): Call =>
  async <Name extends string, Input, Output>(operation: Operation<Name, Input, Output>, input: Input) => {
    if (!operation.http) throw new TypeError(`${operation.name} cannot be called over HTTP`);
    const { method, url, body } = requestFor(operation.http, input as object);
    let answer: Response;
    let content: unknown;
    try {
      answer = await send(url, {
        method,
        headers: {
          accept: 'application/json, application/problem+json',
          ...(body !== undefined && { 'content-type': 'application/json' }),
        },
        ...(body !== undefined && { body }),
        credentials: 'same-origin',
        cache: 'no-store',
        signal: AbortSignal.timeout(patience),
      });
      const text = await answer.text();
      content = text === '' ? {} : JSON.parse(text);
    } catch {
      // Offline, cut off, too slow, or something between us and the server that answers in its place.
      throw new CallLost();
    }
    if (!answer.ok) throw new CallRefused(errorOf(content, answer.status));
    return content as Output;
  };

/** The members of a problem document (RFC 9457) that the server adds to the standard's own. */
interface Problem {
  readonly detail?: string;
  readonly title?: string;
  readonly code?: ErrorCode;
  readonly requestId?: string;
  readonly retryAfterMs?: number;
  readonly issues?: readonly Issue[];
  readonly notice?: string;
}

function errorOf(content: unknown, status: number): WireError {
  const problem = (typeof content === 'object' && content !== null ? content : {}) as Problem;
  // What is no problem document came from something in between: it is judged by its status alone.
  const known = problem.code !== undefined && Object.hasOwn(errors, problem.code);
  const code = known ? problem.code : status === 401 ? 'not_signed_in' : 'internal';
  const { text, retryable } = errors[code];
  return {
    code,
    message: problem.detail ?? text,
    retryable,
    ...(problem.requestId !== undefined && { requestId: problem.requestId }),
    ...(problem.retryAfterMs !== undefined && { retryAfterMs: problem.retryAfterMs }),
    ...(problem.issues !== undefined && { issues: problem.issues }),
    ...(problem.notice !== undefined && { notice: problem.notice }),
  };
}
