import type { ConsumerHandshake } from '@parlour/shared/protocol/events.js';
import { askedPurposes, type ConsentFlags } from '@parlour/shared/model/purpose.js';
import type { AppearanceTold } from '@parlour/shared/protocol/appearance.js';
import { LitElement, unsafeCSS, type PropertyValues, type TemplateResult } from 'lit';
import { Chat, type ChatHost } from './chat.js';
import type { Connection } from './connection/connection.js';
import { connectSocket } from './connection/socket.js';
import { deviceOf } from './device/device.js';
import { loadTexts, localeFor, type Locale, type Texts } from './locales/load-texts.js';
import { PageEvents, unreadIn } from './page-events.js';
import { controlStyles } from './styles/controls.styles.js';
import { hostRules, launcherRules } from './styles/launcher.styles.js';
import { logStyles } from './styles/log.styles.js';
import { panelStyles } from './styles/panel.styles.js';
import { tokenDeclarations } from './styles/tokens.js';
import { launcher, launcherWords, wordlessLauncher, type LauncherWords } from './views/launcher.js';
import { panel } from './views/panel.js';
import { Surface } from './views/surface.js';
import type { Sheet } from './views/view.js';
import { Visit } from './visit/visit.js';
import type { VisitState } from './visit/visit-state.js';

/** What is wrong with the page's tag and not with the visit: then the widget shows nothing (WID-14). */
const misplaced = ['unknown_site', 'wrong_origin'];

/**
 * A merchant's chat on a provider's page. Until it is opened it loads, sends and stores nothing.
 *
 * @attr site - the key of the site
 * @attr merchant - the slug of the merchant
 * @attr server - origin of the Parlour server; the one that this module came from unless told otherwise
 * @attr locale - language of the texts; the page's unless told otherwise
 * @attr position - `end` (default) or `start`: the lower corner it sits in
 * @attr color-scheme - `light` or `dark`; the visitor's preference unless told otherwise
 * @attr launcher - `none` hides the launcher: the page opens the chat by itself
 * @attr label - a word of the page's own on the launcher
 * @attr open - whether the chat is open
 * @event parlour:ready - the chat's code is there; not before somebody showed an intent
 * @event parlour:opened
 * @event parlour:closed
 * @event parlour:conversation:started - the consumer has sent a first message
 * @event parlour:conversation:ended - closed by either side, or its date has come
 * @event parlour:message:sent - `{ seq }`
 * @event parlour:message:received - `{ seq }`
 * @event parlour:unread - `{ count }`
 * @event parlour:consent:changed - what is agreed to now, by purpose
 * @event parlour:error - `{ code }`: the chat cannot be had
 * @csspart launcher - the button in the corner
 * @csspart panel - the opened chat
 * @csspart header - whose chat it is, and who is there
 * @csspart log - what has been said
 * @csspart message - one message
 * @csspart consent - what is asked before the first message
 * @csspart promise - when it is all gone
 * @csspart composer - where one writes
 * @cssproperty --parlour-accent - the merchant's colour
 * @cssproperty --parlour-accent-ink - text on it; black or white, whichever is legible, unless told otherwise
 * @cssproperty [--parlour-radius=12px] - corners of the panel; smaller ones never have more
 * @cssproperty --parlour-font - family of the texts; the system's own unless told otherwise
 * @cssproperty [--parlour-offset-inline=16px] - from the side
 * @cssproperty [--parlour-offset-block=16px] - from the lower edge
 */
export class ParlourChat extends LitElement implements ChatHost {
  static override properties = {
    site: {},
    merchant: {},
    server: {},
    language: { attribute: 'locale' },
    label: {},
    identity: { attribute: false },
    consent: { attribute: false },
    open: { type: Boolean, reflect: true },
  };

  static override styles = [
    unsafeCSS(`${hostRules}:host{${tokenDeclarations}}${launcherRules}`),
    panelStyles,
    logStyles,
    controlStyles,
  ];

  declare site: string;
  declare merchant: string;
  declare server: string;
  declare language: string | null;
  declare label: string | null;
  /** Who is signed in on the page, as the merchant's server has signed it (WID-10). */
  declare identity: string | null;
  /** What the person has said to the page. */
  declare consent: Partial<ConsentFlags> | null;
  declare open: boolean;

  /** The page that is written from, where it is not the one around the element: the frame's (frame/frame-page.ts). */
  page: { readonly title: string; readonly path: string } | null = null;

  /** How a connection is made; a test hands in its own. */
  connect: (handshake: ConsumerHandshake) => Connection = (handshake) =>
    connectSocket({ url: this.server, auth: () => ({ ...handshake, ...gpc() }), restAfter: 15 * 60_000 });

  #chat: Chat | null = null;
  #texts: Texts | null = null;
  #locale: Locale = 'en';
  /** The language that was asked for, had or not. */
  #askedLocale: Locale | null = null;
  #dateLocale = 'en';
  #looks: AppearanceTold | null = null;
  readonly #events = new PageEvents(this);
  readonly #surface = new Surface(this, () => this.#isTimely);

