/** How waiting, emptiness and failure look, everywhere the same. */
import { html, nothing, type TemplateResult } from 'lit';
import { failureWords } from './failure-words.js';
import { texts } from './texts.js';

/** The outline of a text that is still to come. Lengths are classes: a style attribute would break the policy. */
export const bone = (length: 'short' | 'half' | 'long'): TemplateResult =>
  html`<span class="bone ${length}"></span>`;

/** Says to whoever cannot see the outlines that something is loading. */
export const loading = (what: TemplateResult): TemplateResult =>
  html`<div class="outline" aria-hidden="true">${what}</div>
    <p class="hidden-visually" role="status">${texts.loading}</p>`;

export const empty = (sentence: string, next?: string | TemplateResult): TemplateResult =>
  html`<div class="empty">
    <strong>${sentence}</strong>
    ${next === undefined ? nothing : html`<p>${next}</p>`}
  </div>`;

/** What happened, what to do, and the button that does it. */
export const failure = (error: unknown, again: () => void): TemplateResult =>
  html`<div class="notice danger" role="alert">
    <p><strong>${texts.failure.heading}.</strong> ${failureWords(error)}</p>
    <button class="button" type="button" @click=${again}>${texts.tryAgain}</button>
  </div>`;
