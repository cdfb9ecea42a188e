import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import type { ConversationView } from '@parlour/shared/model/conversation.js';
import type { ConversationId, LabelId } from '@parlour/shared/model/ids.js';
import type { EarlierConversation, InboxView } from '@parlour/shared/protocol/conversation.js';
import type { Mention } from '@parlour/shared/protocol/note.js';
import type { SearchResult } from '@parlour/shared/protocol/search.js';
import { Hearing } from '../../ui/hearing.js';
import { icon } from '../../ui/icons.js';
import type { Route } from '../../ui/route.js';
import { empty } from '../../ui/states.js';
import { controls } from '../../ui/styles/controls.js';
import { notices } from '../../ui/styles/notices.js';
import { showTitle } from '../../ui/title.js';
import type { ConversationPane } from './conversation-pane.js';
import { titleOf } from './conversation-row.js';
import type { Desk } from './desk.js';
import type { Drafts } from './drafts.js';
import { neighbour } from './inbox-order.js';
import { inboxStyles } from './inbox-page.styles.js';
import type { Inbox } from './inbox.js';
import { placeOf, pathOf, type InboxPlace } from './places.js';
import { shortcutOf, type Shortcut } from './shortcuts.js';
import { texts } from './texts.js';
import { CannedReplies } from './canned-replies.js';
import { Colleagues } from './colleagues.js';
import type { ConversationList } from './conversation-list.js';
import { words } from './inbox-words.js';
import { LabelSet } from './label-set.js';
import { Mentions } from './mentions.js';
import { TranscriptSearch } from './transcript-search.js';

/**
 * The inbox: the list, the conversation that is open, and what may be known of its consumer.
 *
 * @event shortcuts - Somebody wants to see the shortcuts.
 */
export class InboxPage extends LitElement {
  static override properties = {
    desk: { attribute: false },
    route: { attribute: false },
    drafts: { attribute: false },
    open: { state: true },
    about: { state: true },
  };
  declare desk: Desk;
  declare route: Route;
  declare drafts: Drafts;
  /** The conversation in the pane, as soon as it has been fetched. */
  declare protected open: ConversationView | null;
  /** On a narrow screen: whether the consumer's panel is shown in place of the conversation. */
  declare protected about: boolean;

  #inbox: Inbox | undefined;
  #labels: LabelSet | undefined;
  #search: TranscriptSearch | undefined;
  /** While they are listed. */
  #mentions: Mentions | null = null;
  #colleagues: Colleagues | undefined;
  #canned: CannedReplies | undefined;
  #endings: readonly (() => void)[] = [];
  #target: InboxPlace['at'] | null = null;
  #shown: ConversationId | null = null;
  #hrefs: { readonly list: string; readonly of: (id: ConversationId) => string } | undefined;

  constructor() {
    super();
    this.open = null;
    this.about = false;
    new Hearing(
      this,
      () => this.route,
      (route) => [route.subscribe(() => this.requestUpdate())],
    );
  }

  override connectedCallback(): void {
    super.connectedCallback();
    document.addEventListener('keydown', this.#pressed);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    document.removeEventListener('keydown', this.#pressed);
    this.#end();
  }

  #begin(): void {
    this.#end();
    const { account, connection } = this.desk;
    this.#inbox = this.desk.inbox;
    this.#labels = new LabelSet(connection);
    this.#search = new TranscriptSearch(connection);
    this.#colleagues = new Colleagues(connection, account.id);
    this.#canned = new CannedReplies(connection, account);
    this.#endings = [this.#inbox.subscribe(() => this.requestUpdate())];
    this.drafts.belongTo(account.id);
  }

  #end(): void {
    this.#labels?.dispose();
    this.#listMentions(false);
    for (const end of this.#endings) end();
    this.#endings = [];
    this.#inbox = undefined;
  }

  #listMentions(listed: boolean): void {
    if (!listed) {
      this.#mentions?.dispose();
      this.#mentions = null;
    } else this.#mentions ??= new Mentions(this.desk.connection);
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('desk') || !this.#inbox) this.#begin();
    const { view, conversation, label, at, mentions } = placeOf(this.route);
    this.#listMentions(mentions === true);
    this.#inbox!.show(view, label ?? null);
    // The same object for as long as it is the same place: it is brought into sight once.
    if (at?.kind !== this.#target?.kind || at?.number !== this.#target?.number) this.#target = at ?? null;
    if (conversation === this.#shown) return;
    this.#shown = conversation;
    this.open = null;
    this.about = false;
  }

  protected override updated(): void {
    const inbox = this.#inbox!;
    const { view, conversation, mentions } = placeOf(this.route);
    const organization = this.desk.account.merchant?.name ?? '';
    const place = conversation ? [titleOf(inbox.entry(conversation))] : [];
    showTitle([...place, mentions ? words.mentions.tab : texts.views[view], organization]);
  }

  #list(): ConversationList | null {
    return this.renderRoot.querySelector<ConversationList>('merchant-conversations');
  }

