/** Every state of the chat, each with an address of its own, over a server that is in the page itself. */
import { html, type Html } from './html.js';
import { layout } from './layout.js';
import { locales } from './playground-choices.js';

/** As `widget/src/testing/states.ts` calls them; a test holds the two together. */
export const stateNames = [
  'launcher',
  'a launcher with what is unread',
  'consent card',
  'consent card, where the browser stores nothing',
  'a notice that has changed meanwhile',
  'a coming version',
  'fields before the first message',
  'outside business hours',
  'a code is entered',
  'a wrong code',
  'what a code had opened is closed',
  'a place in the queue',
  'conversation',
  'a file',
  'nobody there any more',
  'failed message and no connection',
  'too many at once',
  'why this date',
  'your data',
  'ending',
  'ending and ended',
  'rated',
  'blocked',
  'gone',
  'refused',
] as const;

const schemes = { '': 'the visitor’s', light: 'light', dark: 'dark' };

const options = (given: Readonly<Record<string, string>>, chosen: string): Html[] =>
  Object.entries(given).map(([value, words]) =>
    value === chosen
      ? html`<option value="${value}" selected>${words}</option>`
      : html`<option value="${value}">${words}</option>`,
  );

export function statesPage(asked: (name: string) => string): string {
  const names = Object.fromEntries(stateNames.map((name) => [name, name]));
  const state = stateNames.find((name) => name === asked('state')) ?? 'conversation';
  return layout({
    title: `${state} · States of the chat · Carfinder`,
    description: 'Every state of the chat, by a switch.',
    widget: html`<script type="module" src="/examples/states.js"></script>`,
    body: html`<div class="prose">
      <h1>States of the chat</h1>
      <p>
        The chat as it is, in a state of your choice. What answers it is in this page: nothing is sent, and
        the words of the merchant are made up. The chat with a server is in the
        <a href="/playground">playground</a>.
      </p>
      <form class="search" action="/playground/states" method="get">
        <label
          >State<select name="state">
            ${options(names, state)}
          </select></label
        >
        <label
          >Language<select name="locale">
            ${options(locales, asked('locale') || 'en')}
          </select></label
        >
        <label
          >Colours<select name="scheme">
            ${options(schemes, asked('scheme'))}
          </select></label
        >
        <button>Show</button>
      </form>
    </div>`,
  });
}
