import { Task } from '@lit/task';
import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import type { Call } from '@parlour/shared/protocol/define.js';
import {
  addLaw,
  endLaw,
  listLaws,
  obligationLimits,
  type LawView,
} from '@parlour/shared/protocol/obligation.js';
import type { Confirm } from '../../ui/confirm.js';
import { failureWords } from '../../ui/failure-words.js';
import { moment } from '../../ui/format.js';
import { keptFor, yearsOf } from '../../ui/obligation-words.js';
import { bone, failure, loading } from '../../ui/states.js';
import { controls } from '../../ui/styles/controls.js';
import { notices } from '../../ui/styles/notices.js';
import { page } from '../../ui/styles/page.js';
import { lawsTexts as words } from './laws-texts.js';

/** RET-14: laws that keep a merchant's conversations whole. */
export class Laws extends LitElement {
  static override properties = {
    call: { attribute: false },
    said: { state: true },
    failed: { state: true },
    ending: { state: true },
  };
  declare call: Call;
  declare protected said: string;
  declare protected failed: string;
  declare protected ending: LawView | null;

  readonly #list = new Task(this, {
    task: async ([call]: readonly [Call]) => (await call(listLaws, {})).laws,
    args: () => [this.call] as const,
  });

  constructor() {
    super();
    this.said = '';
    this.failed = '';
    this.ending = null;
  }

  async #act(deed: () => Promise<string>): Promise<void> {
    this.said = '';
    this.failed = '';
    try {
      this.said = await deed();
      await this.#list.run();
    } catch (error) {
      this.failed = failureWords(error);
    }
  }

  async #add(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const form = event.target as HTMLFormElement;
    const given = new FormData(form);
    const text = (name: string): string => (given.get(name) as string).trim();
    await this.#act(async () => {
      const { law } = await this.call(addLaw, {
        merchant: text('merchant'),
        basis: text('basis'),
        source: text('source'),
        keep: yearsOf(Number(given.get('years'))),
      });
      form.reset();
      return words.added(law.basis, law.merchant);
    });
  }

  async #end(law: LawView): Promise<void> {
    this.ending = law;
    await this.updateComplete;
    if (!(await this.renderRoot.querySelector<Confirm>('parlour-confirm')?.ask())) return;
    await this.#act(async () => {
      await this.call(endLaw, { obligation: law.id });
      return words.endedSaid;
    });
  }

  protected override render(): TemplateResult {
    return html`<section aria-labelledby="title">
      <h2 id="title">${words.title}</h2>
      <p class="soft">${words.lead}</p>
      <p role="status" class="said">${this.said || nothing}</p>
      ${this.#laws()} ${this.#form()}
      <parlour-confirm heading=${words.ask(this.ending?.basis ?? '')} action=${words.endYes}>
        <p>${words.endMeans}</p>
      </parlour-confirm>
    </section>`;
  }

  #laws(): TemplateResult {
    const { value, error } = this.#list;
    if (error !== undefined) return failure(error, () => void this.#list.run());
    if (!value) return loading(html`<div class="card">${bone('long')}</div>`);
    if (value.length === 0) return html`<p>${words.none}</p>`;
    return html`<ul class="card" aria-label=${words.title}>
      ${value.map((law) => this.#row(law))}
    </ul>`;
  }

  #row(law: LawView): TemplateResult {
    const { merchant, basis, source, keep, addedBy, addedAt, endedAt, conversations } = law;
    return html`<li>
      <div class="what">
        <strong dir="auto">${basis}</strong>
        <p>${words.keeps(merchant, keptFor(keep))}</p>
        <p class="soft small" dir="auto">${source}</p>
        <p class="soft small">
          ${words.entered(addedBy, moment(addedAt))}
          ${endedAt === null ? words.holds(conversations) : words.ended(moment(endedAt))}
        </p>
      </div>
      ${
        endedAt === null
          ? html`<button class="button" type="button" @click=${() => void this.#end(law)}>
              ${words.end}
            </button>`
          : nothing
      }
    </li>`;
  }

  #form(): TemplateResult {
    const { basis, source } = obligationLimits;
    return html`<form class="card" @submit=${(event: SubmitEvent) => void this.#add(event)}>
      ${this.#field('merchant', words.merchant, 60)}
      ${this.#field('basis', words.basis, basis, words.basisHint)}
      ${this.#field('source', words.source, source, words.sourceHint)}
      <div class="field">
        <label for="years">${words.years}</label>
        <input
          id="years"
          name="years"
          type="number"
          inputmode="decimal"
          min="0.5"
          max="30"
          step="0.5"
          required
        />
      </div>
      <p class="soft small">${words.newOnly}</p>
      <p class="field-error" role="alert">${this.failed || nothing}</p>
      <button class="button next" type="submit">${words.add}</button>
    </form>`;
  }

  #field(name: string, label: string, longest: number, hint?: string): TemplateResult {
    return html`<div class="field">
      <label for=${name}>${label}</label>
      <input
        id=${name}
        name=${name}
        required
        maxlength=${longest}
        autocomplete="off"
        dir="auto"
        aria-describedby=${hint ? `${name}-hint` : nothing}
      />
      ${hint ? html`<p class="soft small" id="${name}-hint">${hint}</p>` : nothing}
    </div>`;
  }

  static override styles = [
    controls,
    notices,
    page,
    css`
      :host {
        max-inline-size: none;
        margin: 0;
        padding: var(--space-6) 0 0;
      }
      section > .soft {
        max-inline-size: 640px;
      }
      section,
      form {
        display: grid;
        gap: var(--space-4);
      }
      form {
        justify-items: start;
        max-inline-size: 640px;
      }
      .field,
      .field input:not([type='number']) {
        inline-size: 100%;
      }
      li {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: var(--space-2);
        padding-block: var(--space-3);
        border-block-end: 1px solid var(--line);
      }
      li:last-child {
        border: 0;
      }
      .what {
        flex: 1 1 240px;
        min-inline-size: 0;
        overflow-wrap: anywhere;
      }
    `,
  ];
}
