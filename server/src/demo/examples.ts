/** Parlour in single-page applications: a small shop in React and in Vue, each with its source to copy. */
import { readFileSync } from 'node:fs';
import { cars } from './cars.js';
import type { Embedding } from './embed.js';
import { money } from './front-page.js';
import { html } from './html.js';
import { layout } from './layout.js';

/** Beside `src` and `dist`, so that it is found from either. */
const folder = new URL('../../examples/', import.meta.url);

export const examples = {
  react: { name: 'React', file: 'react/parlour.tsx', more: ['react/main.tsx', 'shop.ts'] },
  vue: { name: 'Vue', file: 'vue/parlour.ts', more: ['vue/main.ts', 'shop.ts'] },
} as const;

export type Example = keyof typeof examples;

const merchant = 'main-street-motors';
const shopCars = cars
  .filter(({ dealer }) => dealer === merchant)
  .map(({ slug, name, price, text }) => ({ slug, name, price: money(price), text }));

/** The example whose route that is, however deep; null for none. */
export function exampleAt(path: string): Example | null {
  const [, name, slug] = /^\/examples\/(react|vue)(?:\/cars\/([a-z-]+))?$/.exec(path) ?? [];
  if (!name || (slug && !shopCars.some((car) => car.slug === slug))) return null;
  return name as Example;
}

/** What may be fetched by its own address: the built examples, the playground's states, and their sources as plain text. */
export function exampleFile(path: string): { readonly type: string; readonly body: string } | null {
  const [, built] = /^\/examples\/(react|vue|states)\.js$/.exec(path) ?? [];
  if (built)
    return {
      type: 'text/javascript; charset=utf-8',
      body: readFileSync(new URL(`dist/${built}.js`, folder), 'utf8'),
    };
  const source = Object.values(examples)
    .flatMap(({ file, more }): string[] => [file, ...more])
    .find((file) => path === `/examples/source/${file}`);
  return source
    ? { type: 'text/plain; charset=utf-8', body: readFileSync(new URL(source, folder), 'utf8') }
    : null;
}

export function examplePage(example: Example, { server, site }: Embedding): string {
  const { name, file, more } = examples[example];
  const shop = { base: `/examples/${example}`, site, merchant, cars: shopCars };
  const tag = html`<script async src="${server}/widget.js"></script>`;
  const source = (path: string) => html`<a href="/examples/source/${path}">${path}</a>`;
  return layout({
    title: `${name} · Carfinder`,
    description: `Parlour in a single-page application, in ${name}.`,
    widget: html`${tag}
      <script type="module" src="/examples/${example}.js"></script>`,
    body: html`<div class="prose">
      <h1>Parlour in ${name}</h1>
      <p>
        A shop of one page: its routes change without a load, and the conversation goes on. Sign in, and your
        conversations are there on every device; sign out, and whoever sits here next finds nothing of you.
      </p>
      <div id="app" class="example" data-shop="${JSON.stringify(shop)}"></div>
      <h2>What it takes</h2>
      <p>The loader in the page’s head:</p>
      <pre><code>${tag.text}</code></pre>
      <p>And this file, ${source(file)}:</p>
      <pre><code>${readFileSync(new URL(file, folder), 'utf8')}</code></pre>
      <p>
        The shop around it: ${more.map((path, at) => html`${at > 0 ? ', ' : ''}${source(path)}`)}. The types:
        <a href="${server}/widget/widget.d.ts">widget.d.ts</a>.
      </p>
    </div>`,
  });
}
