/**
 * OPT-2: a reply with "stop" or "unsubscribe" opts out. Takes a mail as it came in (RFC 5322, with the encodings of RFC
 * 2045), reads of it who sent it, to what it replies and its first words, and keeps nothing. A mail says who sent it
 * without proof: the worst that a false one does is that somebody gets no news.
 */
import { optOut } from './opt-out.js';
import type { Context } from '../context.js';

export interface Reply {
  /** The bare address of the sender; null where there is none. */
  readonly from: string | null;
  /** The merchants whose news it answers. */
  readonly merchants: readonly string[];
  /** Whether it asks for an end. */
  readonly stops: boolean;
}

/** Of a mail beyond this the rest is not read. */
export const longestMail = 256 * 1_024;
/** Characters of a header that are looked at: who sent it, and what its subject is, is said in fewer. */
const longestHeader = 1_000;
const thread = /<news\.(mer_[A-Za-z0-9_-]{22})@parlour\.invalid>/g;
const ending = /^[\s"'“”«».,!*_-]*(stop|unsubscribe)[\s"'“”«».,!*_-]*$/i;

export function readReply(raw: Buffer): Reply {
  const { headers, body } = split(raw.subarray(0, longestMail).toString('latin1'));
  // The patterns below look again and again at a line without an end.
  const from = (headers.get('from') ?? '').slice(0, longestHeader);
  const address =
    /<([^<>\s]+@[^<>\s]+)>\s*$/.exec(from)?.[1] ?? /^\s*([^\s<>,]+@[^\s<>,]+)\s*$/.exec(from)?.[1];
  const replied = `${headers.get('references') ?? ''} ${headers.get('in-reply-to') ?? ''}`;
  const first = plainText(headers, body, 0)
    .split(/\r?\n/)
    .map((line) => line.trim())
    .find((line) => line !== '' && !line.startsWith('>'));
  return {
    from: address ?? null,
    merchants: [...new Set([...replied.matchAll(thread)].map(([, merchant]) => merchant!))],
    stops: ending.test(first ?? '') || ending.test(headers.get('subject') ?? ''),
  };
}

/** Opts out whoever the reply is from; returns at how many merchants. */
export async function takeReply(context: Context, raw: Buffer): Promise<number> {
  const { from, merchants, stops } = readReply(raw);
  if (!from || !stops) return 0;
  // A program that drops References leaves open whose news they were: then it is of all merchants.
  const all =
    merchants.length > 0
      ? merchants
      : (await context.models.Merchant.find({}, { _id: 1 }).lean()).map(({ _id }) => _id);
  for (const merchant of all)
    await optOut(context, { suppression: context.suppressions.idOf(merchant, from), conversation: null });
  return all.length;
}

interface Part {
  readonly headers: ReadonlyMap<string, string>;
  readonly body: string;
}

function split(text: string): Part {
  const end = /\r?\n\r?\n/.exec(text);
  const head = end ? text.slice(0, end.index) : text;
  const lines = head.replace(/\r?\n[ \t]+/g, ' ').split(/\r?\n/);
  const headers = new Map<string, string>();
  for (const line of lines) {
    const colon = line.indexOf(':');
    const name = line.slice(0, Math.max(colon, 0)).trim().toLowerCase();
    // The first counts: one that is put below it by somebody else does not.
    if (colon > 0 && !headers.has(name)) headers.set(name, line.slice(colon + 1).trim());
  }
  return { headers, body: end ? text.slice(end.index + end[0].length) : '' };
}

const deepest = 4;

/** The first part that is plain text; an HTML part alone is read without its tags. */
function plainText(headers: Part['headers'], body: string, depth: number): string {
  const type = headers.get('content-type') ?? 'text/plain';
  const boundary = /boundary="?([^";]+)"?/i.exec(type)?.[1];
  if (/^multipart\//i.test(type) && boundary && depth < deepest) {
    const parts = body
      .split(`--${boundary}`)
      .slice(1, 20)
      .filter((part) => !part.startsWith('--'))
      .map((part) => split(part.replace(/^\r?\n/, '')));
    const isPlain = (part: Part): boolean =>
      /^(text\/plain|multipart\/)/i.test(part.headers.get('content-type') ?? 'text/plain');
    const chosen = parts.find(isPlain) ?? parts[0];
    return chosen ? plainText(chosen.headers, chosen.body, depth + 1) : '';
  }
  const text = decode(body, headers.get('content-transfer-encoding') ?? '');
  return /^text\/html/i.test(type) ? text.replace(/<[^<>]*>/g, '\n') : text;
}

function decode(body: string, encoding: string): string {
  const how = encoding.trim().toLowerCase();
  if (how === 'base64') return Buffer.from(body, 'base64').toString('utf8');
  if (how !== 'quoted-printable') return Buffer.from(body, 'latin1').toString('utf8');
  const bytes = body
    .replace(/=\r?\n/g, '')
    .replace(/=([0-9A-F]{2})/gi, (_all, hex: string) => String.fromCharCode(parseInt(hex, 16)));
  return Buffer.from(bytes, 'latin1').toString('utf8');
}
