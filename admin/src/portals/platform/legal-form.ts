import { html, LitElement, nothing, type TemplateResult } from 'lit';
import type { ConversationId } from '@parlour/shared/model/ids.js';
import type { Call } from '@parlour/shared/protocol/define.js';
import { fileLegalRequest, type FileLegalRequestInput } from '@parlour/shared/protocol/legal-request.js';
import { day } from '@parlour/shared/rules/expiry.js';
import { Deed } from '../../ui/deed.js';
import { controls } from '../../ui/styles/controls.js';
import { notices } from '../../ui/styles/notices.js';
import { disclosureTexts } from './disclosures-texts.js';
import { entryStyles } from './disclosures.styles.js';

const words = disclosureTexts.legal;

type Kind = keyof typeof words.scopes;
const kinds = Object.keys(words.scopes) as Kind[];

/**
 * What an authority asks for is filed: nothing leaves by it.
 *
 * @event filed
 */
export class LegalForm extends LitElement {
  static override properties = {
    call: { attribute: false },
    open: { state: true },
    kind: { state: true },
  };
  declare call: Call;
  declare protected open: boolean;
  declare protected kind: Kind;
  readonly #deed = new Deed(this);

  constructor() {
    super();
    this.open = false;
    this.kind = 'conversation';
  }

  async #submit(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const asked = read(new FormData(event.currentTarget as HTMLFormElement), this.kind);
    await this.#deed.do(async () => {
      await this.call(fileLegalRequest, asked);
      this.open = false;
      this.dispatchEvent(new CustomEvent('filed'));
    });
  }

  protected override render(): TemplateResult {
    return html`<button
        class="button"
        type="button"
        aria-expanded=${this.open}
        @click=${() => (this.open = !this.open)}
      >
        ${words.file}
      </button>
      ${this.open ? this.#form() : nothing}`;
  }

  #form(): TemplateResult {
    return html`<form aria-label=${words.file} @submit=${(event: SubmitEvent) => this.#submit(event)}>
      ${field('authority', words.authority)} ${field('reference', words.reference)}
      ${field('basis', words.basis)}
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
              />${words.scopes[kind]}
            </label>`,
        )}
      </fieldset>
      ${
        this.kind === 'conversation'
          ? field('conversation', words.conversation)
          : html`${field('merchant', words.merchant)} ${field('from', words.from, 'date')}
            ${field('to', words.to, 'date')}`
      }
      <div class="field">
        <label for="gag">${words.gag}</label>
        <input id="gag" name="gag" type="date" aria-describedby="gag-hint" />
        <p id="gag-hint" class="soft small">${words.gagHint}</p>
      </div>
      <label class="choice"><input type="checkbox" name="hold" />${words.hold}</label>
      ${this.#deed.refusal()}
      <button class="button next" type="submit">${words.submit}</button>
    </form>`;
  }

  static override styles = [controls, notices, entryStyles];
}

const field = (id: string, label: string, type: 'text' | 'date' = 'text'): TemplateResult =>
  html`<div class="field">
    <label for=${id}>${label}</label>
    <input id=${id} name=${id} type=${type} required autocomplete="off" />
  </div>`;

function read(data: FormData, kind: Kind): FileLegalRequestInput {
  const text = (name: string): string => ((data.get(name) as string | null) ?? '').trim();
  const gagUntil = Date.parse(text('gag'));
  return {
    authority: text('authority'),
    reference: text('reference'),
    basis: text('basis'),
    scope:
      kind === 'conversation'
        ? { conversation: text('conversation') as ConversationId }
        : {
            merchant: text('merchant'),
            from: Date.parse(text('from')),
            // A day is asked for to its end.
            to: Date.parse(text('to')) + day - 1,
          },
    ...(!Number.isNaN(gagUntil) && { gagUntil }),
    hold: data.get('hold') !== null,
  };
}
