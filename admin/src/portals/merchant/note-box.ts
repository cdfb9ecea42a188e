import { css, html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import type { ConversationId } from '@parlour/shared/model/ids.js';
import { maskText } from '@parlour/shared/rules/masking.js';
import { cleanText, fitsText, textLimits } from '@parlour/shared/rules/text.js';
import { Hearing } from '../../ui/hearing.js';
import { controls } from '../../ui/styles/controls.js';
import { notices } from '../../ui/styles/notices.js';
import type { Colleagues } from './colleagues.js';
import type { Drafts } from './drafts.js';
import { words } from './inbox-words.js';
import type { Notes } from './notes.js';
import { Suggestions } from './suggestions.js';
import { suggestionStyles } from './suggestions.styles.js';
import { texts } from './texts.js';

/** Where an agent writes to colleagues. It looks unlike a reply, so that nobody mistakes one for the other. */
export class NoteBox extends LitElement {
  static override properties = {
    conversation: {},
    notes: { attribute: false },
    colleagues: { attribute: false },
    drafts: { attribute: false },
    text: { state: true },
  };
  declare conversation: ConversationId;
  declare notes: Notes;
  declare colleagues: Colleagues;
  declare drafts: Drafts;
  declare protected text: string;

  readonly #named = new Suggestions(this, {
    box: () => this.#box(),
    mark: '@',
    find: (query) => this.colleagues.find(query, words.note.offline),
    chosen: (text, caret) => this.#replace(text, caret),
    label: words.note.colleagues,
    count: words.note.found,
  });

  constructor() {
    super();
    this.text = '';
    new Hearing(
      this,
      () => this.colleagues,
      (colleagues) => [colleagues.subscribe(() => this.#named.again())],
    );
  }

  #box(): HTMLTextAreaElement | null {
    return this.renderRoot.querySelector('textarea');
  }

  override focus(): void {
    this.#box()?.focus();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('conversation')) this.text = this.drafts.read(this.conversation, 'note');
  }

  #take(text: string): void {
    this.text = text;
    this.drafts.write(this.conversation, text, 'note');
    this.dispatchEvent(new CustomEvent<boolean>('noting', { detail: text.trim() !== '' }));
  }

  #replace(text: string, caret: number): void {
    this.#take(text);
    void this.updateComplete.then(() => this.#box()?.setSelectionRange(caret, caret));
  }

  #key(event: KeyboardEvent): void {
    if (this.#named.key(event)) return;
    if (event.key !== 'Enter' || event.shiftKey || event.altKey || event.isComposing) return;
    event.preventDefault();
    this.#add();
  }

  #add(): void {
    const text = cleanText(this.text);
    if (!fitsText(text)) return;
    this.notes.write(text, this.colleagues.namedIn(text));
    this.#take('');
    this.focus();
  }

  protected override render(): TemplateResult {
    const over = this.text.trim().length - textLimits.maxLength;
    const { controls, marked } = this.#named;
    const masks = maskText(this.text).masked.length > 0;
    return html`<form
      @submit=${(event: SubmitEvent) => {
        event.preventDefault();
        this.#add();
      }}
    >
      <p class="notice warn small" id="warning" role="status">${masks ? texts.maskWarning.card : nothing}</p>
      <label for="note">${words.note.label}</label>
      <div class="place">${this.#named.render()}</div>
      <textarea
        id="note"
        rows="2"
        dir="auto"
        aria-keyshortcuts="Alt+P"
        aria-autocomplete="list"
        aria-haspopup="listbox"
        aria-controls=${controls}
        aria-activedescendant=${marked}
        aria-describedby="hint warning over"
        aria-invalid=${over > 0}
        .value=${this.text}
        @input=${(event: Event) => {
          this.#take((event.target as HTMLTextAreaElement).value);
          this.#named.look();
        }}
        @keydown=${(event: KeyboardEvent) => this.#key(event)}
        @blur=${() => this.#named.close()}
      ></textarea>
      <div class="below">
        <p class="soft small" id="hint">${words.note.hint}</p>
        <p class="field-error small" id="over" role="status">${over > 0 ? texts.tooLong(over) : nothing}</p>
        <button class="button" type="submit" aria-disabled=${this.text.trim() === '' || over > 0}>
          ${words.note.add}
        </button>
      </div>
    </form>`;
  }

  static override styles = [
    controls,
    notices,
    suggestionStyles,
    css`
      #warning:empty {
        display: none;
      }
      #warning {
        margin-block-end: var(--space-2);
      }
      form {
        padding: var(--space-3) var(--space-5) var(--space-4);
        border-block-start: 2px dashed var(--warn);
        background: var(--paper-sunken);
      }
      label {
        display: block;
        margin-block-end: var(--space-1);
        font-size: var(--text-small);
      }
      textarea {
        display: block;
        field-sizing: content;
        max-block-size: min(40dvh, 260px);
        min-block-size: 62px;
        line-height: 1.45;
        resize: none;
      }
      .below {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: var(--space-1) var(--space-3);
        margin-block-start: var(--space-2);
      }
      #hint {
        flex: 1;
      }
      @media (max-width: 720px) {
        form {
          padding: var(--space-2) var(--space-3) var(--space-3);
        }
      }
    `,
  ];
}