  constructor() {
    super();
    this.server = new URL(import.meta.url).origin;
    this.open = false;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    if (this.hasUpdated) this.requestUpdate();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#surface.rest();
    // An element that is only moved is back before this runs.
    queueMicrotask(() => !this.isConnected && this.#chat?.visit.leave());
  }

  /** Forgets who the person is, here and on the device, and closes. */
  reset(): void {
    this.identity = null;
    this.#chat?.reset();
    this.open = false;
  }

  /** What the launcher says now; null until there are words. */
  get launcherWords(): LauncherWords | null {
    return this.#chat && this.#texts ? launcherWords(this.#chat) : null;
  }

  sheetChanged(opened: Sheet | null, closed: Sheet | null): void {
    void this.#surface.sheetChanged(opened, closed);
  }

  attendToComposer(): void {
    this.#surface.attendToComposer();
  }

  /** The texts first: an element without words would be drawn twice. Until then the loader's launcher stays. */
  protected override async scheduleUpdate(): Promise<void> {
    const page = this.closest('[lang]')?.getAttribute('lang') ?? document.documentElement.lang;
    const locale = localeFor([this.language, page]);
    if (!this.#texts || locale !== this.#askedLocale) await this.#loadTexts(locale);
    // Dates are written as the person writes them, where they read the language of the texts.
    const tags = [navigator.language, this.language, page];
    this.#dateLocale =
      tags.find((tag) => tag?.split('-')[0] === this.#locale && isLanguageTag(tag)) ?? this.#locale;
    return super.scheduleUpdate() as void;
  }

  /** Where a language cannot be fetched English is better than nothing, and the launcher's own words are too. */
  async #loadTexts(locale: Locale): Promise<void> {
    this.#askedLocale = locale;
    for (const one of [locale, 'en'] as const) {
      const texts = await loadTexts(one).catch(() => null);
      if (!texts) continue;
      [this.#texts, this.#locale] = [texts, one];
      return;
    }
    this.open = false;
    this.#events.tell('error', { code: 'unavailable' });
  }

  /** What the loader has drawn is taken away after the first drawing, so nothing may be anchored to it. */
  protected override createRenderRoot(): HTMLElement | DocumentFragment {
    const root = super.createRenderRoot();
    this.renderOptions.renderBefore = null;
    return root;
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('site') || changed.has('merchant')) this.#chat?.visit.dispose();
    const isNew = !this.#chat || changed.has('site') || changed.has('merchant');
    const chat = isNew ? (this.#chat = this.#newChat()) : this.#chat!;
    if (isNew || changed.has('identity')) chat.identify(this.identity ?? null);
    if (changed.has('consent'))
      for (const purpose of askedPurposes) chat.answer(purpose, this.consent?.[purpose]);
    const { visit } = chat;
    if (this.open && this.isConnected) visit.open();
    chat.takeUp();
    Object.assign(chat, {
      t: this.#texts,
      locale: this.#locale,
      dateLocale: this.#dateLocale,
      label: this.label,
      now: Date.now(),
    });
    chat.unread = visit.state.is === 'talking' ? unreadIn(visit.state.engine.state) : 0;
  }

  protected override firstUpdated(): void {
    for (const drawn of this.renderRoot.querySelectorAll('[data-loader]')) {
      // Whoever has tabbed to the launcher is on it still when the chat's own takes its place (WID-7).
      if (this.shadowRoot?.activeElement === drawn)
        this.renderRoot.querySelector<HTMLElement>('.launcher:not([data-loader])')?.focus();
      drawn.remove();
    }
    this.#events.tell('ready');
  }

  protected override render(): TemplateResult | null {
    const chat = this.#chat;
    if (!this.#texts) return wordlessLauncher(this.#askedLocale ?? 'en', () => (this.open = true));
    if (!chat || (chat.visit.state.is === 'refused' && misplaced.includes(chat.visit.state.error.code)))
      return null;
    return this.open ? panel(chat) : launcher(chat);
  }

  protected override updated(changed: PropertyValues<this>): void {
    const chat = this.#chat;
    if (!chat) return;
    const { visit, unread } = chat;
    this.#events.observe(visit, unread);
    if (changed.has('open') && this.open !== (changed.get('open') ?? false)) {
      this.#events.tell(this.open ? 'opened' : 'closed');
      if (this.open) this.#surface.opened();
      else this.#surface.closed();
    }
    this.#dress(visit.state);
    if (!this.open) return this.#surface.rest();
    this.#surface.drawn();
    if (visit.state.is === 'talking' && document.visibilityState === 'visible') {
      visit.state.engine.markRead(visit.state.engine.state.messages.length);
    }
  }

  /** In the merchant's colours and corners, as soon as they are known. */
  #dress(state: VisitState): void {
    const looks = 'welcome' in state ? state.welcome.appearance : this.#looks;
    if (looks === this.#looks) return;
    this.#looks = looks;
    if (looks?.colours || looks?.corners !== 'soft')
      void import('./views/later/looks.js').then(({ dress }) => dress(this.renderRoot, looks));
  }

  #newChat(): Chat {
    const place = { site: this.site, merchant: this.merchant };
    const device = deviceOf(place);
    const visit = new Visit({
      place,
      device,
      connect: (handshake) => this.connect(handshake),
      locale: () => this.#locale,
      page: () => this.page ?? { title: document.title.slice(0, 200), path: location.pathname.slice(0, 500) },
    });
    visit.subscribe(() => this.requestUpdate());
    return new Chat(visit, this);
  }

  /** Whether something that is said of time has changed since it was drawn. */
  get #isTimely(): boolean {
    if (!this.#chat) return false;
    const { visit, now } = this.#chat;
    const { connection, state } = visit;
    const waits = state.is === 'talking' && state.engine.state.outbox.length > 0;
    return (connection !== null && connection.state !== 'connected') || waits || Date.now() - now >= 60_000;
  }
}

/** Pages write all kinds of things into `lang`; `Intl` throws at what is none. */
function isLanguageTag(tag: string): boolean {
  try {
    return Intl.getCanonicalLocales(tag).length === 1;
  } catch {
    return false;
  }
}

/** CON-6: said in the handshake, since a browser need not send the header with a WebSocket. */
const gpc = (): { gpc?: true } =>
  (navigator as { globalPrivacyControl?: unknown }).globalPrivacyControl === true ? { gpc: true } : {};
