/** STA-1: what is kept of a page's address: the path alone, without what could lead to a person. */

/** UTF-16 code units. */
export const longestPagePath = 120;

/** Stands for what is left out. */
const leftOut = '…';

/** A mail address, or long and random enough to be somebody's own: a number, a hash, a token, a UUID. */
const isPersonal = (part: string): boolean =>
  /@|%40/i.test(part) || /\d{5}/.test(part) || (/\d/.test(part) && /^[\w-]{20,}$/.test(part));

/**
 * Without query and fragment, without the parts that are numbers or codes, and not too long; null for what is no path.
 * Idempotent.
 */
export function pagePath(given: string): string | null {
  if (!given.startsWith('/') || /[\p{C}\s]/u.test(given)) return null;
  const path = given.split(/[?#;]/)[0]!;
  const parts = path.split('/').map((part) => (isPersonal(part) ? leftOut : part));
  const short = parts.join('/').replace(/\/{2,}/g, '/');
  const plain = short.length > 1 ? short.replace(/\/$/, '') : short;
  return plain.length <= longestPagePath ? plain : `${plain.slice(0, longestPagePath - 1)}${leftOut}`;
}

/** Seconds that a page was open are told so coarsely: the largest of these that it reached. */
export const timeSteps = [0, 10, 30, 60, 180, 600] as const;
