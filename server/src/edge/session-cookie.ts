/**
 * ACC-3: `__Host-` ties the cookie to this very host, without sub-domains, over HTTPS. Browsers take `Secure`
 * cookies from `http://localhost` too, which is where a fresh clone runs.
 */
export const sessionCookie = '__Host-parlour-session';

/** "Your data" has one of its own: whoever works here may be somebody's customer as well. */
export const consumerCookie = '__Host-parlour-consumer';

/** Ties a challenge for a passkey to the browser that asked for it, for as long as it can be answered (ACC-7). */
export const browserCookie = '__Host-parlour-passkey';

const browserPattern = /^[A-Za-z0-9_-]{43}$/;

export function readBrowserCookie(header: string | undefined): string | undefined {
  const token = readSessionCookie(header, browserCookie);
  return token && browserPattern.test(token) ? token : undefined;
}

/** The session's token out of a Cookie header; undefined where there is none, or more than one. */
export function readSessionCookie(header: string | undefined, name = sessionCookie): string | undefined {
  const values = (header ?? '')
    .split(';')
    .map((pair) => pair.trim())
    .filter((pair) => pair.startsWith(`${name}=`))
    .map((pair) => pair.slice(name.length + 1));
  return values.length === 1 ? values[0] : undefined;
}

const attributes = 'Path=/; Secure; HttpOnly; SameSite=Lax';

export const setSessionCookie = (token: string, endsAt: number, name = sessionCookie): string =>
  `${name}=${token}; ${attributes}; Expires=${new Date(endsAt).toUTCString()}`;

export const clearSessionCookie = `${sessionCookie}=; ${attributes}; Max-Age=0`;
export const clearConsumerCookie = `${consumerCookie}=; ${attributes}; Max-Age=0`;
