import type { AskedPurpose, ConsentFlags } from '@parlour/shared/model/purpose.js';
import { LitElement, unsafeCSS, type PropertyValues, type TemplateResult } from 'lit';
import type { Connection } from './connection/connection.js';
import { connectSocket } from './connection/socket.js';
import { deviceOf, type Device } from './device/device.js';
import { loadTexts, localeFor, type Texts } from './locales/load-texts.js';
import { PageEvents, unreadIn } from './page-events.js';
import { controlStyles } from './styles/controls.styles.js';
import { hostRules, launcherRules } from './styles/launcher.styles.js';
import { logStyles } from './styles/log.styles.js';
import { panelStyles } from './styles/panel.styles.js';
import { tokenDeclarations } from './styles/tokens.js';
import { followViewport } from './views/viewport.js';
import { launcher } from './views/launcher.js';
import { panel } from './views/panel.js';
import type { Sheet, View } from './views/view.js';
import { Visit, type Failure } from './visit/visit.js';

const noneTicked: ConsentFlags = { transcript_storage: false, device_storage: false };

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
 * @attr open - whether the chat is open
 * @event parlour:opened parlour:closed parlour:conversation:started parlour:conversation:ended
 * @event parlour:message:sent parlour:message:received parlour:unread parlour:error
 * @csspart launcher panel header log message consent promise composer
 * @cssproperty --parlour-accent --parlour-accent-ink
 */
export class ParlourChat extends LitElement implements View {
  static override properties = {
    site: {},
    merchant: {},
    server: {},
    localeAttribute: { attribute: 'locale' },
    open: { type: Boolean, reflect: true },
    draft: { state: true },
    ticked: { state: true },
    sheet: { state: true },
    failure: { state: true },
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
  declare localeAttribute: string | null;
  declare open: boolean;
  declare draft: string;
  declare ticked: ConsentFlags;
  declare sheet: Sheet | null;
  declare failure: Failure | null;

  t!: Texts;
  locale = 'en';
  now = Date.now();
  visit!: Visit;
  device!: Device;
  unread = 0;
  /** How a connection is made; a test hands in its own. */
  connect: (handshake: { site: string; merchant: string; token?: string }) => Connection = (handshake) =>
    connectSocket({ url: this.server, auth: () => handshake });

  readonly #events = new PageEvents(this);
  #endings: (() => void)[] = [];
  #isAtEnd = true;

  constructor() {
    super();
    this.server = new URL(import.meta.url).origin;
    this.open = false;
    this.draft = '';
    this.ticked = noneTicked;
    this.sheet = null;
    this.failure = null;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    if (this.hasUpdated) this.requestUpdate();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#stopWatching();
    // An element that is only moved is back before this runs.
    queueMicrotask(() => !this.isConnected && this.visit?.leave());
  }

  /** Forgets who the person is, here and on the device. */
  reset(): void {
    this.visit?.reset();
    this.ticked = noneTicked;
    this.draft = '';
    this.open = false;
  }

  readonly show = (): void => void (this.open = true);
  readonly minimise = (): void => void (this.open = false);

  readonly write = (text: string): void => {
    this.draft = text;
    if (this.visit.state.is === 'talking') this.visit.state.engine.setTyping(text.trim() !== '');
  };

  readonly submit = (): void => {
    const { state } = this.visit;
    if (state.is === 'choosing' && this.draft.trim()) void this.#begin(this.draft);
    else if (state.is === 'talking' && state.engine.send(this.draft) !== null) this.draft = '';
    this.#isAtEnd = true;
  };

  readonly tick = (purpose: AskedPurpose, given: boolean): void => {
    this.ticked = { ...this.ticked, [purpose]: given };
  };

  readonly decide = (purpose: AskedPurpose, given: boolean): void => {
    void this.#attempt(() => this.visit.decide(purpose, given));
  };

  readonly clearDevice = (): void => void this.#attempt(() => this.visit.forget());

  readonly toggle = (sheet: Sheet | null): void => {
    const before = this.sheet;
    this.failure = null;
    this.sheet = sheet === before ? null : sheet;
    void this.updateComplete.then(() => {
      const target = this.sheet ? '.sheet' : `[data-sheet=${before}]`;
      (this.renderRoot.querySelector<HTMLElement>(target) ?? this.#composer)?.focus();
    });
  };

  readonly end = (): void => {
    void this.#attempt(async () => {
      if (this.visit.state.is !== 'talking') return null;
      const failed = await this.visit.end();
      if (failed === null) this.toggle(null);
      return failed;
    });
  };

  readonly startOver = (): void => {
    this.ticked = noneTicked;
    this.sheet = null;
    this.visit.startOver();
    this.#composer?.focus();
  };

