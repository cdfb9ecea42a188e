/** Of the team: who else is here, and whether one writes to the consumer or to colleagues. */
import { html, nothing, type TemplateResult } from 'lit';
import { listed } from '../../ui/format.js';
import type { DraftKind } from './drafts.js';
import { words } from './inbox-words.js';
import type { Lookers } from './lookers.js';

/** Said politely and shown under the heading; nothing where nobody else is here. */
export function teamHere(lookers: Lookers | undefined): TemplateResult {
  const others = lookers?.others ?? [];
  const reading = others.filter(({ doing }) => doing === 'reading').map(({ colleague }) => colleague.name);
  const noting = others.filter(({ doing }) => doing === 'noting');
  const here = words.here;
  return html`<p class="here" role="status">
    ${
      reading.length === 0
        ? nothing
        : html`<span>${(reading.length === 1 ? here.reading : here.readingMany)(listed(reading))}</span>`
    }
    ${noting.map(({ colleague }) => html`<span>${here.noting(colleague.name)}…</span>`)}
  </p>`;
}

export const writingChoice = (writing: DraftKind, choose: (kind: DraftKind) => void): TemplateResult =>
  html`<div class="writing" role="group" aria-label=${words.write}>
    ${(['reply', 'note'] as const).map(
      (kind) =>
        html`<button
          type="button"
          aria-pressed=${writing === kind}
          aria-keyshortcuts=${kind === 'note' ? 'Alt+P' : 'Alt+L'}
          @click=${() => choose(kind)}
        >
          ${kind === 'note' ? words.asNote : words.asReply}
        </button>`,
    )}
  </div>`;
