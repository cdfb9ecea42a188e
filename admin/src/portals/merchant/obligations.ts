import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { obligedFields, type ObligedField } from '@parlour/shared/model/obligation.js';
import type { ObligedRecordId } from '@parlour/shared/model/ids.js';
import type { Call } from '@parlour/shared/protocol/define.js';
import {
  addObligation,
  endObligation,
  listObligations,
  obligationLimits,
  readObliged,
  type ObligationView,
  type ObligedRecordView,
} from '@parlour/shared/protocol/obligation.js';
import { Deed } from '../../ui/deed.js';
import type { Confirm } from '../../ui/confirm.js';
import { failureWords } from '../../ui/failure-words.js';
import { Fetched } from '../../ui/fetched.js';
import { moment } from '../../ui/format.js';
import { fieldsInWords, keptFor, obligedWords, yearsField, yearsOf } from '../../ui/obligation-words.js';
import { bone } from '../../ui/states.js';
import { controls } from '../../ui/styles/controls.js';
import { lawList } from '../../ui/styles/law-list.js';
import { notices } from '../../ui/styles/notices.js';
import { page } from '../../ui/styles/page.js';
import { obligationsTexts as words } from './obligations-texts.js';

interface Kept {
  readonly obligations: readonly ObligationView[];
  readonly records: readonly ObligedRecordView[];
}

interface Opened {
  readonly id: ObligedRecordId;
  readonly fields: readonly { readonly field: ObligedField; readonly text: string }[];
}

/** RET-13: laws that keep named fields, and what they keep now. For managers. */
export class Obligations extends LitElement {
  static override properties = {
    call: { attribute: false },
    ending: { state: true },
    opened: { state: true },
  };
  declare call: Call;
  declare protected ending: ObligationView | null;
  declare protected opened: Opened | null;

  readonly #list = new Fetched(this, () => this.call(listObligations, {}));
  readonly #deed = new Deed(this);

  constructor() {
    super();
    this.ending = null;
    this.opened = null;
  }

