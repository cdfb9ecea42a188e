import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { ConversationEngine } from '@parlour/widget/conversation/engine.js';
import { lastSeq, type ConversationState } from '@parlour/widget/conversation/state.js';
import { Hearing } from '../../ui/hearing.js';
import { bone, empty, loading } from '../../ui/states.js';
import { controls } from '../../ui/styles/controls.js';
import { notices } from '../../ui/styles/notices.js';
import { fileStyles } from './file-item.js';
import { keyOf, logItem } from './log-item.js';
import { logItems } from './message-groups.js';
import type { Notes } from './notes.js';
import { logStyles } from './message-log.styles.js';
import { texts } from './texts.js';

export interface LogTarget {
  readonly kind: 'message' | 'note';
  readonly number: number;
}

/** So near to its end a log counts as being read there, and stays there when something comes. */
const nearEnd = 60;

/** What has been said, live; it says how far the reader has come. */
export class MessageLog extends LitElement {
  static override properties = {
    engine: { attribute: false },
    notes: { attribute: false },
    target: { attribute: false },
    reads: { type: Boolean },
    below: { state: true },
  };
  declare engine: ConversationEngine;
  /** What agents have written to each other about it. */
  declare notes: Notes | undefined;
  /** What is to be brought into sight once it has come: a result of a search. */
  declare target: LogTarget | null;
  /** Whether what is seen here counts as read by the merchant. */
  declare reads: boolean;
  declare protected below: boolean;

  #atEnd = true;
  #seen = 0;
  #height = 0;

  constructor() {
    super();
    this.reads = false;
    this.target = null;
    this.below = false;
    new Hearing(
      this,
      () => this.engine,
      (engine) => {
        this.#atEnd = true;
        this.#seen = 0;
        return [engine.subscribe(() => this.requestUpdate())];
      },
    );
    new Hearing(
      this,
      () => this.notes,
      (notes) => [notes.subscribe(() => this.requestUpdate())],
    );
  }

  override connectedCallback(): void {
    super.connectedCallback();
    window.addEventListener('focus', this.#read);
    document.addEventListener('visibilitychange', this.#read);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    window.removeEventListener('focus', this.#read);
    document.removeEventListener('visibilitychange', this.#read);
  }

  #scroller(): HTMLElement | null {
    return this.renderRoot.querySelector('.scroller');
  }

  /** Once: whoever scrolls on afterwards is left alone. */
  #revealTarget(): void {
    if (this.target === null) return;
    const { kind, number } = this.target;
    const found =
      kind === 'note'
        ? this.renderRoot.querySelector(`[data-note="${number}"]`)
        : [...this.renderRoot.querySelectorAll<HTMLElement>('[data-to]')].find(
            (group) => Number(group.dataset['to']) >= number,
          );
    if (!found) return;
    this.target = null;
    this.#atEnd = false;
    found.classList.add('sought');
    found.scrollIntoView({ block: 'center' });
  }

  protected override updated(_: PropertyValues): void {
    this.#revealTarget();
    const { state } = this.engine;
    const { list = [], unsent = [] } = this.notes ?? {};
    const count = lastSeq(state) + state.outbox.length + list.length + unsent.length;
    if (this.#atEnd) this.#toEnd();
    else if (count > this.#seen && this.#seen > 0) this.below = true;
    this.#seen = count;
    this.#read();
  }

  #toEnd(): void {
    const scroller = this.#scroller();
    if (scroller) scroller.scrollTop = scroller.scrollHeight;
    this.#atEnd = true;
    this.below = false;
  }

  /** A log that is read at its end stays there when the space for it changes: the keyboard opens, "Why?" unfolds. */
  readonly #room = new ResizeObserver(() => {
    this.#height = this.#scroller()?.clientHeight ?? 0;
    if (this.#atEnd) this.#toEnd();
  });

  protected override firstUpdated(): void {
    const scroller = this.#scroller();
    if (scroller) this.#room.observe(scroller);
  }

  readonly #scrolled = (): void => {
    const scroller = this.#scroller();
    // Less or more room is no decision of the reader's; the observer follows.
    if (!scroller || scroller.clientHeight !== this.#height) return;
    this.#atEnd = scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight < nearEnd;
    if (this.#atEnd) this.below = false;
    this.#read();
  };

  /** Read is what was on a page that somebody looks at, down to its end. */
  readonly #read = (): void => {
    if (!this.reads || !this.#atEnd || document.hidden || !document.hasFocus()) return;
    const seq = lastSeq(this.engine.state);
    if (seq > 0) this.engine.markRead(seq);
  };

  protected override render(): TemplateResult {
    const { state } = this.engine;
    const items = logItems(state.messages, state.outbox, state.me, this.notes);
    const waits = state.conversation === null;
    return html`<div
        class="scroller"
        role="log"
        aria-label=${texts.log}
        aria-busy=${waits}
        tabindex="0"
        @scroll=${this.#scrolled}
      >
        ${waits ? skeleton() : items.length === 0 ? empty(texts.empties) : nothing}
        ${repeat(items, keyOf, (item) => logItem(item, this.engine, this.notes))}
      </div>
      <p class="typing" role="status">${typingWords(state)}</p>
      ${
        this.below
          ? html`<button class="button newer" type="button" @click=${() => this.#toEnd()}>
              ${texts.newer}
            </button>`
          : nothing
      }`;
  }

  static override styles = [controls, notices, logStyles, fileStyles];
}

function typingWords({ typing }: ConversationState): string {
  return typing
    .map(({ name }) => (name === null ? texts.typing.consumer : texts.typing.agent(name)))
    .join(' ');
}

const skeleton = (): TemplateResult =>
  loading(
    html`<div class="bones">
      <p>${bone('half')}</p>
      <p class="end">${bone('short')}</p>
      <p>${bone('half')}</p>
    </div>`,
  );
