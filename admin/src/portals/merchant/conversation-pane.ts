import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import type { ConversationView, InboxEntry } from '@parlour/shared/model/conversation.js';
import type { Role } from '@parlour/shared/access/table.js';
import type { AccountId, ConversationId } from '@parlour/shared/model/ids.js';
import { acceptConversation } from '@parlour/shared/protocol/conversation.js';
import type { Connection } from '@parlour/widget/connection/connection.js';
import { ConversationEngine } from '@parlour/widget/conversation/engine.js';
import { faces } from '../../ui/face.js';
import { failureWords } from '../../ui/failure-words.js';
import { Hearing } from '../../ui/hearing.js';
import { empty } from '../../ui/states.js';
import { controls } from '../../ui/styles/controls.js';
import { notices } from '../../ui/styles/notices.js';
import { paneStyles } from './conversation-pane.styles.js';
import { titleOf } from './conversation-row.js';
import { backLink, paneHeader, replyHint } from './conversation-header.js';
import type { CannedReplies } from './canned-replies.js';
import type { Colleagues } from './colleagues.js';
import type { DraftKind, Drafts } from './drafts.js';
import { Lookers } from './lookers.js';
import type { LogTarget } from './message-log.js';
import type { NoteBox } from './note-box.js';
import { Notes } from './notes.js';
import { offLine } from './off-words.js';
import { ratingLine } from './rating-line.js';
import type { ReplyBox } from './reply-box.js';
import { teamHere, writingChoice } from './team-here.js';
import { texts } from './texts.js';

/** One conversation, live: who has it, what is said, until when it is kept, and the reply. */
export class ConversationPane extends LitElement {
  static override properties = {
    connection: { attribute: false },
    me: {},
    role: {},
    conversation: {},
    entry: { attribute: false },
    drafts: { attribute: false },
    listHref: {},
    colleagues: { attribute: false },
    canned: { attribute: false },
    target: { attribute: false },
    writing: { state: true },
    failed: { state: true },
    said: { state: true },
    busy: { state: true },
  };
  declare connection: Connection;
  declare me: AccountId;
  declare role: Role;
  declare conversation: ConversationId;
  /** Its row of the inbox, where that is known. */
  declare entry: InboxEntry | undefined;
  declare drafts: Drafts;
  declare listHref: string;
  declare colleagues: Colleagues;
  declare canned: CannedReplies;
  /** What a search has found in it. */
  declare target: LogTarget | null;
  /** What the box at the foot is for. */
  declare protected writing: DraftKind;
  declare protected failed: string;
  declare protected said: string;
  declare protected busy: boolean;

  #engine: ConversationEngine | undefined;
  #notes: Notes | undefined;
  #lookers: Lookers | undefined;

  constructor() {
    super();
    this.#reset();
    new Hearing(
      this,
      () => this.#engine,
      (engine) => [engine.subscribe(() => this.#changed())],
    );
    new Hearing(
      this,
      () => this.#lookers,
      (lookers) => [lookers.subscribe(() => this.requestUpdate())],
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
    this.#endTeam();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('conversation') || changed.has('connection')) this.#begin();
  }

  #reset(): void {
    this.failed = '';
    this.said = '';
    this.busy = false;
    this.writing = 'reply';
  }

  /** What only agents have of it: their notes, and who of them is here. */
  #beginTeam(): void {
    this.#endTeam();
    this.#notes = new Notes(this.connection, this.conversation);
    this.#lookers = new Lookers(this.connection, this.conversation, this.me);
  }

  #endTeam(): void {
    this.#notes?.dispose();
    this.#lookers?.dispose();
    this.#notes = undefined;
    this.#lookers = undefined;
  }

  #begin(): void {
    this.#engine?.dispose();
    this.#reset();
    const { connection, conversation, me } = this;
    this.#engine = new ConversationEngine({ connection, conversation, me });
    this.#beginTeam();
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
    const target = this.renderRoot.querySelector<ReplyBox | NoteBox>('merchant-reply, merchant-note');
    (target ?? this.renderRoot.querySelector<HTMLElement>('h2'))?.focus();
  }

  /** Puts the cursor into the reply, which is shown for it. */
  async reply(): Promise<void> {
    this.writing = 'reply';
    await this.updateComplete;
    this.focus();
  }

  /** Puts the cursor into a note for colleagues. */
  async note(): Promise<void> {
    if (!this.#engine?.state.conversation) return;
    this.writing = 'note';
    await this.updateComplete;
    const box = this.renderRoot.querySelector<NoteBox>('merchant-note');
    await box?.updateComplete;
    box?.focus();
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
        more: conversation ? this.#deeds(engine, conversation) : nothing,
      })}
      <div role="alert">
        ${this.failed === '' ? nothing : html`<div class="notice danger"><p>${this.failed}</p></div>`}
      </div>
      <p class="hidden-visually" role="status">${this.said}</p>
      ${offLine(this.entry)} ${teamHere(this.#lookers)}
      <merchant-log
        .engine=${engine}
        .notes=${this.#notes}
        .target=${this.target}
        ?reads=${conversation?.agent?.id === this.me}
      ></merchant-log>
      ${conversation ? this.#foot(engine, conversation) : nothing}`;
  }

  #deeds(engine: ConversationEngine, conversation: ConversationView): TemplateResult {
    return html`<merchant-deeds
      .connection=${this.connection}
      .conversation=${conversation}
      .entry=${this.entry}
      .me=${this.me}
      .role=${this.role}
      @changed=${({ detail }: CustomEvent<ConversationView>) => engine.update(detail)}
      @said=${({ detail }: CustomEvent<string>) => (this.said = detail)}
    ></merchant-deeds>`;
  }

  #over(sentence: string, next: string): TemplateResult {
    return html`<header>
        ${backLink(this.listHref)}
        <h2 tabindex="-1">${titleOf(this.entry)}</h2>
      </header>
      <div class="over" role="status">${empty(sentence, next)}</div>`;
  }

  #foot(engine: ConversationEngine, conversation: ConversationView): TemplateResult {
    return html`<merchant-promise .conversation=${conversation}></merchant-promise>
      ${writingChoice(this.writing, (kind) => void (kind === 'note' ? this.note() : this.reply()))}
      ${this.writing === 'note' ? this.#noteBox() : this.#replyBox(engine, conversation)}`;
  }

  #noteBox(): TemplateResult {
    return html`<merchant-note
      .conversation=${this.conversation}
      .notes=${this.#notes}
      .colleagues=${this.colleagues}
      .drafts=${this.drafts}
      @noting=${({ detail }: CustomEvent<boolean>) => this.#lookers?.noting(detail)}
    ></merchant-note>`;
  }

  #replyBox(engine: ConversationEngine, conversation: ConversationView): TemplateResult {
    return html`${
      conversation.state === 'closed'
        ? html`${ratingLine(conversation.rating)}
            <p class="closed">${texts.closedReply}</p>`
        : html`<merchant-reply
            .engine=${engine}
            .conversation=${this.conversation}
            .drafts=${this.drafts}
            .canned=${this.canned}
            .hint=${replyHint(conversation, this.me)}
          ></merchant-reply>`
    }`;
  }

  static override styles = [controls, notices, faces, paneStyles];
}
