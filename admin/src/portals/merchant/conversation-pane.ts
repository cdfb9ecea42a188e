import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import type { ConversationView, InboxEntry } from '@parlour/shared/model/conversation.js';
import type { AccountId, ConversationId } from '@parlour/shared/model/ids.js';
import { acceptConversation } from '@parlour/shared/protocol/conversation.js';
import type { Connection } from '@parlour/widget/connection/connection.js';
import { ConversationEngine } from '@parlour/widget/conversation/engine.js';
import { failureWords } from '../../ui/failure-words.js';
import { Hearing } from '../../ui/hearing.js';
import { empty } from '../../ui/states.js';
import { controls } from '../../ui/styles/controls.js';
import { notices } from '../../ui/styles/notices.js';
import { paneStyles } from './conversation-pane.styles.js';
import { titleOf } from './conversation-row.js';
import { backLink, paneHeader, replyHint } from './conversation-header.js';
import type { Drafts } from './drafts.js';
import { ratingLine } from './rating-line.js';
import type { ReplyBox } from './reply-box.js';
import { texts } from './texts.js';

/** One conversation, live: who has it, what is said, until when it is kept, and the reply. */
export class ConversationPane extends LitElement {
  static override properties = {
    connection: { attribute: false },
    me: {},
    conversation: {},
    entry: { attribute: false },
    drafts: { attribute: false },
    listHref: {},
    failed: { state: true },
    said: { state: true },
    busy: { state: true },
  };
  declare connection: Connection;
  declare me: AccountId;
  declare conversation: ConversationId;
  /** Its row of the inbox, where that is known. */
  declare entry: InboxEntry | undefined;
  declare drafts: Drafts;
  declare listHref: string;
  declare protected failed: string;
  declare protected said: string;
  declare protected busy: boolean;

  #engine: ConversationEngine | undefined;

  constructor() {
    super();
    this.#reset();
    new Hearing(
      this,
      () => this.#engine,
      (engine) => [engine.subscribe(() => this.#changed())],
    );
  }

  override connectedCallback(): void {
    super.connectedCallback();
    if (!this.hasUpdated) return;
    this.#begin();
    this.requestUpdate();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#engine?.dispose();
    this.#engine = undefined;
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('conversation') || changed.has('connection')) this.#begin();
  }

  #reset(): void {
    this.failed = '';
    this.said = '';
    this.busy = false;
  }

  #begin(): void {
    this.#engine?.dispose();
    this.#reset();
    const { connection, conversation, me } = this;
    this.#engine = new ConversationEngine({ connection, conversation, me });
    this.#tellView();
  }

  #changed(): void {
    if (this.#engine?.state.gone) this.drafts.forget(this.conversation);
    this.#tellView();
    this.requestUpdate();
  }

  /** The panel beside it shows the same conversation. */
  #tellView(): void {
    const { state } = this.#engine!;
    const detail = state.gone ? null : state.conversation;
    this.dispatchEvent(new CustomEvent<ConversationView | null>('view', { detail }));
  }

  /** Puts the cursor into the reply, or on the heading where there is none. */
  override focus(): void {
    const target = this.renderRoot.querySelector<ReplyBox>('merchant-reply');
    (target ?? this.renderRoot.querySelector<HTMLElement>('h2'))?.focus();
  }

  focusHeading(): void {
    this.renderRoot.querySelector<HTMLElement>('h2')?.focus();
  }

  async accept(): Promise<void> {
    await this.#act(async () => {
      const { conversation } = await this.connection.call(acceptConversation, {
        conversation: this.conversation,
      });
      this.#engine?.update(conversation);
      this.said = texts.accepted;
      await this.updateComplete;
      this.focus();
    }, texts.acceptFailed);
  }

  async close(): Promise<void> {
    if (this.#engine?.state.conversation?.state === 'closed') return;
    await this.#act(() => this.#engine!.close(), texts.closeFailed);
  }

  async #act(deed: () => Promise<void>, words: (why: string) => string): Promise<void> {
    const engine = this.#engine;
    if (this.busy || !engine || engine.state.gone) return;
    this.failed = '';
    this.busy = true;
    await deed().catch((error: unknown) => {
      if (engine === this.#engine) this.failed = words(failureWords(error));
    });
    if (engine === this.#engine) this.busy = false;
  }

  protected override render(): TemplateResult | typeof nothing {
    const engine = this.#engine;
    // Taken off the page with an update still under way.
    if (!engine) return nothing;
    const { gone, refusal, conversation } = engine.state;
    if (gone) return this.#over(texts.gone, texts.goneText);
    if (refusal && !conversation) return this.#over(texts.refused, refusal.message);
    return html`${paneHeader({
        conversation,
        me: this.me,
        title: titleOf(this.entry),
        back: this.listHref,
        busy: this.busy,
        accept: () => void this.accept(),
        close: () => void this.close(),
        about: () => this.dispatchEvent(new Event('about')),
      })}
      <div role="alert">
        ${this.failed === '' ? nothing : html`<div class="notice danger"><p>${this.failed}</p></div>`}
      </div>
      <p class="hidden-visually" role="status">${this.said}</p>
      <merchant-log .engine=${engine} ?reads=${conversation?.agent?.id === this.me}></merchant-log>
      ${conversation ? this.#foot(engine, conversation) : nothing}`;
  }

  #over(sentence: string, next: string): TemplateResult {
    return html`<header>
        ${backLink(this.listHref)}
        <h2 tabindex="-1">${titleOf(this.entry)}</h2>
      </header>
      <div class="over" role="status">${empty(sentence, next)}</div>`;
  }

  #foot(engine: ConversationEngine, conversation: ConversationView): TemplateResult {
    return html`<merchant-promise .conversation=${conversation}></merchant-promise> ${
        conversation.state === 'closed'
          ? html`${ratingLine(conversation.rating)}
              <p class="closed">${texts.closedReply}</p>`
          : html`<merchant-reply
              .engine=${engine}
              .conversation=${this.conversation}
              .drafts=${this.drafts}
              .hint=${replyHint(conversation, this.me)}
            ></merchant-reply>`
      }`;
  }

  static override styles = [controls, notices, paneStyles];
}
