import { html, nothing, type TemplateResult } from 'lit';
import type { ConversationId } from '@parlour/shared/model/ids.js';
import { choosablePurposes, permits, type ChoosablePurpose } from '@parlour/shared/model/purpose.js';
import type { OwnData } from '@parlour/shared/protocol/privacy.js';
import { longDate, moment } from '../../ui/format.js';
import { texts } from './texts.js';

interface Doing {
  readonly decide: (purpose: ChoosablePurpose, given: boolean) => Promise<void>;
  readonly receipt: (conversation: ConversationId) => Promise<void>;
}

/** CON-1, CON-4: each purpose on its own, and every answer with its date. */
export function consentCard(
  { conversations, gpc }: OwnData,
  { decide, receipt }: Doing,
): TemplateResult | typeof nothing {
  if (conversations.length === 0) return nothing;
  const events = conversations.flatMap(({ consents }) => consents).toSorted((a, b) => a.at - b.at);
  const isGiven = (purpose: ChoosablePurpose): boolean =>
    permits(events.findLast((event) => event.purpose === purpose)?.state);
  return html`<section class="card" aria-label=${texts.consents}>
    <h2>${texts.consents}</h2>
    <p class="soft">${texts.consentsLead}</p>
    ${gpc ? html`<p class="notice">${texts.gpc}</p>` : nothing}
    <ul class="switches">
      ${choosablePurposes.map(
        (purpose) =>
          html`<li>
            <input
              type="checkbox"
              id=${purpose}
              aria-describedby="${purpose}-means"
              .checked=${isGiven(purpose)}
              @change=${(event: Event) => void decide(purpose, (event.target as HTMLInputElement).checked)}
            />
            <label for=${purpose}>${texts.purposes[purpose].name}</label>
            <span class="soft small" id="${purpose}-means">${texts.purposes[purpose].means}</span>
          </li>`,
      )}
    </ul>
    <details>
      <summary>${texts.history}</summary>
      <ul class="history">
        ${events.toReversed().map(
          (event) =>
            html`<li>
              <span class="soft small number">${moment(event.at)}</span>
              ${texts.consentStates[event.state]}:
              ${event.purpose === 'service' ? texts.service : texts.purposes[event.purpose].name}${how(event.surface)}
            </li>`,
        )}
      </ul>
    </details>
    <div class="row">
      ${conversations.map(
        ({ id, startedAt }) =>
          html`<button class="button" type="button" @click=${() => void receipt(id)}>
            ${texts.receipt}${conversations.length > 1 ? `: ${longDate(startedAt)}` : nothing}
          </button>`,
      )}
    </div>
  </section>`;
}

/** What the consumer has not said to us themselves. */
function how(surface: OwnData['conversations'][number]['consents'][number]['surface']) {
  const words = surface === 'gpc' ? texts.bySignal : surface === 'page' ? texts.byPage : null;
  return words === null ? nothing : html` <span class="soft">(${words})</span>`;
}