  #act(work: () => Promise<string>): Promise<boolean> {
    return this.#deed.do(async () => {
      const said = await work();
      await this.#list.load();
      return said;
    });
  }

  async #add(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const form = event.target as HTMLFormElement;
    const given = new FormData(form);
    await this.#act(async () => {
      const { obligation } = await this.call(addObligation, {
        basis: (given.get('basis') as string).trim(),
        fields: given.getAll('field') as ObligedField[],
        keep: yearsOf(Number(given.get('years'))),
      });
      form.reset();
      return words.added(obligation.basis);
    });
  }

  async #end(obligation: ObligationView): Promise<void> {
    this.ending = obligation;
    await this.updateComplete;
    if (!(await this.renderRoot.querySelector<Confirm>('parlour-confirm')?.ask())) return;
    await this.#act(async () => {
      await this.call(endObligation, { obligation: obligation.id });
      return words.endedSaid;
    });
  }

  async #read(event: SubmitEvent, id: ObligedRecordId): Promise<void> {
    event.preventDefault();
    const reason = new FormData(event.target as HTMLFormElement).get('reason') as string;
    await this.#act(async () => {
      const { fields } = await this.call(readObliged, { record: id, reason });
      this.opened = { id, fields };
      return '';
    });
  }

  protected override render(): TemplateResult {
    return html`<section aria-labelledby="title">
      <h2 id="title">${words.title}</h2>
      <p class="soft">${words.lead}</p>
      <p role="status">${this.#deed.said || nothing}</p>
      ${this.#list.show((kept) => this.#inside(kept), html`<div class="card">${bone('long')}</div>`)}
      <parlour-confirm heading=${words.ask(this.ending?.basis ?? '')} action=${words.endYes}>
        <p>${words.endMeans}</p>
      </parlour-confirm>
    </section>`;
  }

  #inside({ obligations, records }: Kept): TemplateResult {
    return html`${
      obligations.length === 0
        ? html`<p>${words.none}</p>`
        : html`<ul class="card" aria-label=${words.title}>
            ${obligations.map((one) => this.#row(one))}
          </ul>`
    }
    ${this.#form()}
    ${
      records.length === 0
        ? nothing
        : html`<h3>${words.records}</h3>
            <ul class="card" aria-label=${words.records}>
              ${records.map((record) => this.#record(record))}
            </ul>`
    }`;
  }

  #row(obligation: ObligationView): TemplateResult {
    const { basis, fields, keep, addedBy, addedAt, endedAt, records } = obligation;
    return html`<li>
      <div class="what">
        <strong dir="auto">${basis}</strong>
        <p>${words.keeps(fieldsInWords(fields), keptFor(keep))}</p>
        <p class="soft small">
          ${words.entered(addedBy, moment(addedAt))}
          ${endedAt === null ? words.holds(records) : words.ended(moment(endedAt))}
        </p>
      </div>
      ${
        endedAt === null
          ? html`<button class="button" type="button" @click=${() => void this.#end(obligation)}>
              ${words.end}
            </button>`
          : nothing
      }
    </li>`;
  }

  #form(): TemplateResult {
    return html`<form class="card" @submit=${(event: SubmitEvent) => void this.#add(event)}>
      <div class="field">
        <label for="basis">${words.basis}</label>
        <input
          id="basis"
          name="basis"
          required
          maxlength=${obligationLimits.basis}
          autocomplete="off"
          dir="auto"
          aria-describedby="basis-hint"
        />
        <p class="soft small" id="basis-hint">${words.basisHint}</p>
      </div>
      <fieldset>
        <legend>${words.fields}</legend>
        ${obligedFields.map(
          (field) =>
            html`<label class="tick"
              ><input type="checkbox" name="field" value=${field} /> ${obligedWords[field]}</label
            >`,
        )}
      </fieldset>
      ${yearsField(words.years, words.newOnly)}
      <p class="field-error" role="alert">
        ${this.#deed.refused === undefined ? nothing : failureWords(this.#deed.refused)}
      </p>
      <button class="button next" type="submit">${words.add}</button>
    </form>`;
  }

  #record({ id, basis, fields, keptSince, until }: ObligedRecordView): TemplateResult {
    const opened = this.opened?.id === id ? this.opened : null;
    return html`<li>
      <div class="what">
        <strong dir="auto">${basis}</strong>
        <p class="soft small">${words.until(moment(keptSince), moment(until))} · ${fieldsInWords(fields)}</p>
        ${
          opened
            ? html`<dl>
                  ${opened.fields.map(
                    ({ field, text }) =>
                      html`<dt>${obligedWords[field]}</dt>
                        <dd dir="auto">${text}</dd>`,
                  )}
                </dl>
                <button class="button" type="button" @click=${() => (this.opened = null)}>
                  ${words.close}
                </button>`
            : html`<details>
                <summary>${words.read}</summary>
                <form @submit=${(event: SubmitEvent) => void this.#read(event, id)}>
                  <label>${words.reason} <input name="reason" required maxlength="500" dir="auto" /></label>
                  <p class="soft small">${words.reasonHint}</p>
                  <button class="button" type="submit">${words.read}</button>
                </form>
              </details>`
        }
      </div>
    </li>`;
  }

  static override styles = [
    controls,
    notices,
    page,
    lawList,
    css`
      fieldset {
        display: grid;
        gap: var(--space-2);
        margin: 0;
        padding: 0;
        border: 0;
      }
      legend {
        padding: 0 0 var(--space-2);
        font-weight: 600;
      }
      .tick {
        display: flex;
        gap: var(--space-2);
        align-items: center;
        min-block-size: 32px;
      }
      details form {
        padding-block-start: var(--space-3);
      }
      dd {
        margin: 0 0 var(--space-2);
        white-space: pre-line;
      }
      dt {
        color: var(--ink-soft);
      }
    `,
  ];
}
