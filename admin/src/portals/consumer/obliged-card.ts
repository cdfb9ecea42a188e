import { html, nothing, type TemplateResult } from 'lit';
import type { OwnData } from '@parlour/shared/protocol/privacy.js';
import { longDate } from '../../ui/format.js';
import { texts } from './texts.js';

/** RET-13: what a law keeps of conversations that are gone; nothing where it keeps none. */
export function obligedCard(obliged: OwnData['obliged']): TemplateResult | typeof nothing {
  if (obliged.length === 0) return nothing;
  return html`<section class="card" aria-labelledby="obliged">
    <h2 id="obliged">${texts.obliged}</h2>
    <p class="soft">${texts.obligedLead}</p>
    <ul>
      ${obliged.map(
        ({ basis, fields, until }) =>
          html`<li>
            <strong dir="auto">${basis}</strong><br />${texts.obligedUntil(
              texts.keptFields(fields),
              longDate(until),
            )}
          </li>`,
      )}
    </ul>
  </section>`;
}
