/**
 * The one way to an address that somebody else has named: webhooks, and the live check of a provider's page.
 *
 * The danger: whoever names the address could make this server ask its own network. What must hold at every connect,
 * whatever the name resolved to a moment before: each address behind the name is public (`inside.ts`), the socket
 * goes to the very address that was looked at, no redirect is followed, no connection is reused, and time and size
 * are bounded. No cookie, no credentials and nothing of the network's proxy settings goes along.
 */
import { lookup as systemLookup, type LookupAddress } from 'node:dns';
import { request as requestHttp, type IncomingHttpHeaders, type IncomingMessage } from 'node:http';
import { request as requestHttps } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import { isInside } from './inside.js';

export interface OutsideRequest {
  readonly url: URL;
  readonly method?: 'GET' | 'POST';
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  /** Milliseconds from the first step to the last byte. */
  readonly timeout: number;
  /** Bytes of the answer's body; what comes after them is not read. */
  readonly mostBytes: number;
}

export interface OutsideAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
  /** More would have come than was read. */
  readonly cut: boolean;
}

export interface OutsideRules {
  /** Development only: lets these through although they are inside, such as the demo's own site. */
  readonly allowInside?: (url: URL) => boolean;
  /** How names are resolved; the system's way unless a test says otherwise. */
  readonly resolve?: (host: string) => Promise<readonly LookupAddress[]>;
}

export type OutsideFailure =
  /** The address is inside the network, or is no http(s) address without credentials. */
  | 'refused'
  | 'no_such_host'
  | 'timeout'
  /** No connection, or it broke. */
  | 'unreachable'
  /** The certificate is not one that a browser would take. */
  | 'certificate';

export class OutsideError extends Error {
  override readonly name = 'OutsideError';
  constructor(readonly failure: OutsideFailure) {
    super(`the address could not be fetched: ${failure}`);
  }
}

const systemResolve = (host: string): Promise<readonly LookupAddress[]> =>
  new Promise((resolve, reject) => {
    systemLookup(host, { all: true }, (error, found) => (error ? reject(error) : resolve(found)));
  });

/** @throws OutsideError, always: an answer of any status is no failure. */
export async function outsideFetch(
  asked: OutsideRequest,
  { allowInside = () => false, resolve = systemResolve }: OutsideRules = {},
): Promise<OutsideAnswer> {
  const { url } = asked;
  if (!/^https?:$/.test(url.protocol) || url.username !== '' || url.password !== '')
    throw new OutsideError('refused');
  const mayBeInside = allowInside(url);
  const host = url.hostname.replace(/^\[|\]$/g, '');
  // For a literal address nothing is looked up, so it is judged here.
  if (isIP(host) !== 0 && !mayBeInside && isInside(host)) throw new OutsideError('refused');
  const lookup: LookupFunction = (name, options, found) => {
    resolve(name)
      .then((addresses) => {
        if (addresses.length === 0) throw new OutsideError('no_such_host');
        // One address inside is enough: the name could lead there the next time.
        if (!mayBeInside && addresses.some(({ address }) => isInside(address)))
          throw new OutsideError('refused');
        const [{ address, family }] = addresses as [LookupAddress];
        if (options.all) found(null, [...addresses]);
        else found(null, address, family);
      })
      .catch((error: unknown) => found(error as Error, '', 0));
  };
  return send(asked, lookup);
}

function send(asked: OutsideRequest, lookup: LookupFunction): Promise<OutsideAnswer> {
  const { url, method = 'GET', headers = {}, body, timeout } = asked;
  const signal = AbortSignal.timeout(timeout);
  return new Promise((resolve, reject) => {
    const fail = (error: unknown): void => reject(outsideErrorOf(error, signal.aborted));
    const begin = url.protocol === 'https:' ? requestHttps : requestHttp;
    const request = begin(url, {
      method,
      headers: {
        'accept-encoding': 'identity',
        'user-agent': 'Parlour',
        ...headers,
        ...(body !== undefined && { 'content-length': String(Buffer.byteLength(body)) }),
      },
      agent: false,
      lookup,
      signal,
    });
    request.once('error', fail);
    request.once('response', (response: IncomingMessage) => {
      read(response, asked.mostBytes)
        .then(resolve, fail)
        .finally(() => request.destroy());
    });
    request.end(body);
  });
}

async function read(response: IncomingMessage, mostBytes: number): Promise<OutsideAnswer> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    chunks.push(chunk);
    bytes += chunk.length;
    if (bytes > mostBytes) break;
  }
  return {
    status: response.statusCode ?? 0,
    headers: response.headers,
    body: Buffer.concat(chunks).subarray(0, mostBytes),
    cut: bytes > mostBytes,
  };
}

const notFound = new Set(['ENOTFOUND', 'EAI_AGAIN', 'EAI_NONAME', 'ENODATA']);
const certificate = /^(CERT_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_(GET|VERIFY)|ERR_TLS_CERT|HOSTNAME_MISMATCH)/;

function outsideErrorOf(error: unknown, timedOut: boolean): OutsideError {
  if (error instanceof OutsideError) return error;
  const { code = '' } = error as { code?: string };
  if (timedOut) return new OutsideError('timeout');
  if (notFound.has(code)) return new OutsideError('no_such_host');
  return new OutsideError(certificate.test(code) ? 'certificate' : 'unreachable');
}
