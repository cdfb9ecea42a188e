import { Task } from '@lit/task';
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
import type { Confirm } from '../../ui/confirm.js';
import { failureWords } from '../../ui/failure-words.js';
import { briefly } from '../../ui/format.js';
import { bone, empty, failure, loading } from '../../ui/states.js';
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
    failed: { state: true },
    said: { state: true },
  };
  declare call: Call;
  declare protected open: boolean;
  declare protected failed: unknown;
  declare protected said: string;

  readonly #changes = new Task(this, {
    task: async ([call]: readonly [Call]) => (await call(listOwnershipChanges, {})).changes,
    args: () => [this.call] as const,
  });

  constructor() {
    super();
    this.open = false;
    this.said = '';
  }

  async #try(work: () => Promise<string>): Promise<void> {
    this.failed = undefined;
    this.said = '';
    try {
      this.said = await work();
      await this.#changes.run();
    } catch (error) {
      this.failed = error;
    }
  }

  #plan(event: SubmitEvent): Promise<void> {
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
        <p role="status">${this.said || nothing}</p>
        ${
          this.failed === undefined
            ? nothing
            : html`<div class="notice danger" role="alert"><p>${failureWords(this.failed)}</p></div>`
        }
        ${this.#list()}
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

  #list(): TemplateResult {
    const { value, error } = this.#changes;
    if (error !== undefined) return failure(error, () => void this.#changes.run());
    if (!value) return loading(html`<p>${bone('half')}</p>`);
    if (value.length === 0) return empty(words.none);
    return html`<ul>
      ${value.map(
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
