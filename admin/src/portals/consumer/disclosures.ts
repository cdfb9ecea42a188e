import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import type { Call, OutputOf } from '@parlour/shared/protocol/define.js';
import { ownDisclosures, type OwnDisclosure } from '@parlour/shared/protocol/disclosure.js';
import { Fetched } from '../../ui/fetched.js';
import { exactly, longDate, moment } from '../../ui/format.js';
import { bone } from '../../ui/states.js';
import { controls } from '../../ui/styles/controls.js';
import { notices } from '../../ui/styles/notices.js';
import { disclosureTexts } from './disclosure-texts.js';

/** DIS-1: to whom the consumer's conversations were disclosed; and that the merchant will change hands (DIS-5). */
export class OwnDisclosures extends LitElement {
  static override properties = { call: { attribute: false }, merchant: {} };
  declare call: Call;
  declare merchant: string;

  readonly #own = new Fetched(this, () => this.call(ownDisclosures, {}));

  protected override render(): TemplateResult {
    const words = disclosureTexts;
    return html`<section aria-label=${words.title}>
      <h2>${words.title}</h2>
      <p class="soft">${words.lead}</p>
      ${this.#own.show((own) => this.#list(own), html`<p>${bone('long')}</p>`)}
    </section>`;
  }

  #list({ disclosures, ownership }: OutputOf<typeof ownDisclosures>): TemplateResult {
    const words = disclosureTexts;
    return html`${
      ownership
        ? html`<div class="notice warn">
            <p>${words.ownership(this.merchant, ownership.newOwner, longDate(ownership.on))}</p>
          </div>`
        : nothing
    }
    ${
      disclosures.length === 0
        ? html`<p>${words.none}</p>`
        : html`<ul>
            ${disclosures.map(line)}
          </ul>`
    }`;
  }

  static override styles = [
    controls,
    notices,
    css`
      section {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: var(--space-3);
        padding: var(--space-5);
        border: 1px solid var(--line);
        border-radius: var(--radius-large);
        background: var(--paper-raised);
      }
      ul {
        display: grid;
        gap: var(--space-4);
      }
      li {
        display: grid;
        gap: 2px;
        overflow-wrap: anywhere;
      }
      li + li {
        padding-block-start: var(--space-4);
        border-block-start: 1px solid var(--line);
      }
    `,
  ];
}

function line(entry: OwnDisclosure): TemplateResult {
  const { recipient, kind, basis, fields, purpose, reason, consentEvent, firstAt, lastAt, times } = entry;
  const words = disclosureTexts;
  const { bases, fieldList, event } = words;
  const dates = [...new Set(entry.startedAt.map(longDate))].join(', ');
  const why = consentEvent === null ? bases[basis] : `${bases[basis]}, ${event(consentEvent)}`;
  return html`<li>
    <p><strong dir="auto">${recipient}</strong></p>
    <p>${words.kinds[kind]}.</p>
    <p class="soft small">
      <time title=${exactly(firstAt)}>${moment(firstAt)}</time>${
        times > 1
          ? html` – <time title=${exactly(lastAt)}>${moment(lastAt)}</time>, ${words.times(times)}`
          : nothing
      }
      · ${words.about(dates)}
    </p>
    <p class="small">${words.what(fieldList(fields))}</p>
    ${purpose === '' ? nothing : html`<p class="small" dir="auto">${words.purpose(purpose)}</p>`}
    ${reason === '' ? nothing : html`<p class="small" dir="auto">${words.reason(reason)}</p>`}
    <p class="small">${words.because(why)}</p>
  </li>`;
}