  #pane(): ConversationPane | null {
    return this.renderRoot.querySelector<ConversationPane>('merchant-conversation');
  }

  readonly #pressed = (event: KeyboardEvent): void => {
    const shortcut = shortcutOf(event);
    if (shortcut === null || event.defaultPrevented) return;
    event.preventDefault();
    this.#do(shortcut);
  };

  #do(shortcut: Shortcut): void {
    switch (shortcut) {
      case 'note':
        return void this.#pane()?.note();
      case 'search':
        return this.#list()?.focusSearch();
      case 'next':
        return void this.#goTo(1);
      case 'previous':
        return void this.#goTo(-1);
      case 'reply':
        return void this.#pane()?.reply();
      case 'close':
        return void this.#pane()?.close();
      case 'list':
        return void this.dispatchEvent(new Event('shortcuts'));
    }
  }

  async #goTo(step: 1 | -1): Promise<void> {
    const { view, conversation, label } = placeOf(this.route);
    const next = neighbour(this.#inbox!.entries, conversation, step);
    if (next === null) return;
    this.route.go(pathOf({ view, conversation: next, ...(label && { label }) }));
    await this.updateComplete;
    const pane = this.#pane();
    await pane?.updateComplete;
    pane?.focusHeading();
  }

  protected override render(): TemplateResult {
    const inbox = this.#inbox!;
    const place = placeOf(this.route);
    const { conversation } = place;
    const entry = conversation === null ? undefined : inbox.entry(conversation);
    const href = (view: InboxView): string =>
      this.route.href(pathOf({ view, conversation: null, ...(place.label && { label: place.label }) }));
    const shows = conversation === null ? 'list' : this.about ? 'about' : 'conversation';
    return html`<h1 class="hidden-visually">${texts.inbox}</h1>
      <p class="hidden-visually" role="status">
        ${inbox.arrived ? texts.arrived(titleOf(inbox.arrived)) : nothing}
      </p>
      <div class="columns" data-shows=${shows}>
        <merchant-conversations
          .inbox=${inbox}
          .current=${conversation}
          .viewHref=${href}
          .conversationHref=${this.#conversationHref(place)}
          .labels=${this.#labels}
          .search=${this.#search}
          .resultHref=${this.#resultHref}
          .mentions=${this.#mentions}
          .mentionsHref=${this.route.href('/mentions')}
          .mentionHref=${this.#mentionHref}
          @label=${({ detail }: CustomEvent<string>) => this.#filterBy(detail)}
        ></merchant-conversations>
        ${
          conversation === null
            ? html`<div class="none">${empty(texts.choose, texts.chooseNext)}</div>`
            : html`<merchant-conversation
                .connection=${this.desk.connection}
                .me=${this.desk.account.id}
                .role=${this.desk.account.role}
                .conversation=${conversation}
                .entry=${entry}
                .drafts=${this.drafts}
                .colleagues=${this.#colleagues}
                .canned=${this.#canned}
                .target=${this.#target}
                .listHref=${place.mentions ? this.route.href('/mentions') : href(place.view)}
                @view=${({ detail }: CustomEvent<ConversationView | null>) => (this.open = detail)}
                @about=${() => this.#showAbout(true)}
              ></merchant-conversation>`
        }
        ${this.#about(entry)}
      </div>`;
  }

  /** The same function for as long as it leads to the same list, so that rows are drawn when they change alone. */
  #conversationHref({ view, label }: InboxPlace): (id: ConversationId) => string {
    const list = `${view} ${label ?? ''}`;
    if (this.#hrefs?.list !== list)
      this.#hrefs = {
        list,
        of: (id) => this.route.href(pathOf({ view, conversation: id, ...(label && { label }) })),
      };
    return this.#hrefs.of;
  }

  #about(entry: ReturnType<Inbox['entry']>): TemplateResult | typeof nothing {
    if (!this.open) return nothing;
    return html`<aside aria-label=${texts.about}>
      <button class="button quiet back" type="button" @click=${() => this.#showAbout(false)}>
        ${icon('back')}${texts.aboutBack}
      </button>
      <merchant-consumer
        .conversation=${this.open}
        .entry=${entry}
        .connection=${this.desk.connection}
        .labels=${this.#labels}
        .earlierHref=${this.#earlierHref}
      ></merchant-consumer>
    </aside>`;
  }

  readonly #resultHref = ({ conversation, state, kind, number }: SearchResult): string =>
    this.route.href(
      pathOf({ view: state === 'closed' ? 'closed' : 'all', conversation, at: { kind, number } }),
    );

  readonly #mentionHref = ({ conversation, state, number }: Mention): string =>
    this.route.href(
      pathOf({
        view: state === 'closed' ? 'closed' : 'all',
        conversation,
        mentions: true,
        at: { kind: 'note', number },
      }),
    );

  readonly #earlierHref = ({ id, state }: EarlierConversation): string =>
    this.route.href(pathOf({ view: state === 'closed' ? 'closed' : 'all', conversation: id }));

  #filterBy(label: string): void {
    const { view, conversation } = placeOf(this.route);
    this.route.go(pathOf({ view, conversation, ...(label !== '' && { label: label as LabelId }) }));
  }

  async #showAbout(about: boolean): Promise<void> {
    this.about = about;
    await this.updateComplete;
    if (about) this.renderRoot.querySelector<HTMLElement>('aside .back')?.focus();
    else this.#pane()?.focusHeading();
  }

  static override styles = [controls, notices, inboxStyles];
}
