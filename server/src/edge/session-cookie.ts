/**
 * ACC-3: `__Host-` ties the cookie to this very host, without sub-domains, over HTTPS. Browsers take `Secure`
 * cookies from `http://localhost` too, which is where a fresh clone runs.
 */
export const sessionCookie = '__Host-parlour-session';

/** The session's token out of a Cookie header; undefined where there is none, or more than one. */
export function readSessionCookie(header: string | undefined): string | undefined {
  const values = (header ?? '')
    .split(';')
    .map((pair) => pair.trim())
    .filter((pair) => pair.startsWith(`${sessionCookie}=`))
    .map((pair) => pair.slice(sessionCookie.length + 1));
  return values.length === 1 ? values[0] : undefined;
}

const attributes = 'Path=/; Secure; HttpOnly; SameSite=Lax';

export const setSessionCookie = (token: string, endsAt: number): string =>
  `${sessionCookie}=${token}; ${attributes}; Expires=${new Date(endsAt).toUTCString()}`;

export const clearSessionCookie = `${sessionCookie}=; ${attributes}; Max-Age=0`;
