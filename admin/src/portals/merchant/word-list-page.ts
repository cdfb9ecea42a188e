import { css, html, LitElement, nothing, type CSSResultGroup, type TemplateResult } from 'lit';
import type { Call } from '@parlour/shared/protocol/define.js';
import { Deed } from '../../ui/deed.js';
import type { Confirm } from '../../ui/confirm.js';
import { failureWords } from '../../ui/failure-words.js';
import { Fetched } from '../../ui/fetched.js';
import { bone, empty } from '../../ui/states.js';
import { controls } from '../../ui/styles/controls.js';
import { notices } from '../../ui/styles/notices.js';
import { page } from '../../ui/styles/page.js';
import { texts as common } from '../../ui/texts.js';
import { showTitle } from '../../ui/title.js';
import { words } from './inbox-words.js';

export interface ListWords {
  readonly title: string;
  readonly lead: string;
  readonly add: string;
  readonly none: string;
  readonly noneNext: string;
  readonly remove: (name: string) => string;
  readonly removeText: string;
}

/** A list of a merchant's own words, each with its name: add, change, remove. For managers. */
export abstract class WordListPage<Item extends { readonly id: string }> extends LitElement {
  static override properties = {
    call: { attribute: false },
    editing: { state: true },
    removing: { state: true },
  };
  declare call: Call;
  /** The one in the form; null where the form adds one. */
  declare protected editing: Item | null;
  declare protected removing: Item | null;

  readonly #list = new Fetched<readonly Item[]>(this, () => this.read(this.call));
  readonly #deed = new Deed(this);

  constructor(private readonly words: ListWords) {
    super();
    this.editing = null;
    this.removing = null;
  }

  protected abstract read(call: Call): Promise<readonly Item[]>;
  protected abstract save(call: Call, id: Item['id'] | undefined, fields: FormData): Promise<string>;
  protected abstract discard(call: Call, item: Item): Promise<void>;
  protected abstract nameOf(item: Item): string;
  protected abstract row(item: Item): TemplateResult;
  /** The fields, filled with `item` where one is being changed. */
  protected abstract fields(item: Item | null): TemplateResult;

  override connectedCallback(): void {
    super.connectedCallback();
    showTitle([this.words.title, common.portals.merchant]);
  }

  async #submit(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    const form = event.target as HTMLFormElement;
    await this.#act(async () => {
      const name = await this.save(this.call, this.editing?.id, new FormData(form));
      this.#edit(null);
      form.reset();
      return words.settings.saved(name);
    });
  }

  async #remove(item: Item): Promise<void> {
    this.removing = item;
    await this.updateComplete;
    if (!(await this.renderRoot.querySelector<Confirm>('parlour-confirm')?.ask())) return;
    await this.#act(async () => {
      await this.discard(this.call, item);
      if (this.editing?.id === item.id) this.#edit(null);
      return words.settings.removed(this.nameOf(item));
    });
    this.renderRoot.querySelector<HTMLElement>('h1')?.focus();
  }

  #act(work: () => Promise<string>): Promise<boolean> {
    return this.#deed.do(async () => {
      const said = await work();
      await this.#list.load();
      return said;
    });
  }

  #edit(item: Item | null): void {
    this.editing = item;
    if (item) void this.updateComplete.then(() => this.renderRoot.querySelector('input')?.focus());
  }

  protected override render(): TemplateResult {
    const { title, lead } = this.words;
    return html`<header>
        <h1 tabindex="-1">${title}</h1>
        <p class="lead">${lead}</p>
      </header>
      <p role="status">${this.#deed.said || nothing}</p>
      ${this.#list.show(
        (items) => this.#items(items),
        html`<div class="card">${bone('half')}${bone('long')}</div>`,
      )}
      ${this.#form()} ${this.#question()}`;
  }

  #items(items: readonly Item[]): TemplateResult {
    if (items.length === 0) return empty(this.words.none, this.words.noneNext);
    return html`<ul class="card" aria-label=${this.words.title}>
      ${items.map(
        (item) =>
          html`<li>
            <div class="what">${this.row(item)}</div>
            <button
              class="button"
              type="button"
              aria-label="${words.settings.edit}: ${this.nameOf(item)}"
              @click=${() => this.#edit(item)}
            >
              ${words.settings.edit}
            </button>
            <button
              class="button"
              type="button"
              aria-label="${words.settings.remove}: ${this.nameOf(item)}"
              @click=${() => void this.#remove(item)}
            >
              ${words.settings.remove}
            </button>
          </li>`,
      )}
    </ul>`;
  }

  #form(): TemplateResult {
    const { editing } = this;
    const heading = editing ? `${words.settings.edit}: ${this.nameOf(editing)}` : this.words.add;
    return html`<form
      class="card"
      aria-labelledby="form"
      @submit=${(event: SubmitEvent) => void this.#submit(event)}
    >
      <h2 id="form">${heading}</h2>
      ${this.fields(editing)}
      <p class="field-error" role="alert">
        ${this.#deed.refused === undefined ? nothing : failureWords(this.#deed.refused)}
      </p>
      <div class="row">
        <button class="button next" type="submit">${editing ? words.settings.save : this.words.add}</button>
        ${
          editing
            ? html`<button class="button" type="button" @click=${() => this.#edit(null)}>
                ${words.settings.cancel}
              </button>`
            : nothing
        }
      </div>
    </form>`;
  }

  #question(): TemplateResult {
    const name = this.removing ? this.nameOf(this.removing) : '';
    return html`<parlour-confirm heading=${this.words.remove(name)} action=${words.settings.remove}>
      <p>${this.words.removeText}</p>
    </parlour-confirm>`;
  }

  static override styles: CSSResultGroup = [
    controls,
    notices,
    page,
    css`
      :host {
        padding-block-start: var(--space-4);
      }
      form {
        display: grid;
        gap: var(--space-4);
        max-inline-size: 640px;
      }
      li {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: var(--space-2);
        padding-block: var(--space-2);
        border-block-end: 1px solid var(--line);
      }
      li:last-child {
        border: 0;
      }
      .what {
        flex: 1 1 240px;
        min-inline-size: 0;
        overflow-wrap: anywhere;
        white-space: pre-line;
      }
      textarea {
        min-block-size: 96px;
        line-height: 1.45;
      }
    `,
  ];
}

export const textOf = (fields: FormData, name: string): string => {
  const value = fields.get(name);
  return typeof value === 'string' ? value : '';
};
