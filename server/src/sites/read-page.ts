/**
 * What the live check reads in a page: the elements that have to do with the chat, and a policy in a `meta` element.
 * It follows the tokens of the HTML standard as far as start tags, comments and raw text go, runs nothing and keeps
 * nothing else of the page.
 */
export interface PageElement {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
}

/** Elements whose content is no markup: what stands in them is no tag. */
const rawText = ['script', 'style', 'textarea', 'title', 'xmp', 'iframe', 'noembed', 'noframes', 'template'];

const wanted = new Set(['script', 'parlour-chat', 'parlour-frame', 'meta']);

/** One pass, never going back: its time is linear in the page's length. */
export function readPage(page: string): PageElement[] {
  const found: PageElement[] = [];
  let at = 0;
  while ((at = page.indexOf('<', at)) !== -1) {
    if (page.startsWith('<!--', at)) {
      at = after(page, '-->', at + 4);
      continue;
    }
    const name = /^[a-z][^\s/>]*/i.exec(page.slice(at + 1, at + 41))?.[0]?.toLowerCase();
    if (name === undefined) {
      at += 1;
      continue;
    }
    const [attributes, end] = readAttributes(page, at + 1 + name.length);
    if (wanted.has(name)) found.push({ name, attributes });
    at = rawText.includes(name) ? endOfRawText(page, name, end) : end;
  }
  return found;
}

function after(page: string, mark: string, from: number): number {
  const at = page.indexOf(mark, from);
  return at === -1 ? page.length : at + mark.length;
}

function endOfRawText(page: string, name: string, from: number): number {
  const end = new RegExp(`</${name}[\\s/>]`, 'gi');
  end.lastIndex = from;
  return end.exec(page)?.index ?? page.length;
}

const attribute = /[\s/]*(?:([^\s/>=][^\s/>=]*)\s*(?:=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>][^\s>]*)))?)?/y;

/** From behind the name of a start tag to behind its `>`. The first of two attributes of one name counts. */
function readAttributes(page: string, from: number): [Map<string, string>, number] {
  const attributes = new Map<string, string>();
  let at = from;
  while (at < page.length && page[at] !== '>') {
    attribute.lastIndex = at;
    const [whole = '', name, double, single, bare] = attribute.exec(page) ?? [];
    if (name === undefined) at += Math.max(whole.length, 1);
    else {
      at += whole.length;
      const key = name.toLowerCase();
      if (!attributes.has(key)) attributes.set(key, unescape(double ?? single ?? bare ?? ''));
    }
    if (whole === '' && page[at] !== '>') at += 1;
  }
  return [attributes, Math.min(at + 1, page.length)];
}

/** The few references that are found in addresses and keys. */
const unescape = (text: string): string =>
  text
    .replace(/&#(\d{1,5});|&#x([\da-f]{1,4});/gi, (_whole, decimal?: string, hex?: string) =>
      String.fromCharCode(decimal ? Number(decimal) : parseInt(hex!, 16)),
    )
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&');
