import { Task } from '@lit/task';
import { css, html, LitElement, nothing, type CSSResultGroup, type TemplateResult } from 'lit';
import type { Call } from '@parlour/shared/protocol/define.js';
import type { Confirm } from '../../ui/confirm.js';
import { failureWords } from '../../ui/failure-words.js';
import { bone, empty, failure, loading } from '../../ui/states.js';
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
    said: { state: true },
    failed: { state: true },
    removing: { state: true },
  };
  declare call: Call;
  /** The one in the form; null where the form adds one. */
  declare protected editing: Item | null;
  declare protected said: string;
  declare protected failed: string;
  declare protected removing: Item | null;

  protected readonly list = new Task(this, {
    task: ([call]: readonly [Call]) => this.read(call),
    args: () => [this.call] as const,
  });

  constructor(private readonly words: ListWords) {
    super();
    this.editing = null;
    this.removing = null;
    this.said = '';
    this.failed = '';
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
      this.said = words.settings.saved(name);
      this.#edit(null);
      form.reset();
    });
  }

  async #remove(item: Item): Promise<void> {
    this.removing = item;
    await this.updateComplete;
    if (!(await this.renderRoot.querySelector<Confirm>('parlour-confirm')?.ask())) return;
    await this.#act(async () => {
      await this.discard(this.call, item);
      this.said = words.settings.removed(this.nameOf(item));
      if (this.editing?.id === item.id) this.#edit(null);
    });
    this.renderRoot.querySelector<HTMLElement>('h1')?.focus();
  }

  async #act(deed: () => Promise<void>): Promise<void> {
    this.said = '';
    this.failed = '';
    try {
      await deed();
      await this.list.run();
    } catch (error) {
      this.failed = failureWords(error);
    }
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
      <p role="status" class="said">${this.said}</p>
      ${this.#items()} ${this.#form()} ${this.#question()}`;
  }

  #items(): TemplateResult {
    const { value, error } = this.list;
    if (error !== undefined) return failure(error, () => void this.list.run());
    if (!value) return loading(html`<div class="card">${bone('half')}${bone('long')}</div>`);
    if (value.length === 0) return empty(this.words.none, this.words.noneNext);
    return html`<ul class="card" aria-label=${this.words.title}>
      ${value.map(
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
      <p class="field-error" role="alert">${this.failed || nothing}</p>
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
      .said:empty {
        display: none;
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
      textarea,
      select {
        min-block-size: 40px;
        font: inherit;
      }
      textarea {
        min-block-size: 96px;
        line-height: 1.45;
      }
      select {
        padding-inline: var(--space-2);
        border: 1px solid var(--edge);
        border-radius: var(--radius);
        background: var(--paper-raised);
        color: var(--ink);
      }
    `,
  ];
}

export const textOf = (fields: FormData, name: string): string => {
  const value = fields.get(name);
  return typeof value === 'string' ? value : '';
};
