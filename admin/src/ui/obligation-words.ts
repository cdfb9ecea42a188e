/** What a law keeps and for how long, alike wherever it is asked for and said. */
import { html, type TemplateResult } from 'lit';
import type { ObligedField } from '@parlour/shared/model/obligation.js';
import { day } from '@parlour/shared/rules/expiry.js';
import { durationInWords } from '@parlour/shared/rules/expiry-words.js';

export const obligedWords: Record<ObligedField, string> = {
  times: 'when it took place',
  agents: 'who of the staff answered',
  answers: 'what was filled in before the chat',
  contact: 'the address that was left',
  consents: 'the answers about consent',
  rating: 'the rating and its comment',
};

export const fieldsInWords = (fields: readonly ObligedField[]): string =>
  new Intl.ListFormat('en', { type: 'conjunction' }).format(fields.map((field) => obligedWords[field]));

const year = 365.25 * day;

/** Milliseconds of so many years. */
export const yearsOf = (years: number): number => Math.round(years * year);

/** Whole and half years as years. */
export function keptFor(ms: number): string {
  const years = Math.round((ms / year) * 2) / 2;
  if (years < 0.5 || Math.abs(years * year - ms) > day) return durationInWords(ms);
  return years === 1 ? '1 year' : `${years} years`;
}

/** The field for how long a law keeps something, in years; `note` says of what. */
export const yearsField = (label: string, note: string): TemplateResult =>
  html`<div class="field">
      <label for="years">${label}</label>
      <input
        id="years"
        name="years"
        type="number"
        inputmode="decimal"
        min="0.5"
        max="30"
        step="0.5"
        required
      />
    </div>
    <p class="soft small">${note}</p>`;
