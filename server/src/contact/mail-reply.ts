/**
 * OPT-2: a reply with "stop" or "unsubscribe" opts out. Takes a mail as it came in (RFC 5322, MIME), reads of it who sent it, to what it replies and its first words, and keeps nothing. A mail says who sent it
 * without proof: the worst that a false one does is that somebody gets no news.
 */
import PostalMime, { addressParser, type Email } from 'postal-mime';
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
/** Characters of a line that may be an answer of one word. */
const longestAnswer = 200;
const thread = /<news\.(mer_[A-Za-z0-9_-]{22})@parlour\.invalid>/g;
const ending = /^[\s"'“”«».,!*_-]*(stop|unsubscribe)[\s"'“”«».,!*_-]*$/i;

/** Parts within parts beyond these are not opened, headers beyond this are not read. */
const limits = { maxNestingDepth: 8, maxHeadersSize: 64 * 1_024, forceRfc822Attachments: true };

/** Null where it is no mail that can be read: nested too deeply, or with headers without an end. */
export async function readReply(raw: Buffer): Promise<Reply | null> {
  let mail: Email;
  try {
    mail = await PostalMime.parse(raw.subarray(0, longestMail), limits);
  } catch {
    return null;
  }
  // The first counts: one that is put below it by somebody else does not.
  const header = (key: string): string => mail.headers.find((one) => one.key === key)?.value ?? '';
  const [from] = addressParser(header('from').slice(0, longestHeader), { flatten: true });
  const replied = `${header('references')} ${header('in-reply-to')}`;
  const first = wordsOf(mail)
    .split(/\r?\n/)
    .map((line) => line.trim())
    .find((line) => line !== '' && !line.startsWith('>'));
  const stops = (text: string): boolean => text.length <= longestAnswer && ending.test(text);
  return {
    from: from?.address && isAddress(from.address) ? from.address : null,
    merchants: [...new Set([...replied.matchAll(thread)].map(([, merchant]) => merchant!))],
    stops: stops(first ?? '') || stops(mail.subject ?? ''),
  };
}

/** Opts out whoever the reply is from; returns at how many merchants. */
export async function takeReply(context: Context, raw: Buffer): Promise<number> {
  const { from = null, merchants = [], stops = false } = (await readReply(raw)) ?? {};
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

/** An HTML part alone is read without its tags. */
const wordsOf = ({ text = '', html = '' }: Email): string =>
  text.trim() === '' ? html.replace(/<[^<>]*>/g, '\n') : text;

const isAddress = (said: string): boolean => said.length <= 254 && /^[^\s@<>,]+@[^\s@<>,]+$/.test(said);
