import { dealers } from './cars.js';
import type { Embedding } from './embed.js';
import { html, type Html } from './html.js';
import { layout } from './layout.js';
import { choices, choose, locales, type Chosen } from './playground-choices.js';

const attributes = ({ locale, scheme, position, launcher, isolation }: Chosen): [string, string][] =>
  Object.entries({
    'data-locale': locale,
    'data-color-scheme': scheme,
    'data-position': position === 'end' ? '' : position,
    'data-launcher': launcher === 'shown' ? '' : launcher,
    'data-isolation': isolation === 'page' ? '' : isolation,
  }).filter(([, value]) => value !== '');

const tag = ({ server, site }: Embedding, chosen: Chosen): Html =>
  html`<script
    async
    src="${server}/widget.js"
    data-site="${site}"
    data-merchant="${chosen.merchant}"
    ${attributes(chosen).map(([name, value]) => html` ${name}="${value}"`)}
  ></script>`;

const select = (name: keyof Chosen, label: string, chosen: Chosen): Html =>
  html`<label
    >${label}<select name="${name}">
      ${choices[name].map((value) =>
        value === chosen[name]
          ? html`<option value="${value}" selected>${wordFor(name, value)}</option>`
          : html`<option value="${value}">${wordFor(name, value)}</option>`,
      )}
    </select></label
  >`;

function wordFor(name: keyof Chosen, value: string): string {
  if (name === 'locale') return value === '' ? 'the page’s' : (locales[value] ?? value);
  if (name === 'merchant') return dealers.find(({ slug }) => slug === value)?.name ?? value;
  return value === '' ? 'the visitor’s' : value;
}

/** The widget in every state that a page can put it in, by switches; each combination has an address of its own. */
export function playgroundPage(embedding: Embedding, asked: (name: string) => string): string {
  const chosen = choose(asked);
  return layout({
    title: 'Playground · Carfinder',
    description: 'The chat in every state that a page can put it in.',
    widget: tag(embedding, chosen),
    theme: chosen.theme,
    body: html`<div class="prose">
        <h1>Playground</h1>
        <p>
          The chat in every state that a page can put it in. Each combination has an address of its own; the
          tag that makes it stands below.
        </p>
        <form class="search" action="/playground" method="get">
          ${select('merchant', 'Merchant', chosen)} ${select('locale', 'Language', chosen)}
          ${select('scheme', 'Colours', chosen)} ${select('theme', 'Theme', chosen)}
          ${select('position', 'Corner', chosen)} ${select('launcher', 'Launcher', chosen)}
          ${select('isolation', 'Runs in', chosen)}
          <button>Show</button>
        </form>
        <h2>What a page can ask for</h2>
        <p class="asks">
          ${['open', 'close', 'toggle', 'hide', 'show', 'reset', 'destroy'].map(
            (name) => html`<button type="button" data-call="${name}">${name}</button>`,
          )}
          ${Object.entries(locales).map(
            ([locale, name]) =>
              html`<button type="button" data-call="setLocale" data-input="${locale}">${name}</button>`,
          )}
        </p>
        <h2>What it tells</h2>
        <ol id="told" aria-live="polite"></ol>
        <h2>The tag</h2>
        <pre><code>${tag(embedding, chosen).text}</code></pre>
        <p>
          Waiting, answered, ended, deleted: be the merchant in the
          <a href="${embedding.server}/merchant">merchant portal</a>. Without a connection: take this machine
          off its network, or end the server. Right to left: choose Arabic or Hebrew. Or see
          <a href="/playground/states">every state by a switch</a>.
        </p>
      </div>
      <script src="/playground.js"></script>`,
  });
}

/** What the buttons do; the page has no other script. */
export const playgroundScript = `const sdk = (window.Parlour = window.Parlour || []);
const told = document.getElementById('told');
for (const name of ['ready', 'opened', 'closed', 'conversation:started', 'conversation:ended', 'message:sent',
  'message:received', 'unread', 'consent:changed', 'error']) {
  sdk.push(['on', name, (detail) => {
    const line = document.createElement('li');
    line.textContent = detail ? name + ' ' + JSON.stringify(detail) : name;
    told.append(line);
  }]);
}
for (const button of document.querySelectorAll('[data-call]')) {
  const { call, input } = button.dataset;
  button.addEventListener('click', () => window.Parlour.push(input ? [call, input] : [call]));
}
`;