  /** The texts first: an element without words would be drawn twice. Until then the loader's launcher stays. */
  protected override async scheduleUpdate(): Promise<void> {
    const asked = [
      this.localeAttribute,
      this.closest('[lang]')?.getAttribute('lang'),
      document.documentElement.lang,
    ];
    const locale = localeFor(asked);
    if (!this.t || locale !== this.locale) this.t = await loadTexts((this.locale = locale));
    return super.scheduleUpdate() as void;
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    this.now = Date.now();
    if (!this.visit || changed.has('site') || changed.has('merchant')) this.#newVisit();
    if (this.open) this.visit.open();
    this.unread = this.visit.state.is === 'talking' ? unreadIn(this.visit.state.engine.state) : 0;
  }

  protected override firstUpdated(): void {
    for (const drawn of this.renderRoot.querySelectorAll('[data-loader]')) drawn.remove();
    this.#events.tell('ready');
  }

  protected override render(): TemplateResult | null {
    const { state } = this.visit;
    if (state.is === 'refused' && ['unknown_site', 'wrong_origin'].includes(state.error.code)) return null;
    return this.open ? panel(this) : launcher(this);
  }

  protected override updated(changed: PropertyValues<this>): void {
    this.#events.observe(this.visit, this.unread);
    if (changed.has('open') && changed.get('open') !== undefined) this.#openedOrClosed();
    if (!this.open) return this.#stopWatching();
    this.#watch();
    this.#scroll();
    this.#growComposer();
    if (this.visit.state.is === 'talking' && document.visibilityState === 'visible') {
      this.visit.state.engine.markRead(this.visit.state.engine.state.messages.length);
    }
  }

  get #composer(): HTMLTextAreaElement | null {
    return this.renderRoot.querySelector('textarea');
  }

  #newVisit(): void {
    this.visit?.dispose();
    const place = { site: this.site, merchant: this.merchant };
    this.device = deviceOf(place);
    this.visit = new Visit({
      place,
      device: this.device,
      connect: (handshake) => this.connect(handshake),
      locale: () => this.locale,
      page: () => ({ title: document.title.slice(0, 200), path: location.pathname.slice(0, 500) }),
    });
    this.visit.subscribe(() => this.requestUpdate());
  }

  async #begin(text: string): Promise<void> {
    await this.visit.begin(text, this.ticked);
    if (this.visit.state.is === 'talking') this.draft = '';
  }

  async #attempt(action: () => Promise<Failure | null>): Promise<void> {
    this.failure = await action();
    this.requestUpdate();
  }

  #openedOrClosed(): void {
    this.#isAtEnd = true;
    this.#events.tell(this.open ? 'opened' : 'closed');
    const target = this.open
      ? (this.#composer ?? this.renderRoot.querySelector('.body'))
      : this.renderRoot.querySelector('.launcher');
    (target as HTMLElement | null)?.focus({ preventScroll: true });
  }

  #scroll(): void {
    const body = this.renderRoot.querySelector('.body');
    if (!body || this.visit.state.is !== 'talking') return;
    body.addEventListener('scroll', this.#scrolled, { passive: true });
    if (this.#isAtEnd) body.scrollTop = body.scrollHeight;
  }

  readonly #scrolled = ({ target }: Event): void => {
    const { scrollTop, scrollHeight, clientHeight } = target as Element;
    this.#isAtEnd = scrollHeight - scrollTop - clientHeight < 40;
  };

  #growComposer(): void {
    const composer = this.#composer;
    if (!composer) return;
    composer.style.height = 'auto';
    composer.style.height = `${composer.scrollHeight + 2}px`;
  }

  /** Only while the chat is open: a closed one keeps no timer running on the page. */
  #watch(): void {
    if (this.#endings.length > 0 || !this.isConnected) return;
    const seen = (): void => this.requestUpdate();
    document.addEventListener('visibilitychange', seen);
    const seconds = setInterval(() => this.#passTime(), 1_000);
    this.#endings = [
      () => document.removeEventListener('visibilitychange', seen),
      () => clearInterval(seconds),
      followViewport(this),
    ];
  }

  #stopWatching(): void {
    for (const end of this.#endings.splice(0)) end();
  }

  /** What is said of time (since when, in how many seconds) is only drawn again where it is on the screen. */
  #passTime(): void {
    const { connection, state } = this.visit;
    const waits = state.is === 'talking' && state.engine.state.outbox.length > 0;
    const isMinute = Date.now() - this.now >= 60_000;
    if ((connection && connection.state !== 'connected') || waits || isMinute) this.requestUpdate();
  }
}
