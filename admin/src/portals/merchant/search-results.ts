/** What was found, as a list that is walked by the arrow keys. */
import { css, html, nothing, type TemplateResult } from 'lit';
import type { SearchResult } from '@parlour/shared/protocol/search.js';
import { exactly, moment } from '../../ui/format.js';
import { empty, failure } from '../../ui/states.js';
import { words } from './inbox-words.js';
import type { TranscriptSearch } from './transcript-search.js';
import { texts } from './texts.js';

export interface ResultsView {
  readonly href: (result: SearchResult) => string;
  /** Back to the box. */
  readonly leave: () => void;
}

export function searchResults(search: TranscriptSearch, view: ResultsView): TemplateResult {
  const { results, state, hasMore } = search;
  return html`<div class="results" @keydown=${(event: KeyboardEvent) => walk(event, view.leave)}>
    <p class="soft small" role="status">${statusOf(search)}</p>
    ${state === 'failed' ? failure(search.failed, () => void search.again()) : nothing}
    ${state === 'done' && results.length === 0 ? empty(words.search.none, words.search.noneNext) : nothing}
    ${
      results.length === 0
        ? nothing
        : html`<ul aria-label=${words.search.results}>
            ${results.map((result) => html`<li>${row(result, view.href(result))}</li>`)}
          </ul>`
    }
    ${
      hasMore
        ? html`<button class="button" type="button" @click=${() => void search.more()}>
            ${words.search.more}
          </button>`
        : nothing
    }
  </div>`;
}

function statusOf({ state, results, hasMore }: TranscriptSearch): string {
  if (state === 'searching') return words.search.searching;
  if (state !== 'done' || results.length === 0) return '';
  return (hasMore ? words.search.foundMore : words.search.found)(results.length);
}

function row(result: SearchResult, href: string): TemplateResult {
  const { kind, from, page, site, at, snippet } = result;
  const by = kind === 'note' ? words.search.from.note : words.search.from[from];
  return html`<a href=${href}>
    <span class="title" dir="auto">${page ?? texts.untitled(site)}</span>
    <time class="since" datetime=${new Date(at).toISOString()} title=${exactly(at)}>${moment(at)}</time>
    <span class="snippet" dir="auto"
      ><i>${by}:</i> ${snippet.map((piece) => (piece.found ? html`<mark>${piece.text}</mark>` : piece.text))}
    </span>
  </a>`;
}

function walk(event: KeyboardEvent, leave: () => void): void {
  const list = event.currentTarget as HTMLElement;
  if (event.key === 'Escape') return leave();
  const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
  if (step === 0 || event.altKey || event.ctrlKey || event.metaKey) return;
  const stops = [...list.querySelectorAll<HTMLElement>('a, button')];
  const at = stops.indexOf(event.target as HTMLElement);
  event.preventDefault();
  if (at + step < 0) leave();
  else stops[at + step]?.focus();
}

export const resultStyles = css`
  .results {
    min-block-size: 0;
    overflow-y: auto;
  }
  .results > p {
    padding: var(--space-2) var(--space-4) 0;
  }
  .results > .button {
    margin: var(--space-3) var(--space-4);
  }
  .results a {
    display: grid;
    grid-template-columns: minmax(0, 1fr) auto;
    gap: 2px var(--space-2);
    padding: var(--space-3) var(--space-4);
    border-block-end: 1px solid var(--line);
    color: var(--ink);
    line-height: 1.35;
    text-decoration: none;
  }
  .results a:hover {
    background: var(--paper-sunken);
  }
  .results a:focus-visible {
    outline-offset: -3px;
  }
  .results .snippet {
    grid-column: 1 / -1;
    color: var(--ink-soft);
    font-size: var(--text-small);
    overflow-wrap: anywhere;
  }
  mark {
    background: var(--accent-soft);
    color: var(--ink);
    font-weight: 600;
  }
`;
