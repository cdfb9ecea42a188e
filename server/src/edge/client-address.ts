import type { IncomingMessage } from 'node:http';

/**
 * The address that limits count by. `X-Forwarded-For` is believed as far as there are proxies of our own: the
 * last of them wrote the last entry, and what stands before theirs anybody could have written.
 */
export function clientAddress(request: IncomingMessage, trustedProxies: number): string {
  const own = request.socket.remoteAddress ?? 'unknown';
  if (trustedProxies === 0) return own;
  const header = request.headers['x-forwarded-for'];
  const hops = (Array.isArray(header) ? header.join(',') : (header ?? ''))
    .split(',')
    .map((hop) => hop.trim());
  return hops.at(-trustedProxies) || own;
}
