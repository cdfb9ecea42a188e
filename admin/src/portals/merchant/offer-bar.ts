import { css, html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import type { InboxEntry } from '@parlour/shared/model/conversation.js';
import type { AccountId, ConversationId } from '@parlour/shared/model/ids.js';
import { declineOffer } from '@parlour/shared/protocol/assignment.js';
import { acceptConversation } from '@parlour/shared/protocol/conversation.js';
import type { Connection } from '@parlour/widget/connection/connection.js';
import { failureWords } from '../../ui/failure-words.js';
import { Hearing } from '../../ui/hearing.js';
import { Repeating } from '../../ui/repeating.js';
import { controls } from '../../ui/styles/controls.js';
import { titleOf } from './conversation-row.js';
import { texts } from './flow-texts.js';
import { Offers } from './offers.js';

const { offers: words } = texts;

/**
 * CNV-2: what is offered to the agent, on whatever page they are: with the seconds that are left, to take or to
 * pass on, with the mouse or with Alt+A and Alt+X.
 *
 * @event offered - One that was not offered to them before: its `detail` is the entry.
 * @event taken - The agent has it: its `detail` is the conversation.
 */
export class OfferBar extends LitElement {
  static override properties = { connection: { attribute: false }, me: {}, failed: { state: true } };
  declare connection: Connection;
  declare me: AccountId;
  declare protected failed: string;

  #offers: Offers | undefined;

  constructor() {
    super();
    this.failed = '';
    new Hearing(
      this,
      () => this.#offers,
      (offers) => [offers.subscribe(() => this.requestUpdate())],
    );
    new Repeating(this, 1_000, () => this.#offers?.at(0).length && this.requestUpdate());
  }

  override connectedCallback(): void {
    super.connectedCallback();
    document.addEventListener('keydown', this.#pressed);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    document.removeEventListener('keydown', this.#pressed);
    this.#offers?.dispose();
    this.#offers = undefined;
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (this.#offers && !changed.has('connection') && !changed.has('me')) return;
    this.#offers?.dispose();
    this.#offers = new Offers(this.connection, this.me);
    this.#offers.onOffer = (detail) => this.dispatchEvent(new CustomEvent<InboxEntry>('offered', { detail }));
  }

  readonly #pressed = (event: KeyboardEvent): void => {
    if (!event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const [first] = this.#offers?.at(Date.now()) ?? [];
    if (!first || (event.code !== 'KeyA' && event.code !== 'KeyX')) return;
    event.preventDefault();
    const { id } = first.conversation;
    void (event.code === 'KeyA' ? this.#take(id) : this.#pass(id));
  };

  async #take(conversation: ConversationId): Promise<void> {
    this.failed = '';
    this.#offers?.forget(conversation);
    try {
      await this.connection.call(acceptConversation, { conversation });
      this.dispatchEvent(new CustomEvent<ConversationId>('taken', { detail: conversation }));
    } catch (error) {
      this.failed = words.failed(failureWords(error));
    }
  }

  async #pass(conversation: ConversationId): Promise<void> {
    this.failed = '';
    this.#offers?.forget(conversation);
    // Should it be lost, the offer runs out by itself.
    await this.connection.call(declineOffer, { conversation }).catch(() => {});
  }

  protected override render(): TemplateResult {
    const now = Date.now();
    const offers = this.#offers?.at(now) ?? [];
    return html`<div role="alert">
        ${offers.map(
          ({ conversation, ...entry }) =>
            html`<span class="hidden-visually">${words.offered(titleOf({ conversation, ...entry }))}</span>`,
        )}
        ${this.failed === '' ? nothing : html`<p class="failed">${this.failed}</p>`}
      </div>
      ${
        offers.length === 0
          ? nothing
          : html`<section aria-label=${words.label}>
              ${offers.map((entry, index) => this.#offer(entry, now, index === 0))}
            </section>`
      }`;
  }

  #offer(entry: InboxEntry, now: number, isFirst: boolean): TemplateResult {
    const { id } = entry.conversation;
    const left = Math.max(0, Math.ceil(((entry.offer?.until ?? now) - now) / 1_000));
    return html`<article>
      <div class="what">
        <p class="title" dir="auto">${words.offered(titleOf(entry))}</p>
        ${entry.preview ? html`<p class="soft small last" dir="auto">${entry.preview.text}</p>` : nothing}
      </div>
      <p class="left number small">${words.seconds(left)}</p>
      <button
        class="button next"
        type="button"
        title=${isFirst ? words.keys.take : nothing}
        aria-keyshortcuts=${isFirst ? words.keys.take : nothing}
        @click=${() => void this.#take(id)}
      >
        ${words.take}
      </button>
      <button
        class="button"
        type="button"
        title=${isFirst ? words.keys.pass : nothing}
        aria-keyshortcuts=${isFirst ? words.keys.pass : nothing}
        @click=${() => void this.#pass(id)}
      >
        ${words.pass}
      </button>
    </article>`;
  }

  static override styles = [
    controls,
    css`
      section {
        display: grid;
        background: var(--paper-raised);
        border-block-end: 1px solid var(--line);
      }
      article {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: var(--space-2) var(--space-3);
        padding: var(--space-2) var(--space-4);
        border-inline-start: 4px solid var(--accent);
      }
      article + article {
        border-block-start: 1px solid var(--line);
      }
      .what {
        flex: 1 1 200px;
        min-inline-size: 0;
      }
      .title {
        font-weight: 600;
      }
      .last {
        overflow: hidden;
        text-overflow: ellipsis;
        white-space: nowrap;
      }
      .left {
        color: var(--warn);
      }
      .failed {
        padding: var(--space-2) var(--space-4);
        color: var(--danger);
      }
    `,
  ];
}
