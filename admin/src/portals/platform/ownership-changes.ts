import { html, LitElement, nothing, type TemplateResult } from 'lit';
import type { Call } from '@parlour/shared/protocol/define.js';
import {
  announceOwnershipChange,
  cancelOwnershipChange,
  carryOutOwnershipChange,
  listOwnershipChanges,
  planOwnershipChange,
  type OwnershipChangeView,
} from '@parlour/shared/protocol/ownership.js';
import { Deed } from '../../ui/deed.js';
import type { Confirm } from '../../ui/confirm.js';
import { Fetched } from '../../ui/fetched.js';
import { briefly } from '../../ui/format.js';
import { bone, empty } from '../../ui/states.js';
import { controls } from '../../ui/styles/controls.js';
import { notices } from '../../ui/styles/notices.js';
import { disclosureTexts } from './disclosures-texts.js';
import { entryStyles } from './disclosures.styles.js';

const words = disclosureTexts.ownership;

/**
 * DIS-5: merchants that go to another owner, never before people were told.
 *
 * @event carried - The register has a new entry.
 */
export class OwnershipChanges extends LitElement {
  static override properties = {
    call: { attribute: false },
    open: { state: true },
  };
  declare call: Call;
  declare protected open: boolean;

  readonly #changes = new Fetched(this, async () => (await this.call(listOwnershipChanges, {})).changes);
  readonly #deed = new Deed(this);

  constructor() {
    super();
    this.open = false;
  }

  #try(work: () => Promise<string>): Promise<boolean> {
    return this.#deed.do(async () => {
      const said = await work();
      await this.#changes.load();
      return said;
    });
  }

  #plan(event: SubmitEvent): Promise<boolean> {
    event.preventDefault();
    const data = new FormData(event.currentTarget as HTMLFormElement);
    const text = (name: string): string => (data.get(name) as string).trim();
    return this.#try(async () => {
      await this.call(planOwnershipChange, {
        merchant: text('merchant'),
        newOwner: text('newOwner'),
        on: Date.parse(text('on')),
      });
      this.open = false;
      return words.planned;
    });
  }

  async #carryOut(change: OwnershipChangeView): Promise<void> {
    if (!(await this.renderRoot.querySelector<Confirm>('parlour-confirm')!.ask())) return;
    await this.#try(async () => {
      await this.call(carryOutOwnershipChange, { change: change.id });
      this.dispatchEvent(new CustomEvent('carried'));
      return words.done;
    });
  }

  protected override render(): TemplateResult {
    return html`<section class="card" aria-labelledby="title">
        <h2 id="title">${words.title}</h2>
        <p class="soft">${words.lead}</p>
        <p role="status">${this.#deed.said || nothing}</p>
        ${this.#deed.refusal()}
        ${this.#changes.show((changes) => this.#list(changes), html`<p>${bone('half')}</p>`)}
        <button
          class="button"
          type="button"
          aria-expanded=${this.open}
          @click=${() => (this.open = !this.open)}
        >
          ${words.plan}
        </button>
        ${this.open ? this.#form() : nothing}
      </section>
      <parlour-confirm heading=${words.carryAsk} action=${words.carryYes}>
        <p>${words.carryText}</p>
      </parlour-confirm>`;
  }

  #list(changes: readonly OwnershipChangeView[]): TemplateResult {
    if (changes.length === 0) return empty(words.none);
    return html`<ul>
      ${changes.map(
        (change) =>
          html`<li>
            <div class="about">
              <h3 dir="auto">${words.line(change.merchant, change.newOwner)}</h3>
              <p class="soft small">${briefly(change.on)}</p>
            </div>
            <div class="state">
              <p><strong>${words.states[change.state]}</strong></p>
              ${this.#deeds(change)}
            </div>
          </li>`,
      )}
    </ul>`;
  }

  #deeds(change: OwnershipChangeView): TemplateResult | typeof nothing {
    const { id, state } = change;
    if (state !== 'planned' && state !== 'announced') return nothing;
    return html`<div class="row">
      ${
        state === 'planned'
          ? html`<button
              class="button"
              type="button"
              @click=${() =>
                this.#try(async () => {
                  const { mails } = await this.call(announceOwnershipChange, { change: id });
                  return words.noticed(mails);
                })}
            >
              ${words.notice}
            </button>`
          : html`<button class="button" type="button" @click=${() => this.#carryOut(change)}>
              ${words.carryOut}
            </button>`
      }
      <button
        class="button"
        type="button"
        @click=${() =>
          this.#try(async () => {
            await this.call(cancelOwnershipChange, { change: id });
            return '';
          })}
      >
        ${words.cancel}
      </button>
    </div>`;
  }

  #form(): TemplateResult {
    const field = (id: string, label: string, type = 'text'): TemplateResult =>
      html`<div class="field">
        <label for=${id}>${label}</label>
        <input id=${id} name=${id} type=${type as 'text'} required autocomplete="off" />
      </div>`;
    return html`<form aria-label=${words.plan} @submit=${(event: SubmitEvent) => this.#plan(event)}>
      ${field('merchant', words.merchant)} ${field('newOwner', words.newOwner)}
      ${field('on', words.on, 'date')}
      <button class="button next" type="submit">${words.submit}</button>
    </form>`;
  }

  static override styles = [controls, notices, entryStyles];
}
