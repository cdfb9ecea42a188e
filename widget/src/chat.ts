import type { AskedPurpose, ConsentFlags } from '@parlour/shared/model/purpose.js';
import type { Device } from './device/device.js';
import type { Locale, Texts } from './locales/load-texts.js';
import type { Sheet, View } from './views/view.js';
import type { Visit } from './visit/visit.js';
import type { Failure, VisitState } from './visit/visit-state.js';

const noneTicked: ConsentFlags = { transcript_storage: false, device_storage: false };

/** What the chat needs of the element that shows it. */
export interface ChatHost {
  open: boolean;
  /** Origin of the server. */
  readonly server: string;
  requestUpdate(): void;
  /** The sheet has been opened, or that one closed: the focus goes along. */
  sheetChanged(opened: Sheet | null, closed: Sheet | null): void;
  /** The person is about to write, or has just written. */
  attendToComposer(): void;
}

/** What is on the screen beyond the conversation itself: the draft, the ticks, what is unfolded. */
export class Chat implements View {
  t!: Texts;
  locale: Locale = 'en';
  dateLocale = 'en';
  label: string | null = null;
  now = Date.now();
  unread = 0;
  draft = '';
  ticked = noneTicked;
  sheet: Sheet | null = null;
  failure: Failure | null = null;
  code: string | null = null;
  #seen: VisitState | null = null;
  readonly #said = new Map<AskedPurpose, boolean>();
  /** What was ticked by the page and by nobody since. */
  readonly #byPage = new Set<AskedPurpose>();

  constructor(
    readonly visit: Visit,
    private readonly host: ChatHost,
  ) {}

  get server(): string {
    return this.host.server;
  }

  get device(): Device {
    return this.visit.device;
  }

  /** Takes up what an earlier page has left behind, once, and what the page has said. */
  takeUp(): void {
    const { state } = this.visit;
    this.#takeUpSaid(state);
    if (state === this.#seen) return;
    this.#seen = state;
    // WID-15: a stranger from here on, of whom nothing is ticked (CON-1).
    if (state.is === 'arriving' && this.visit.wasEnded) this.#untick();
    if (state.is === 'choosing' && !this.draft) this.draft = state.unsent;
  }

  #takeUpSaid(state: VisitState): void {
    const conversation = state.is === 'talking' ? state.engine.state.conversation : null;
    if (!conversation && state.is !== 'choosing') return;
    for (const [purpose, given] of this.#said) {
      if (!conversation) {
        this.ticked = { ...this.ticked, [purpose]: given };
        this.#byPage.add(purpose);
      } else if (conversation.consent[purpose] !== given)
        void this.attempt(this.visit.decide(purpose, given, 'page'));
    }
    this.#said.clear();
  }

  readonly nameOf = (name: string): string => {
    const { state } = this.visit;
    return 'welcome' in state && !state.welcome.appearance.agentNames ? this.t.theAgent : name;
  };

  readonly redraw = (): void => this.host.requestUpdate();
  readonly show = (): void => void (this.host.open = true);
  readonly minimise = (): void => void (this.host.open = false);

  readonly write = (text: string): void => {
    this.draft = text;
    if (this.visit.state.is === 'talking') this.visit.state.engine.setTyping(text.trim() !== '');
    this.host.requestUpdate();
  };

  readonly submit = (): void => {
    const { state } = this.visit;
    if (state.is === 'choosing' && this.draft.trim()) void this.#begin();
    else if (state.is === 'talking' && state.engine.send(this.draft) !== null) this.draft = '';
    this.host.attendToComposer();
    this.host.requestUpdate();
  };

  readonly tick = (purpose: AskedPurpose, given: boolean): void => {
    this.#byPage.delete(purpose);
    this.ticked = { ...this.ticked, [purpose]: given };
    this.host.requestUpdate();
  };

  readonly decide = (purpose: AskedPurpose, given: boolean): void => {
    void this.attempt(this.visit.decide(purpose, given));
  };

  readonly clearDevice = (): void => void this.attempt(this.visit.forget());

  readonly toggle = (sheet: Sheet | null): void => {
    const closed = this.sheet;
    this.failure = null;
    this.sheet = sheet === closed ? null : sheet;
    this.host.requestUpdate();
    this.host.sheetChanged(this.sheet, closed);
  };

  readonly end = async (): Promise<void> => {
    await this.attempt(this.visit.end());
    if (this.failure === null) this.toggle(null);
  };

  readonly startOver = (): void => {
    this.#untick();
    this.visit.startOver();
    this.host.attendToComposer();
  };

  readonly attempt = async (action: Promise<Failure | null>): Promise<Failure | null> => {
    this.failure = await action;
    this.host.requestUpdate();
    return this.failure;
  };

  /** Who is signed in on the page: another person finds nothing of the one before. */
  identify(identity: string | null): void {
    if (this.visit.identify(identity)) this.#forgetPerson();
  }

  /** WID-10: what the person has said to the page of one purpose; it counts as soon as there is what it is about. */
  answer(purpose: AskedPurpose, given: boolean | undefined): void {
    if (given !== undefined) this.#said.set(purpose, given);
  }

  /** Forgets who the person is, here and on the device. */
  reset(): void {
    this.#forgetPerson();
    this.visit.reset();
  }

  #forgetPerson(): void {
    this.code = null;
    this.#untick();
    this.draft = '';
  }

  /** CON-1: whoever is asked next finds nothing ticked, and no sheet open. */
  #untick(): void {
    this.ticked = noneTicked;
    this.#byPage.clear();
    this.sheet = null;
  }

  async #begin(): Promise<void> {
    await this.visit.begin(this.draft, this.ticked, this.#byPage);
    if (this.visit.state.is === 'talking') this.draft = '';
    this.host.requestUpdate();
  }
}
