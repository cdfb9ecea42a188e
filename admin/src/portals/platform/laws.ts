import { html, LitElement, nothing, type TemplateResult } from 'lit';
import type { Call } from '@parlour/shared/protocol/define.js';
import {
  addLaw,
  endLaw,
  listLaws,
  obligationLimits,
  type LawView,
} from '@parlour/shared/protocol/obligation.js';
import type { Confirm } from '../../ui/confirm.js';
import { Deed } from '../../ui/deed.js';
import { failureWords } from '../../ui/failure-words.js';
import { Fetched } from '../../ui/fetched.js';
import { moment } from '../../ui/format.js';
import { keptFor, yearsField, yearsOf } from '../../ui/obligation-words.js';
import { bone } from '../../ui/states.js';
import { controls } from '../../ui/styles/controls.js';
import { lawList } from '../../ui/styles/law-list.js';
import { notices } from '../../ui/styles/notices.js';
import { page } from '../../ui/styles/page.js';
import { lawsTexts as words } from './laws-texts.js';

/** RET-14: laws that keep a merchant's conversations whole. */
export class Laws extends LitElement {
  static override properties = {
    call: { attribute: false },
    ending: { state: true },
  };
  declare call: Call;
  declare protected ending: LawView | null;

  readonly #list = new Fetched(this, async () => (await this.call(listLaws, {})).laws);
  readonly #deed = new Deed(this);

  constructor() {
    super();
    this.ending = null;
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
      <p role="status">${this.#deed.said || nothing}</p>
      ${this.#list.show((laws) => this.#laws(laws), html`<div class="card">${bone('long')}</div>`)}
      ${this.#form()}
      <parlour-confirm heading=${words.ask(this.ending?.basis ?? '')} action=${words.endYes}>
        <p>${words.endMeans}</p>
      </parlour-confirm>
    </section>`;
  }

  #laws(laws: readonly LawView[]): TemplateResult {
    if (laws.length === 0) return html`<p>${words.none}</p>`;
    return html`<ul class="card" aria-label=${words.title}>
      ${laws.map((law) => this.#row(law))}
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
      ${yearsField(words.years, words.newOnly)}
      <p class="field-error" role="alert">
        ${this.#deed.refused === undefined ? nothing : failureWords(this.#deed.refused)}
      </p>
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

  static override styles = [controls, notices, page, lawList];
}
