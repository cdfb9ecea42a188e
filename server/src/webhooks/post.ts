/**
 * The one place that makes requests to addresses that others chose (security.md: requests made by the server). The
 * address is looked at when the connection is made, and not before: what a name stands for may change in between
 * (rebinding). Nothing is followed, nothing is read but the status.
 */
import { lookup as resolve, type LookupAddress } from 'node:dns';
import { request as httpRequest, type ClientRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import { requirePass, type Pass } from '../disclosures/gate.js';
import { isInside } from './inside-address.js';

export type Resolve = (
  host: string,
  answer: (error: Error | null, addresses: readonly LookupAddress[]) => void,
) => void;

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
  readonly problem: string | null;
}

/** Milliseconds for the whole attempt, and bytes of a body. */
export const postLimits = { time: 10_000, body: 64 * 1_024 } as const;

const ports = new Set(['', '443', '8443']);

class Refused extends Error {
  constructor(readonly code: string) {
    super(code);
  }
}

/** Whether an endpoint may have this address at all. Names are looked at again at every connection. */
export function isUsable(address: string, { allowInside }: Pick<PostParts, 'allowInside'>): boolean {
  if (!URL.canParse(address)) return false;
  const url = new URL(address);
  if (url.username || url.password || url.hash) return false;
  if (allowInside) return url.protocol === 'https:' || url.protocol === 'http:';
  const host = bare(url.hostname);
  return (
    url.protocol === 'https:' &&
    ports.has(url.port) &&
    !/(^|\.)(localhost|local|internal|home\.arpa)\.?$/i.test(host) &&
    (isIP(host) === 0 ? host.includes('.') : !isInside(host))
  );
}

const bare = (hostname: string): string => hostname.replace(/^\[|\]$/g, '');

const systemResolve: Resolve = (host, answer) =>
  resolve(host, { all: true, verbatim: true }, (error, addresses) => answer(error, addresses));

/** What a socket asks before it connects. One address inside among several spoils them all. */
const checkedLookup =
  ({ allowInside, resolve: given = systemResolve }: PostParts): LookupFunction =>
  (host, options, callback) => {
    given(host, (error, addresses) => {
      const refusal =
        error ??
        (addresses.length === 0 || (!allowInside && addresses.some(({ address }) => isInside(address)))
          ? new Refused('inside_address')
          : null);
      const [first] = addresses;
      if (refusal || !first) return callback(refusal as NodeJS.ErrnoException, '', 0);
      if (options.all) return callback(null, [...addresses]);
      callback(null, first.address, first.family);
    });
  };

/** One attempt. Never throws for what the other side does; the pass proves that the register knows (DIS-1). */
export async function post(
  pass: Pass,
  parts: PostParts,
  message: { readonly url: string; readonly body: string; readonly headers: Readonly<Record<string, string>> },
): Promise<Outcome> {
  requirePass(pass);
  const began = performance.now();
  const outcome = await attempt(parts, message).then(
    (status) => ({ status, problem: status >= 200 && status < 300 ? null : `status_${status}` }),
    (error: unknown) => ({ status: null, problem: problemOf(error) }),
  );
  return { ...outcome, duration: Math.round(performance.now() - began) };
}

function attempt(
  parts: PostParts,
  { url: address, body, headers }: Parameters<typeof post>[2],
): Promise<number> {
  return new Promise((done, fail) => {
    if (!isUsable(address, parts)) return fail(new Refused('inside_address'));
    if (Buffer.byteLength(body) > postLimits.body) return fail(new Refused('too_large'));
    const url = new URL(address);
    const request: ClientRequest = (url.protocol === 'https:' ? httpsRequest : httpRequest)(url, {
      method: 'POST',
      // A connection of its own each time: none is reused past the look at its address.
      agent: false,
      lookup: checkedLookup(parts),
      headers: {
        ...headers,
        'content-type': 'application/json',
        'content-length': Buffer.byteLength(body),
        'user-agent': 'Parlour',
      },
    });
    const timer = setTimeout(() => request.destroy(new Refused('timeout')), postLimits.time);
    request.once('close', () => clearTimeout(timer));
    request.once('socket', (socket) =>
      // The last look, at where the connection has really come to.
      socket.once('connect', () => {
        if (!parts.allowInside && isInside(socket.remoteAddress ?? ''))
          request.destroy(new Refused('inside_address'));
      }),
    );
    request.once('response', (response) => {
      done(response.statusCode ?? 0);
      // Whatever it says is not ours to read.
      response.destroy();
    });
    request.once('error', fail);
    request.end(body);
  });
}

/** A word for the log, never what the other side said. */
function problemOf(error: unknown): string {
  if (error instanceof Refused) return error.code;
  const { code } = error as { code?: unknown };
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return 'no_such_host';
  if (typeof code === 'string' && /^(CERT|UNABLE_TO|DEPTH_ZERO|ERR_TLS|ERR_SSL|SELF_SIGNED)/.test(code))
    return 'certificate';
  return 'no_connection';
}
