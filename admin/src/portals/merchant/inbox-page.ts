import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import type { ConversationView } from '@parlour/shared/model/conversation.js';
import type { ConversationId } from '@parlour/shared/model/ids.js';
import type { InboxView } from '@parlour/shared/protocol/conversation.js';
import type { AccountView } from '@parlour/shared/protocol/account.js';
import type { Connection } from '@parlour/widget/connection/connection.js';
import { Hearing } from '../../ui/hearing.js';
import { icon } from '../../ui/icons.js';
import type { Route } from '../../ui/route.js';
import { empty } from '../../ui/states.js';
import { controls } from '../../ui/styles/controls.js';
import { notices } from '../../ui/styles/notices.js';
import { showTitle } from '../../ui/title.js';
import type { ConversationPane } from './conversation-pane.js';
import { titleOf } from './conversation-row.js';
import type { Drafts } from './drafts.js';
import { neighbour } from './inbox-order.js';
import { inboxStyles } from './inbox-page.styles.js';
import { Inbox } from './inbox.js';
import { placeOf, pathOf } from './places.js';
import { shortcutOf, type Shortcut } from './shortcuts.js';
import type { ShortcutsDialog } from './shortcuts-dialog.js';
import { texts } from './texts.js';

/** The inbox: the list, the conversation that is open, and what may be known of its consumer. */
export class InboxPage extends LitElement {
  static override properties = {
    account: { attribute: false },
    connection: { attribute: false },
    route: { attribute: false },
    drafts: { attribute: false },
    open: { state: true },
    about: { state: true },
  };
  declare account: AccountView;
  declare connection: Connection;
  declare route: Route;
  declare drafts: Drafts;
  /** The conversation in the pane, as soon as it has been fetched. */
  declare protected open: ConversationView | null;
  /** On a narrow screen: whether the consumer's panel is shown in place of the conversation. */
  declare protected about: boolean;

  #inbox: Inbox | undefined;
  #shown: ConversationId | null = null;

  constructor() {
    super();
    this.open = null;
    this.about = false;
    new Hearing(
      this,
      () => this.#inbox,
      (inbox) => [inbox.subscribe(() => this.requestUpdate())],
    );
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
    this.#inbox?.dispose();
    this.#inbox = undefined;
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('connection') || !this.#inbox) {
      this.#inbox?.dispose();
      this.#inbox = new Inbox(this.connection, this.account.id);
    }
    const { view, conversation } = placeOf(this.route);
    this.#inbox.show(view);
    if (conversation === this.#shown) return;
    this.#shown = conversation;
    this.open = null;
    this.about = false;
  }

  protected override updated(): void {
    const inbox = this.#inbox!;
    const { view, conversation } = placeOf(this.route);
    const organization = this.account.merchant?.name ?? '';
    const place = conversation ? [titleOf(inbox.entry(conversation))] : [];
    showTitle([...place, texts.views[view], organization], inbox.waiting);
  }

  showShortcuts(): void {
    this.renderRoot.querySelector<ShortcutsDialog>('merchant-shortcuts')?.show();
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
      case 'next':
        return void this.#goTo(1);
      case 'previous':
        return void this.#goTo(-1);
      case 'reply':
        return this.#pane()?.focus();
      case 'close':
        return void this.#pane()?.close();
      case 'list':
        return this.showShortcuts();
    }
  }

  async #goTo(step: 1 | -1): Promise<void> {
    const { view, conversation } = placeOf(this.route);
    const next = neighbour(this.#inbox!.entries, conversation, step);
    if (next === null) return;
    this.route.go(pathOf({ view, conversation: next }));
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
    const href = (view: InboxView, id: ConversationId | null): string =>
      this.route.href(pathOf({ view, conversation: id }));
    const shows = conversation === null ? 'list' : this.about ? 'about' : 'conversation';
    return html`<h1 class="hidden-visually">${texts.inbox}</h1>
      <p class="hidden-visually" role="status">
        ${inbox.arrived ? texts.arrived(titleOf(inbox.arrived)) : nothing}
      </p>
      <div class="columns" data-shows=${shows}>
        <merchant-conversations
          .inbox=${inbox}
          .current=${conversation}
          .viewHref=${(view: InboxView) => href(view, null)}
          .conversationHref=${(id: ConversationId) => href(place.view, id)}
        ></merchant-conversations>
        ${
          conversation === null
            ? html`<div class="none">${empty(texts.choose, texts.chooseNext)}</div>`
            : html`<merchant-conversation
                .connection=${this.connection}
                .me=${this.account.id}
                .conversation=${conversation}
                .entry=${entry}
                .drafts=${this.drafts}
                .listHref=${href(place.view, null)}
                @view=${({ detail }: CustomEvent<ConversationView | null>) => (this.open = detail)}
                @about=${() => this.#showAbout(true)}
              ></merchant-conversation>`
        }
        ${this.#about(entry)}
      </div>
      <merchant-shortcuts></merchant-shortcuts>`;
  }

  #about(entry: ReturnType<Inbox['entry']>): TemplateResult | typeof nothing {
    if (!this.open) return nothing;
    return html`<aside aria-label=${texts.about}>
      <button class="button quiet back" type="button" @click=${() => this.#showAbout(false)}>
        ${icon('back')}${texts.aboutBack}
      </button>
      <merchant-consumer .conversation=${this.open} .entry=${entry}></merchant-consumer>
    </aside>`;
  }

  async #showAbout(about: boolean): Promise<void> {
    this.about = about;
    await this.updateComplete;
    if (about) this.renderRoot.querySelector<HTMLElement>('aside .back')?.focus();
    else this.#pane()?.focusHeading();
  }

  static override styles = [controls, notices, inboxStyles];
}
