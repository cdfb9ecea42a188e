import { css, html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import type { ConversationId } from '@parlour/shared/model/ids.js';
import { asksForCard } from '@parlour/shared/rules/card-request.js';
import { maskText } from '@parlour/shared/rules/masking.js';
import { textLimits } from '@parlour/shared/rules/text.js';
import type { ConversationEngine } from '@parlour/widget/conversation/engine.js';
import { Hearing } from '../../ui/hearing.js';
import { controls } from '../../ui/styles/controls.js';
import { notices } from '../../ui/styles/notices.js';
import type { CannedReplies } from './canned-replies.js';
import type { Drafts } from './drafts.js';
import { FileSending, sendingStyles } from './file-sending.js';
import { words } from './inbox-words.js';
import { Suggestions } from './suggestions.js';
import { suggestionStyles } from './suggestions.styles.js';
import { texts } from './texts.js';

/** Where an agent answers. What is typed is kept for each conversation until it is sent. */
export class ReplyBox extends LitElement {
  static override properties = {
    engine: { attribute: false },
    conversation: {},
    drafts: { attribute: false },
    canned: { attribute: false },
    hint: {},
    text: { state: true },
  };
  declare engine: ConversationEngine;
  declare conversation: ConversationId;
  declare drafts: Drafts;
  declare canned: CannedReplies;
  /** What follows from a reply, where that is not plain. */
  declare hint: string;
  declare protected text: string;

  readonly #files = new FileSending(this);

  readonly #suggested = new Suggestions(this, {
    box: () => this.renderRoot.querySelector('textarea'),
    mark: '/',
    find: (query) => this.canned.find(query),
    chosen: (text, caret) => this.#replace(text, caret),
    label: words.canned.list,
    count: words.canned.found,
  });

  constructor() {
    super();
    this.hint = '';
    this.text = '';
    new Hearing(
      this,
      () => this.canned,
      (canned) => [canned.subscribe(() => this.#suggested.again())],
    );
  }

  override focus(): void {
    this.renderRoot.querySelector('textarea')?.focus();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('conversation')) this.text = this.drafts.read(this.conversation);
  }

  protected override updated(): void {
    const box = this.renderRoot.querySelector('textarea')!;
    // As high as what is in it, up to what the style allows.
    box.style.blockSize = 'auto';
    box.style.blockSize = `${box.scrollHeight + 2}px`;
  }

  /** A canned reply has been put in; the cursor stands behind it. */
  #replace(text: string, caret: number): void {
    this.#take(text);
    void this.updateComplete.then(() =>
      this.renderRoot.querySelector('textarea')?.setSelectionRange(caret, caret),
    );
  }

  #typed(event: Event): void {
    this.#take((event.target as HTMLTextAreaElement).value);
    this.#suggested.look();
  }

  #take(text: string): void {
    this.text = text;
    this.drafts.write(this.conversation, this.text);
    this.engine.setTyping(this.text.trim() !== '');
  }

  #key(event: KeyboardEvent): void {
    if (this.#suggested.key(event)) return;
    // While a word is being composed (Japanese, Chinese …) Enter chooses it and sends nothing.
    if (event.key !== 'Enter' || event.shiftKey || event.altKey || event.isComposing) return;
    event.preventDefault();
    this.#send();
  }

  #send(): void {
    if (this.engine.send(this.text) === null) return;
    this.text = '';
    this.drafts.write(this.conversation, '');
    this.focus();
  }

  /** POL-6: what is wrong with the draft, before it is sent. */
  #warning(): string | null {
    if (maskText(this.text).masked.length > 0) return texts.maskWarning.card;
    return asksForCard(this.text) ? texts.maskWarning.asks : null;
  }

  protected override render(): TemplateResult {
    const over = this.text.trim().length - textLimits.maxLength;
    const sendable = this.text.trim() !== '' && over <= 0;
    return html`<form
      class=${this.#files.isOver ? 'dropping' : nothing}
      @submit=${(event: SubmitEvent) => {
        event.preventDefault();
        this.#send();
      }}
    >
      ${this.hint === '' ? nothing : html`<p class="hint" id="follows">${this.hint}</p>`}
      <p class="notice warn small" id="warning" role="status">${this.#warning() ?? nothing}</p>
      <label class="hidden-visually" for="reply">${texts.reply}</label>
      <div class="place">${this.#suggested.render()}</div>
      <textarea
        id="reply"
        aria-autocomplete="list"
        aria-haspopup="listbox"
        aria-controls=${this.#suggested.controls}
        aria-activedescendant=${this.#suggested.marked}
        rows="2"
        placeholder="${texts.reply}…"
        aria-keyshortcuts="Alt+L"
        aria-describedby="follows warning enter over"
        aria-invalid=${over > 0}
        dir="auto"
        .value=${this.text}
        @input=${(event: Event) => this.#typed(event)}
        @keydown=${(event: KeyboardEvent) => this.#key(event)}
        @blur=${() => this.#suggested.close()}
      ></textarea>
      <div class="below">
        ${this.#files.button()}
        <p class="soft small" id="enter">${texts.replyHint.newline}</p>
        <p class="field-error small" id="over" role="status">${over > 0 ? texts.tooLong(over) : nothing}</p>
        <button class="button next" type="submit" aria-disabled=${!sendable}>${texts.send}</button>
      </div>
    </form>`;
  }

  static override styles = [
    controls,
    notices,
    sendingStyles,
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
        border-block-start: 1px solid var(--line);
        background: var(--paper-raised);
      }
      .hint {
        margin-block-end: var(--space-2);
        color: var(--ink-soft);
        font-size: var(--text-small);
      }
      textarea {
        display: block;
        max-block-size: min(40dvh, 260px);
        min-block-size: 62px;
        background: var(--paper);
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
      .below #enter {
        flex: 1;
      }
      @media (pointer: coarse) {
        #enter {
          visibility: hidden;
        }
      }
      @media (max-width: 720px) {
        form {
          padding: var(--space-2) var(--space-3) var(--space-3);
        }
      }
    `,
  ];
}
