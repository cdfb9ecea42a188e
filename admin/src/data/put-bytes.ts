import { apiBase, type HttpRoute } from '@parlour/shared/protocol/define.js';
import { errors, type ErrorCode, type WireError } from '@parlour/shared/protocol/errors.js';
import { CallLost, CallRefused } from '@parlour/widget/connection/connection.js';

/** Milliseconds without progress after which an attempt is given up. */
const patience = 30_000;

export interface Sending<Output> {
  readonly done: Promise<Output>;
  /** Ends an attempt that is under way: `done` rejects with `CallLost`. */
  cancel(): void;
}

/** Sends what has to be told how far it is. */
export type PutBytes = <Output>(
  operation: { readonly http?: HttpRoute; readonly body?: 'bytes' | 'image' },
  bytes: Blob,
  told: (share: number) => void,
) => Sending<Output>;

/**
 * An operation whose body is a file without a name, by its own route. Rejects with `CallRefused` where the server
 * refuses, and with `CallLost` where no answer came.
 */
export const putBytes: PutBytes = <Output>(
  { http }: { readonly http?: HttpRoute },
  bytes: Blob,
  told: (share: number) => void,
): Sending<Output> => {
  const [method, path] = http!;
  const request = new XMLHttpRequest();
  let timer = setTimeout(() => request.abort(), patience);
  const done = new Promise<Output>((resolve, reject) => {
    request.open(method, `${apiBase}${path}`);
    request.setRequestHeader('content-type', 'application/octet-stream');
    request.upload.onprogress = ({ loaded, total }) => {
      clearTimeout(timer);
      timer = setTimeout(() => request.abort(), patience);
      told(total > 0 ? loaded / total : 0);
    };
    request.onloadend = () => {
      clearTimeout(timer);
      const answer = answerOf<Output>(request);
      if (answer instanceof Error) reject(answer);
      else resolve(answer);
    };
    request.send(bytes);
  });
  return { done, cancel: () => request.abort() };
};

function answerOf<Output>({ status, responseText }: XMLHttpRequest): Output | CallLost | CallRefused {
  try {
    const body = JSON.parse(responseText) as Output & Partial<WireError> & { title?: string };
    if (status < 300) return body;
    const code = Object.hasOwn(errors, body.code ?? '') ? (body.code as ErrorCode) : 'internal';
    const { text, retryable } = errors[code];
    return new CallRefused({ ...body, code, message: body.title ?? text, retryable });
  } catch {
    // Offline, cut off, given up, or something between us and the server that answers in its place.
    return new CallLost();
  }
}
