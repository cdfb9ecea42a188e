/**
 * WID-14: what counts as an origin of a site, and in which one form it is kept. An origin is what a browser sends in
 * its `Origin` header (RFC 6454): scheme, host and a port that is not the scheme's own.
 */

/** Why a text is no origin that a site may have. The names are stable. */
export type OriginFault = 'not_an_address' | 'wildcard' | 'not_https' | 'more_than_an_origin';

export type OriginReading = { readonly origin: string } | { readonly fault: OriginFault };

const ownMachine = /^(localhost|127\.0\.0\.1|\[::1\])$/;

/** Lower case, without the scheme's own port, names in the form of the network (`xn--…`); or why it is refused. */
export function readOrigin(text: string): OriginReading {
  const given = text.trim();
  if (given.includes('*')) return { fault: 'wildcard' };
  if (!/^[a-z][a-z\d+.-]*:\/\/[^/\\?#\s]+/i.test(given) || !URL.canParse(given))
    return { fault: 'not_an_address' };
  const url = new URL(given);
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && ownMachine.test(url.hostname)))
    return { fault: 'not_https' };
  const isBare = url.pathname === '/' && url.search === '' && url.hash === '' && !/[?#]/.test(given);
  if (!isBare || url.username !== '' || url.password !== '') return { fault: 'more_than_an_origin' };
  // A dot at the end names the same host to the network and another one to the browser.
  if (url.hostname.endsWith('.')) return { fault: 'not_an_address' };
  return { origin: url.origin };
}
