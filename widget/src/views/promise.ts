import { html, nothing, type TemplateResult } from 'lit';
import { decideExpiry } from '@parlour/shared/rules/expiry.js';
import { dateInWords } from './dates.js';
import type { Sheet, View } from './view.js';

/** What is promised, always in sight: when it is gone, why, and what is kept. */
export function promiseLine(view: View): TemplateResult {
  const { t, visit } = view;
  const { state } = visit;
  if (state.is === 'talking' && !state.engine.state.gone) {
    const { conversation } = state.engine.state;
    return conversation ? bar(view, dated(view, conversation.expiry.at), true) : html``;
  }
  if (!('welcome' in state)) return html``;
  const { retention: rules, law } = state.welcome;
  const { at } = decideExpiry({
    rules,
    consent: view.ticked,
    lastMessageAt: 0,
    closedAt: 0,
    statutoryFloor: law?.keep ?? 0,
  });
  return bar(view, view.ticked.transcript_storage || law ? t.withKeeping(at) : t.withoutKeeping, false);
}

const bar = (view: View, sentence: string, isDated: boolean): TemplateResult =>
  html`<div class="promise" part="promise">
    <p>${sentence} ${isDated ? opener(view, 'why', view.t.why) : nothing}</p>
    ${opener(view, 'data', view.t.yourData)}
  </div>`;

/** What unfolds a sheet; the focus comes back to it. */
export const opener = ({ sheet, toggle }: View, which: Sheet, words: string): TemplateResult =>
  html`<button
    class="link"
    data-sheet=${which}
    aria-expanded=${sheet === which}
    @click=${() => toggle(which)}
  >
    ${words}
  </button>`;

function dated({ t, now, dateLocale }: View, at: number): string {
  const { short, isToday } = dateInWords(at, now, dateLocale);
  return isToday ? t.deletedToday(short) : t.deletedOn(short);
}
