import type { Operation } from '@parlour/shared/protocol/define.js';
import { CallLost } from '@parlour/widget/connection/connection.js';
import { requestFor } from './address.js';

/** Fetches what an operation answers with as a file. @throws CallLost where there is none, or no answer came. */
export async function download<Name extends string, Input, Output>(
  operation: Operation<Name, Input, Output>,
  input: Input,
): Promise<Blob> {
  if (!operation.http) throw new TypeError(`${operation.name} cannot be called over HTTP`);
  const { method, url, body } = requestFor(operation.http, input as object);
  const answer = await fetch(url, {
    method,
    headers: { 'content-type': 'application/json' },
    ...(body !== undefined && { body }),
    credentials: 'same-origin',
    cache: 'no-store',
  }).catch(() => null);
  if (!answer?.ok) throw new CallLost();
  return answer.blob();
}
