import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import type { ConversationId } from '@parlour/shared/model/ids.js';
import type { Call } from '@parlour/shared/protocol/define.js';
import { placeHold, type HoldScopeInput, type PlaceHoldInput } from '@parlour/shared/protocol/hold.js';
import { day } from '@parlour/shared/rules/expiry.js';
import { Deed } from '../../ui/deed.js';
import { failureWords } from '../../ui/failure-words.js';
import { controls } from '../../ui/styles/controls.js';
import { forms } from '../../ui/styles/forms.js';
import { notices } from '../../ui/styles/notices.js';
import { page, pagePart } from '../../ui/styles/page.js';
import { texts } from './promises-texts.js';

const words = texts.holds;

type Kind = keyof typeof words.kinds;

const kinds = Object.keys(words.kinds) as Kind[];
const dateOf = (at: number): string => new Date(at).toISOString().slice(0, 10);

/** HLD-1: a hold is placed: what it covers, why, who may read it, and when to ask again. */
export class HoldForm extends LitElement {
  static override properties = {
    call: { attribute: false },
    kind: { state: true },
  };
  declare call: Call;
  declare protected kind: Kind;

  readonly #deed = new Deed(this);

  constructor() {
    super();
    this.kind = 'conversation';
  }

  async #submit(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const form = event.target as HTMLFormElement;
    await this.#deed.do(async () => {
      const { hold } = await this.call(placeHold, read(new FormData(form), this.kind));
      form.reset();
      this.dispatchEvent(new CustomEvent('placed', { detail: hold }));
    });
  }

  protected override render(): TemplateResult {
    return html`<form class="card" @submit=${(event: SubmitEvent) => this.#submit(event)}>
      <h2>${words.place}</h2>
      <fieldset>
        <legend>${words.scope}</legend>
        ${kinds.map(
          (kind) =>
            html`<label class="choice">
              <input
                type="radio"
                name="kind"
                .checked=${this.kind === kind}
                @change=${() => (this.kind = kind)}
              />${words.kinds[kind]}
            </label>`,
        )}
      </fieldset>
      ${this.kind === 'dates' ? nothing : this.#field('who', words[this.kind], { required: true })}
      <div class="pair">
        ${this.#field('from', words.from, { type: 'date', required: false })}
        ${this.#field('to', words.to, { type: 'date', required: false })}
      </div>
      ${this.#field('reason', words.reason, { required: true, hint: words.reasonHint })}
      ${this.#field('custodians', words.custodians, { required: false, hint: words.custodiansHint })}
      ${this.#field('reviewAt', words.reviewAt, {
        type: 'date',
        required: true,
        value: dateOf(Date.now() + 90 * day),
      })}
      <label class="choice">
        <input type="checkbox" name="gagged" aria-describedby="gag" />${words.gagged}
      </label>
      <p id="gag" class="soft small">${words.gaggedHint}</p>
      ${this.#deed.refusal((error) => words.failed(failureWords(error)))}
      <button class="button next" type="submit" aria-disabled=${this.#deed.busy}>${words.submit}</button>
    </form>`;
  }

  #field(
    name: string,
    label: string,
    { type = 'text', required, hint, value = '' }: FieldOptions,
  ): TemplateResult {
    return html`<div class="field">
      <label for=${name}>${label}</label>
      <input
        id=${name}
        name=${name}
        type=${type}
        ?required=${required}
        value=${value}
        autocomplete="off"
        aria-describedby=${hint ? `${name}-hint` : nothing}
      />
      ${hint ? html`<p id="${name}-hint" class="soft small">${hint}</p>` : nothing}
    </div>`;
  }

  static override styles = [
    controls,
    notices,
    page,
    pagePart,
    forms,
    css`
      fieldset {
        display: flex;
        flex-wrap: wrap;
        gap: var(--space-2) var(--space-5);
      }
      .pair {
        display: flex;
        flex-wrap: wrap;
        gap: var(--space-4);
      }
      .pair .field {
        inline-size: 12rem;
      }
      #gag {
        margin-block-start: calc(-1 * var(--space-3));
      }
    `,
  ];
}

interface FieldOptions {
  readonly type?: 'text' | 'date';
  readonly required: boolean;
  readonly hint?: string;
  readonly value?: string;
}

function read(data: FormData, kind: Kind): PlaceHoldInput {
  const text = (name: string): string => {
    const value = data.get(name);
    return typeof value === 'string' ? value.trim() : '';
  };
  const who = text('who');
  const from = Date.parse(text('from'));
  // A day is covered to its end.
  const to = Date.parse(text('to')) + day - 1;
  const scope: HoldScopeInput = {
    ...(kind === 'conversation' && { conversation: who as ConversationId }),
    ...(kind === 'consumer' && { consumerOf: who as ConversationId }),
    ...(kind === 'merchant' && { merchant: who }),
    ...(!Number.isNaN(from) && { from }),
    ...(!Number.isNaN(to) && { to }),
  };
  return {
    scope,
    reason: text('reason'),
    custodians: text('custodians')
      .split(/[\s,;]+/)
      .filter((email) => email !== ''),
    gagged: data.get('gagged') !== null,
    reviewAt: Date.parse(text('reviewAt')),
  };
}
