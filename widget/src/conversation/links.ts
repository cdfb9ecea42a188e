/**
 * MSG-13: finds what may become a link in a message. Only addresses that name one of four schemes do; whatever
 * else there is stays text.
 */
export interface Segment {
  readonly text: string;
  /** Set where the segment is a link. */
  readonly href?: string;
}

const candidate = /\b(?:https?:\/\/|mailto:|tel:)[^\s<>"'`\\^{}|]+/gi;
const allowed = new Set(['http:', 'https:', 'mailto:', 'tel:']);
// What ends a sentence, or closes what was opened before the address, is not part of it.
const trailing = /[.,;:!?)\]…]+$/;

export function segmentsOf(text: string): readonly Segment[] {
  const segments: Segment[] = [];
  let end = 0;
  for (const { 0: found, index } of text.matchAll(candidate)) {
    const address = found.replace(trailing, '');
    const href = allowedHref(address);
    if (href === null) continue;
    if (index > end) segments.push({ text: text.slice(end, index) });
    segments.push({ text: address, href });
    end = index + address.length;
  }
  if (end < text.length) segments.push({ text: text.slice(end) });
  return segments;
}

function allowedHref(address: string): string | null {
  try {
    const url = new URL(address);
    const leadsSomewhere = url.hostname || url.pathname;
    return allowed.has(url.protocol) && leadsSomewhere ? url.href : null;
  } catch {
    return null;
  }
}
