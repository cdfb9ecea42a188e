/** Out to an endpoint: with a pass from the gate, and by the one guarded way to addresses that others have named. */
import { isIP } from 'node:net';
import { requirePass, type Pass } from '../disclosures/gate.js';
import { isInside } from '../net/inside.js';
import { OutsideError, outsideFetch, type OutsideFailure, type OutsideRules } from '../net/outside-fetch.js';

export type Resolve = NonNullable<OutsideRules['resolve']>;

export interface PostParts {
  /** For development and tests alone: plain http, any port, and addresses inside. */
  readonly allowInside: boolean;
  /** How names become addresses; the system's way unless a test says otherwise. */
  readonly resolve?: Resolve;
}

/** How an attempt went. Without a status there was no answer, and `problem` says why. */
export interface Outcome {
  readonly status: number | null;
  readonly duration: number;
  readonly problem: OutsideFailure | 'too_large' | `status_${number}` | null;
}

/** Milliseconds for the whole attempt, and bytes of a body. */
const limits = { time: 10_000, body: 64 * 1_024 } as const;

const ports = new Set(['', '443', '8443']);

/** Whether an endpoint may have this address at all. Names are looked at again at every connection. */
export function isUsable(address: string, { allowInside }: Pick<PostParts, 'allowInside'>): boolean {
  if (!URL.canParse(address)) return false;
  const url = new URL(address);
  if (url.username || url.password || url.hash) return false;
  if (allowInside) return url.protocol === 'https:' || url.protocol === 'http:';
  const host = url.hostname.replace(/^\[|\]$/g, '');
  return (
    url.protocol === 'https:' &&
    ports.has(url.port) &&
    !/(^|\.)(localhost|local|internal|home\.arpa)\.?$/i.test(host) &&
    (isIP(host) === 0 ? host.includes('.') : !isInside(host))
  );
}

/** One attempt. Never throws for what the other side does; the pass proves that the register knows (DIS-1). */
export async function post(
  pass: Pass,
  parts: PostParts,
  message: {
    readonly url: string;
    readonly body: string;
    readonly headers: Readonly<Record<string, string>>;
  },
): Promise<Outcome> {
  requirePass(pass);
  const began = performance.now();
  const outcome = await attempt(parts, message);
  return { ...outcome, duration: Math.round(performance.now() - began) };
}

async function attempt(
  { allowInside, resolve }: PostParts,
  { url, body, headers }: Parameters<typeof post>[2],
): Promise<Pick<Outcome, 'status' | 'problem'>> {
  if (!isUsable(url, { allowInside })) return { status: null, problem: 'refused' };
  if (Buffer.byteLength(body) > limits.body) return { status: null, problem: 'too_large' };
  try {
    const { status } = await outsideFetch(
      {
        url: new URL(url),
        method: 'POST',
        headers: { ...headers, 'content-type': 'application/json' },
        body,
        timeout: limits.time,
        // Whatever it says is not ours to read.
        mostBytes: 0,
      },
      { allowInside: () => allowInside, ...(resolve && { resolve }) },
    );
    return { status, problem: status >= 200 && status < 300 ? null : `status_${status}` };
  } catch (error) {
    if (!(error instanceof OutsideError)) throw error;
    return { status: null, problem: error.failure };
  }
}
