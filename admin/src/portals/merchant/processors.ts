import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import {
  processorFields,
  processorCategories,
  type DisclosedField,
  type ProcessorCategory,
} from '@parlour/shared/model/disclosure.js';
import type { Call } from '@parlour/shared/protocol/define.js';
import {
  listProcessors,
  removeProcessor,
  saveProcessor,
  type ProcessorView,
} from '@parlour/shared/protocol/disclosure.js';
import { disclosureWords } from '../../ui/disclosure-words.js';
import { Deed } from '../../ui/deed.js';
import { Fetched } from '../../ui/fetched.js';
import { bone, empty } from '../../ui/states.js';
import { controls } from '../../ui/styles/controls.js';
import { notices } from '../../ui/styles/notices.js';
import { disclosureTexts } from './disclosures-texts.js';
import { formStyles } from './webhook-form.styles.js';

const words = disclosureTexts.processors;

/** DIS-2: the merchant's registry of processors: who may receive what. */
export class Processors extends LitElement {
  static override properties = {
    call: { attribute: false },
    editing: { state: true },
  };
  declare call: Call;
  /** What the form is about: one of them, a new one, or nothing. */
  declare protected editing: ProcessorView | 'new' | null;

  readonly #known = new Fetched(this, async () => (await this.call(listProcessors, {})).processors);
  readonly #deed = new Deed(this);

  constructor() {
    super();
    this.editing = null;
  }

  #try(work: () => Promise<string>): Promise<boolean> {
    return this.#deed.do(async () => {
      const said = await work();
      this.editing = null;
      await this.#known.load();
      return said;
    });
  }

  #save(event: SubmitEvent): Promise<boolean> {
    event.preventDefault();
    const data = new FormData(event.currentTarget as HTMLFormElement);
    const text = (name: string): string => (data.get(name) as string).trim();
    const { editing } = this;
    return this.#try(async () => {
      const { processor } = await this.call(saveProcessor, {
        ...(editing && editing !== 'new' && { processor: editing.id }),
        name: text('name'),
        category: text('category') as ProcessorCategory,
        purpose: text('purpose'),
        fields: data.getAll('fields') as DisclosedField[],
      });
      return words.saved(processor.name);
    });
  }

  #remove({ id, name }: ProcessorView): Promise<boolean> {
    return this.#try(async () => {
      await this.call(removeProcessor, { processor: id });
      return words.removed(name);
    });
  }

  protected override render(): TemplateResult {
    return html`<section class="card" aria-labelledby="title">
      <h2 id="title">${words.title}</h2>
      <p class="soft">${words.lead}</p>
      <p role="status">${this.#deed.said || nothing}</p>
      ${this.#deed.refusal()} ${this.#known.show((known) => this.#list(known), html`<p>${bone('half')}</p>`)}
      ${
        this.editing === null
          ? html`<button class="button" type="button" @click=${() => (this.editing = 'new')}>
              ${words.add}
            </button>`
          : this.#form(this.editing)
      }
    </section>`;
  }

  #list(known: readonly ProcessorView[]): TemplateResult {
    if (known.length === 0) return empty(words.none, words.noneText);
    return html`<ul>
      ${known.map((processor) => {
        const { name, category, purpose, fields } = processor;
        return html`<li>
          <div>
            <h3 dir="auto">${name}</h3>
            <p class="soft small">${words.categories[category].name} · <span dir="auto">${purpose}</span></p>
            <p class="small">${disclosureWords.fieldList(fields)}</p>
          </div>
          <div class="row">
            <button class="button" type="button" @click=${() => (this.editing = processor)}>
              ${words.change}<span class="hidden-visually"> ${name}</span>
            </button>
            <button class="button" type="button" @click=${() => this.#remove(processor)}>
              ${words.remove}<span class="hidden-visually"> ${name}</span>
            </button>
          </div>
        </li>`;
      })}
    </ul>`;
  }

  #form(editing: ProcessorView | 'new'): TemplateResult {
    const given = editing === 'new' ? null : editing;
    return html`<form @submit=${(event: SubmitEvent) => this.#save(event)}>
      <div class="field">
        <label for="name">${words.name}</label>
        <input
          id="name"
          name="name"
          required
          maxlength="120"
          .value=${given?.name ?? ''}
          autocomplete="off"
          aria-describedby="name-hint"
        />
        <p id="name-hint" class="soft small">${words.nameHint}</p>
      </div>
      <div class="field">
        <label for="purpose">${words.purpose}</label>
        <input
          id="purpose"
          name="purpose"
          required
          maxlength="300"
          .value=${given?.purpose ?? ''}
          autocomplete="off"
        />
      </div>
      <fieldset>
        <legend>${words.category}</legend>
        ${processorCategories.map(
          (category) =>
            html`<label class="choice">
              <input
                type="radio"
                name="category"
                value=${category}
                .checked=${(given?.category ?? 'processor') === category}
              /><span
                >${words.categories[category].name}<span class="soft small"
                  >${words.categories[category].means}</span
                ></span
              >
            </label>`,
        )}
      </fieldset>
      <fieldset>
        <legend>${words.fields}</legend>
        ${processorFields.map(
          (field) =>
            html`<label class="choice">
              <input
                type="checkbox"
                name="fields"
                value=${field}
                .checked=${given?.fields.includes(field) ?? field === 'reference'}
              /><span>${disclosureWords.fields[field]}</span>
            </label>`,
        )}
      </fieldset>
      <div class="row">
        <button class="button next" type="submit">${words.save}</button>
        <button class="button" type="button" @click=${() => (this.editing = null)}>${words.cancel}</button>
      </div>
    </form>`;
  }

  static override styles = [
    controls,
    notices,
    formStyles,
    css`
      ul {
        display: grid;
        gap: var(--space-4);
        inline-size: 100%;
      }
      li {
        display: flex;
        flex-wrap: wrap;
        justify-content: space-between;
        gap: var(--space-3);
        overflow-wrap: anywhere;
      }
      li > div:first-child {
        flex: 1 1 20rem;
      }
      h3 {
        font-size: var(--text);
        font-weight: 650;
      }
    `,
  ];
}
