import type { PublicTestimonial } from '@parlour/shared/protocol/testimonial.js';
import { wordsFor } from './words.js';

interface Answer {
  readonly merchant: string;
  readonly testimonials: readonly PublicTestimonial[];
}

/** Milliseconds: what is edited or taken back is so everywhere within a minute (PUB-1). */
export const refreshEvery = 45_000;

const rules = `:host{display:block;font:15px/1.5 system-ui,-apple-system,'Segoe UI',Roboto,sans-serif}
:host([hidden]){display:none}
h2{margin:0 0 12px;font-size:20px;line-height:1.3}
ul{display:grid;gap:12px;margin:0;padding:0;list-style:none}
li{padding:16px;border:1px solid color-mix(in srgb,currentColor 20%,transparent);border-radius:12px}
blockquote{margin:8px 0;white-space:pre-line;overflow-wrap:anywhere}
p{margin:0}
svg{block-size:1em;inline-size:5.4em;vertical-align:-.1em;fill:currentColor}
.faint{opacity:.25}
.by{font-size:13px}
a{color:inherit}`;

/**
 * What consumers have agreed to have read about a merchant (PUB-1). It asks once it comes into sight, and again every 45
 * seconds for as long as it is seen; it stores nothing and sends nothing about the visitor.
 *
 * @attr site - the key of the site
 * @attr merchant - the slug of the merchant
 * @attr server - origin of the Parlour server; the one that this script came from unless told otherwise
 * @attr locale - language of the few words; the page's unless told otherwise
 * @csspart title list item about
 */
export class ParlourTestimonials extends HTMLElement {
  static observedAttributes = ['site', 'merchant', 'server', 'locale'];
  /** Where it comes from unless its tag says otherwise. */
  static server = '';

  readonly #root: ShadowRoot;
  readonly #sight: IntersectionObserver;
  #timer: ReturnType<typeof setInterval> | undefined;
  #seen = false;
  #shown: Answer | null = null;

  constructor() {
    super();
    this.#root = this.attachShadow({ mode: 'open' });
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(rules);
    this.#root.adoptedStyleSheets = [sheet];
    this.#sight = new IntersectionObserver((entries) => {
      this.#seen = entries.some(({ isIntersecting }) => isIntersecting);
      if (this.#seen) void this.refresh();
    });
  }

  connectedCallback(): void {
    this.#sight.observe(this);
    document.addEventListener('visibilitychange', this.#look);
    this.#timer = setInterval(this.#look, refreshEvery);
  }

  disconnectedCallback(): void {
    this.#sight.disconnect();
    document.removeEventListener('visibilitychange', this.#look);
    clearInterval(this.#timer);
  }

  attributeChangedCallback(): void {
    this.#look();
  }

  readonly #look = (): void => {
    if (this.#seen && document.visibilityState === 'visible') void this.refresh();
  };

  /** Asks, and shows the answer. What cannot be asked for any more is not shown any more. */
  async refresh(): Promise<void> {
    const site = this.getAttribute('site');
    const merchant = this.getAttribute('merchant');
    if (!site || !merchant) return;
    try {
      const answer = await fetch(`${this.#server}/api/v1/testimonials`, {
        headers: { 'parlour-site': site, 'parlour-merchant': merchant },
        credentials: 'omit',
        cache: 'no-store',
        referrerPolicy: 'no-referrer',
      });
      if (!answer.ok) throw new Error(String(answer.status));
      this.#show((await answer.json()) as Answer);
    } catch {
      // Whether it may still be read is not known.
      this.#root.replaceChildren();
      this.#shown = null;
    }
  }

  get #server(): string {
    return this.getAttribute('server') ?? ParlourTestimonials.server;
  }

  /** REQ-9: whoever is named in one, and did not write it, asks for its takedown behind this. */
  #about(ref: string, words: string): HTMLElement {
    const shop = encodeURIComponent(this.getAttribute('merchant') ?? '');
    const href = `${this.#server}/consumer#shop=${shop}&about=${encodeURIComponent(ref)}`;
    return make('a', { href, part: 'about', target: '_blank', rel: 'noopener noreferrer' }, words);
  }

  #show(answer: Answer): void {
    // Whoever reads is not disturbed where nothing has changed.
    if (JSON.stringify(answer) === JSON.stringify(this.#shown)) return;
    this.#shown = answer;
    const page = this.closest('[lang]')?.getAttribute('lang');
    const [language, words] = wordsFor([this.getAttribute('locale'), page, document.documentElement.lang]);
    const title = make('h2', { part: 'title' }, words.title(answer.merchant));
    const list = make('ul', { part: 'list' });
    for (const one of answer.testimonials) list.append(this.#item(one, language));
    const content = make('section', { lang: language, dir: /ar|he/.test(language) ? 'rtl' : 'ltr' });
    content.append(title, answer.testimonials.length > 0 ? list : make('p', {}, words.none));
    this.#root.replaceChildren(content);
  }

  #item({ score, text, name, at, ref }: PublicTestimonial, language: string): HTMLElement {
    const [, words] = wordsFor([language]);
    const date = new Intl.DateTimeFormat(language, { dateStyle: 'long' }).format(at);
    const by = make('p', { class: 'by' });
    const who = make('bdi', {}, name || words.someone);
    by.append(
      who,
      ` · `,
      make('time', { datetime: new Date(at).toISOString() }, date),
      ' · ',
      this.#about(ref, words.about),
    );
    const item = make('li', { part: 'item' });
    item.append(stars(score, words.score(score)), make('blockquote', { dir: 'auto' }, text), by);
    return item;
  }
}

/** Text is only ever set as text: no markup of a testimonial is interpreted (MSG-13). */
function make(tag: string, attributes: Readonly<Record<string, string>>, text = ''): HTMLElement {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.textContent = text;
  return element;
}

const svgName = 'http://www.w3.org/2000/svg';

function stars(score: number, label: string): SVGElement {
  const svg = document.createElementNS(svgName, 'svg');
  svg.setAttribute('viewBox', '0 0 130 24');
  svg.setAttribute('role', 'img');
  svg.setAttribute('aria-label', label);
  for (let star = 0; star < 5; star += 1) {
    const path = document.createElementNS(svgName, 'path');
    path.setAttribute('d', 'M12 3l2.8 5.8 6.2.8-4.5 4.4 1.1 6.3L12 17.2l-5.6 3.1 1.1-6.3L3 9.6l6.2-.8z');
    path.setAttribute('transform', `translate(${star * 26})`);
    if (star >= score) path.classList.add('faint');
    svg.append(path);
  }
  return svg;
}
