import { html, type TemplateResult } from 'lit';

const schemes = new Set(['http:', 'https:', 'mailto:', 'tel:']);
const candidate = /\b(?:https?:\/\/|mailto:|tel:)[^\s<>"]+/gi;
/** What ends a sentence is not part of the address in it. */
const trailing = /[.,:;!?'”’)\]}]+$/;

export type TextPart = { readonly text: string; readonly href: string | null };

/** MSG-13: only `http`, `https`, `mailto` and `tel` become links; everything else stays text. Pure. */
export function textParts(text: string): TextPart[] {
  const parts: TextPart[] = [];
  let done = 0;
  for (const found of text.matchAll(candidate)) {
    const address = found[0].replace(trailing, '');
    const url = URL.parse(address);
    if (!url || !schemes.has(url.protocol)) continue;
    if (found.index > done) parts.push({ text: text.slice(done, found.index), href: null });
    parts.push({ text: address, href: url.href });
    done = found.index + address.length;
  }
  if (done < text.length) parts.push({ text: text.slice(done), href: null });
  return parts;
}

/** A message's text, drawn as text: no markup in it is ever interpreted. */
export const textWithLinks = (text: string): (TemplateResult | string)[] =>
  textParts(text).map((part) =>
    part.href === null
      ? part.text
      : html`<a href=${part.href} target="_blank" rel="noopener noreferrer nofollow">${part.text}</a>`,
  );
