/**
 * The little that a policy's text is made of: headings, paragraphs, lists and links. What is not recognised stands
 * as it was written; nothing is ever taken as HTML.
 */
export type Inline = string | { readonly text: string; readonly href: string };

export type Block =
  | { readonly is: 'heading'; readonly level: 2 | 3; readonly text: string }
  | { readonly is: 'paragraph'; readonly content: readonly Inline[] }
  | { readonly is: 'list'; readonly items: readonly (readonly Inline[])[] };

export function readBlocks(text: string): Block[] {
  return text
    .replace(/\r\n?/g, '\n')
    .split(/\n{2,}/)
    .flatMap((raw): Block[] => {
      const block = raw.trim();
      if (block === '') return [];
      const heading = /^(##|###) (.+)$/.exec(block);
      if (heading) return [{ is: 'heading', level: heading[1] === '##' ? 2 : 3, text: heading[2]! }];
      const lines = block.split('\n');
      if (lines.every((line) => /^(- | {2}\S)/.test(line))) {
        const items = block.split(/\n?^- /m).filter(Boolean);
        return [{ is: 'list', items: items.map((item) => readInline(item.replace(/\n +/g, ' '))) }];
      }
      return [{ is: 'paragraph', content: readInline(lines.join(' ')) }];
    });
}

/** `[text](address)`, where the address is one of ours, `https:` or `mailto:`. */
const link = /\[([^\]]+)\]\((\/[^\s)]*|https:\/\/[^\s)]+|mailto:[^\s)]+)\)/g;

function readInline(text: string): Inline[] {
  const parts: Inline[] = [];
  let from = 0;
  for (const match of text.matchAll(link)) {
    if (match.index > from) parts.push(text.slice(from, match.index));
    parts.push({ text: match[1]!, href: match[2]! });
    from = match.index + match[0].length;
  }
  return from < text.length ? [...parts, text.slice(from)] : parts;
}

export const plainText = (content: readonly Inline[]): string =>
  content.map((part) => (typeof part === 'string' ? part : part.text)).join('');
