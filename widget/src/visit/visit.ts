/**
 * What one person does with one merchant on one page: arrive, choose, write, come back. It knows the order of
 * things and what is kept where; it knows no screen.
 */
import type { ConversationView, Presence } from '@parlour/shared/model/conversation.js';
import type { ConversationId } from '@parlour/shared/model/ids.js';
import { askedPurposes, type AskedPurpose, type ConsentFlags } from '@parlour/shared/model/purpose.js';
import {
  decideConsent,
  startConversation,
  welcome,
  type Welcome,
} from '@parlour/shared/protocol/conversation.js';
import type { Operation } from '@parlour/shared/protocol/define.js';
import type { WireError } from '@parlour/shared/protocol/errors.js';
import type { ConsumerHandshake } from '@parlour/shared/protocol/events.js';
import type { PreChatAnswer } from '@parlour/shared/protocol/pre-chat.js';
import { cleanText } from '@parlour/shared/rules/text.js';
import { systemClock, type Clock } from '../connection/clock.js';
import { CallRefused, type Connection } from '../connection/connection.js';
import type { Device, Place } from '../device/device.js';
import { ConversationEngine } from '../conversation/engine.js';
import { randomId } from '../conversation/random-id.js';
import { noDevice, subjectOf } from './identity.js';
import { failureOf, type Failure, type VisitOptions, type VisitState } from './visit-state.js';

export class Visit {
  readonly #options: VisitOptions;
  readonly #clock: Clock;
  /** What was filled in before the first message (WID-12); goes with it. */
  answers: readonly PreChatAnswer[] = [];
  readonly #listeners = new Set<() => void>();
  #state: VisitState = { is: 'away' };
  #presence: Presence = 'offline';
  #connection: Connection | null = null;
  #token: string | null = null;
  /** What the merchant's server has signed of who this is; then the token and the device count for nothing. */
  #identity: string | null = null;
  /** Whom the connection was made for. */
  #known: string | null = null;
  /** WID-15: what a code opens here is not kept on this device. */
  #isGuest = false;
  /** WID-15: what a code had opened here was closed from elsewhere. */
  wasEnded = false;
  #endings: (() => void)[] = [];
  readonly #stopHearingTabs: () => void;

  constructor(options: VisitOptions) {
    this.#options = options;
    this.#clock = options.clock ?? systemClock;
    this.#stopHearingTabs = options.device.onChange(() => this.#anotherTab(options.device.token));
  }

  /** Where something may be kept: nowhere for a signed-in shopper, who is known without, nor for a guest. */
  get device(): Device {
    return this.#identity === null && !this.#isGuest ? this.#options.device : noDevice;
  }

  /** What is asked: whether the device may remember is no question where it need not. */
  get purposes(): readonly AskedPurpose[] {
    return this.#identity === null ? askedPurposes : ['transcript_storage'];
  }

  /**
   * Who is signed in on the page, or null for nobody. The same person with a fresh signature goes on; another one
   * finds nothing of who was here before: no conversation, no connection, no key on the device (WID-10). Returns
   * whether it is another one.
   */
  identify(identity: string | null): boolean {
    const before = this.#identity;
    const isSame =
      before === identity || (before && identity && subjectOf(before) === subjectOf(identity)) === true;
    if (!isSame) this.reset();
    this.#identity = identity;
    // A fresh signature is another try, where the one before did not hold.
    if (isSame && this.#state.is === 'refused' && this.#state.error.code === 'wrong_identity') this.leave();
    return !isSame;
  }

  get state(): VisitState {
    return this.#state;
  }

  get presence(): Presence {
    return this.#presence;
  }

  get connection(): Connection | null {
    return this.#connection;
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** The visitor has acted: from here on there is a connection. */
  open(): void {
    if (this.#state.is !== 'away') return;
    this.#token = this.device.token ?? this.#token;
    void this.#arrive({ unsent: this.device.outbox.read()[0]?.text ?? '' });
  }

  /** Starts a conversation with its first message, and with an answer for every purpose (CON-1); `byPage` said some. */
  async begin(text: string, given: ConsentFlags, byPage?: ReadonlySet<AskedPurpose>): Promise<void> {
    if (this.#state.is !== 'choosing') return;
    const { welcome: shown } = this.#state;
    if (given.device_storage) this.#isGuest = false;
    this.#enter({ is: 'starting', welcome: shown, text });
    const token = (this.#token ??= randomId(32));
    // Kept before the attempt: if the page is left before the answer comes, nothing of it is lost.
    const { device } = this;
    const wasKept = device.token !== null;
    const clientId = randomId(16);
    if (given.device_storage && device.keep(token)) {
      device.outbox.write([{ clientId, text: cleanText(text), at: this.#clock.now() }]);
    }
    if (this.#known !== this.#person) this.#connect();
    const decisions = askedPurposes.map((purpose) => ({
      purpose,
      state: given[purpose] ? ('given' as const) : ('refused' as const),
      ...(byPage?.has(purpose) && { through: 'page' as const }),
    }));
    const { locale, page } = this.#options;
    try {
      const { answers } = this;
      const input = { notice: shown.notice.sha256, decisions, locale: locale(), page: page(), answers };
      const { conversation } = await this.#call(startConversation, input);
      if (this.state.is !== 'starting') return;
      const engine = this.#talk(shown, conversation.id);
      engine.update(conversation);
      engine.send(text, clientId);
    } catch (reason) {
      // Left meanwhile: nobody knows whether it was carried out, and what was kept finds out on return.
      if (this.state.is !== 'starting') return;
      const failure = failureOf(reason);
      if (!wasKept) device.forget();
      if (failure !== 'lost' && failure.code === 'stale_notice')
        await this.#arrive({ stale: true, anew: true });
      else this.#enter({ is: 'choosing', welcome: shown, stale: false, failure, unsent: '' });
    }
  }

  /**
   * Gives or withdraws consent while a conversation is there. Returns why it failed, or null. After
   * `stale_notice` the welcome holds the notice that is in force now.
   */
  async decide(purpose: AskedPurpose, given: boolean, through?: 'page'): Promise<Failure | null> {
    if (this.#state.is !== 'talking') return null;
    const { welcome: shown, engine } = this.#state;
    const conversation = engine.state.conversation?.id;
    if (!conversation) return null;
    if (purpose === 'device_storage') this.#isGuest = false;
    const decisions = [
      { purpose, state: given ? ('given' as const) : ('refused' as const), ...(through && { through }) },
    ];
    try {
      const input = { conversation, notice: shown.notice.sha256, decisions, locale: this.#options.locale() };
      engine.update((await this.#call(decideConsent, input)).conversation);
      return null;
    } catch (reason) {
      const failure = failureOf(reason);
      if (failure !== 'lost' && failure.code === 'stale_notice') {
        const fresh = await this.#call(welcome, {}).catch(() => null);
        if (fresh && this.#state.is === 'talking') this.#enter({ ...this.#state, welcome: fresh });
      }
      return failure;
    }
  }

  /** CNV-4: nobody can answer now. Where somebody already does, the hours do not count. */
  isAway(now: number): boolean {
    const state = this.#state;
    if (!('welcome' in state) || this.#presence !== 'online') return true;
    if (state.is === 'talking' && state.engine.state.conversation?.agent) return false;
    const { hours } = state.welcome;
    return hours !== null && hours.open === (hours.changesAt !== null && now >= hours.changesAt);
  }

  /** What is answered, or null where it was not. */
  async read<Name extends string, Input, Output>(
    operation: Operation<Name, Input, Output>,
    input: Input,
  ): Promise<Output | null> {
    return this.#call(operation, input).catch(() => null);
  }

  /** Asks for something about the conversation and takes in how it stands then. Returns why it failed, or null. */
  async ask<Name extends string, Input>(
    operation: Operation<Name, Input, object>,
    input: Input,
  ): Promise<Failure | null> {
    try {
      const answer = await this.#call(operation, input);
      if ('conversation' in answer && this.#state.is === 'talking')
        this.#state.engine.update(answer.conversation as ConversationView);
      return null;
    } catch (reason) {
      return failureOf(reason);
    }
  }

  /** Ends the conversation. Returns why it failed, or null. */
  async end(): Promise<Failure | null> {
    if (this.#state.is !== 'talking') return null;
    return this.#state.engine.close().then(
      () => null,
      (reason: unknown) => failureOf(reason),
    );
  }

  /** Removes what is stored here; where it was agreed to, that is withdrawn too, or it would come back. */
  async forget(): Promise<Failure | null> {
    this.device.forget();
    const talking = this.#state.is === 'talking' && this.#state.engine.state;
    return talking && talking.conversation?.consent.device_storage
      ? this.decide('device_storage', false)
      : null;
  }

  /** WID-15: goes on as whom a token stands for that a code has given; a guest's is kept in memory and nowhere else. */
  goOn(token: string, isGuest: boolean): void {
    this.#token = token;
    this.#isGuest = isGuest;
    void this.#arrive();
  }

  /** After a conversation has ended: the notice again, and a new one with the next message (CNV-5). */
  startOver(): void {
    void this.#arrive({ anew: true });
  }

  /** Forgets the person: token, keys and connection. The next opening is a stranger's. */
  reset(): void {
    this.#options.device.forget();
    this.#disconnect();
    this.#token = null;
    this.#known = null;
    this.#isGuest = this.wasEnded = false;
    this.#enter({ is: 'away' });
  }

  /** The chat was taken off the page: no connection. Who the person is stays known, should it come back. */
  leave(): void {
    this.#disconnect();
    this.#enter({ is: 'away' });
  }

  dispose(): void {
    this.#stopHearingTabs();
    this.#disconnect();
    this.#listeners.clear();
  }

  async #arrive({ stale = false, anew = false, unsent = '' } = {}): Promise<void> {
    this.#endTalk();
    this.#enter({ is: 'arriving' });
    if (!this.#connection || this.#known !== this.#person) this.#connect();
    const connection = this.#connection;
    while (connection === this.#connection && this.#state.is === 'arriving') {
      try {
        const answer = await this.#call(welcome, {});
        if (connection !== this.#connection || this.#state.is !== 'arriving') return;
        this.#presence = answer.presence;
        if (answer.conversation && !anew) this.#talk(answer, answer.conversation);
        else this.#enter({ is: 'choosing', welcome: answer, stale, failure: null, unsent });
      } catch (reason) {
        if (reason instanceof CallRefused) await this.#refused(reason.error);
        // A connection that is over loses each call at once: the page has its turn before it is asked again.
        else await new Promise((next) => setTimeout(next));
      }
    }
  }

  async #refused(error: WireError): Promise<void> {
    if (!error.retryable) return this.#shutOut(error);
    await new Promise<void>((resolve) => this.#clock.after(error.retryAfterMs ?? 2_000, resolve));
  }

  #talk(shown: Welcome, conversation: ConversationId): ConversationEngine {
    const connection = this.#connection as Connection;
    const { device } = this;
    const engine = new ConversationEngine({
      connection,
      conversation,
      me: 'consumer',
      clock: this.#clock,
      // A token that was kept says that storing was agreed to: what had not gone out goes out now (MSG-7).
      outbox: device.token ? device.outbox : undefined,
    });
    let kept: boolean | null = null;
    engine.subscribe(() => {
      const agreed = engine.state.conversation?.consent.device_storage;
      if (agreed !== undefined && agreed !== kept) this.#keep(engine, (kept = agreed));
      this.#tell();
    });
    this.wasEnded = false;
    this.#enter({ is: 'talking', welcome: shown, engine });
    return engine;
  }

  /** WID-3: follows the consent to `device_storage`, wherever it was given or withdrawn. */
  #keep(engine: ConversationEngine, agreed: boolean): void {
    const { device } = this;
    if (agreed && this.#token) device.keep(this.#token);
    engine.keepOutboxIn(agreed ? device.outbox : null);
    if (!agreed) device.forget();
  }

  #connect(): void {
    const before = this.#connection;
    for (const end of this.#endings) end();
    const { place, connect } = this.#options;
    this.#known = this.#person;
    const connection = connect(this.#handshake(place));
    this.#connection = connection;
    this.#endings = [
      connection.onState(() => this.#connectionChanged(connection)),
      connection.on('presence.changed', ({ presence }) => {
        this.#presence = presence;
        this.#tell();
      }),
    ];
    before?.close();
  }

  #connectionChanged({ refusal }: Connection): void {
    if (refusal && !refusal.retryable && this.#state.is !== 'refused') this.#shutOut(refusal);
    else this.#tell();
  }

  #shutOut(error: WireError): void {
    const { state } = this;
    this.#endTalk();
    if (error.code !== 'access_ended') return this.#enter({ is: 'refused', error });
    // WID-15: from here on a stranger, who reads why; but what was deleted under their eyes still says that.
    const last = state.is === 'talking' ? state.engine.state : null;
    this.device.forget();
    this.#disconnect();
    this.#token = null;
    this.#isGuest = false;
    if (last?.gone) return this.#tell();
    this.wasEnded = true;
    void this.#arrive({ unsent: last?.outbox[0]?.text ?? '' });
  }

  /** What the consumer is known by, for what goes another way than by the connection. */
  get credentials(): ConsumerHandshake {
    return this.#handshake(this.#options.place);
  }

  #handshake(place: Place): ConsumerHandshake {
    if (this.#identity === null) return { ...place, ...(this.#token && { token: this.#token }) };
    const signed = (): string => this.#identity ?? '';
    return {
      ...place,
      // Asked at each attempt: a signature runs out, and the page may have brought another one since.
      get identity() {
        return signed();
      },
    };
  }

  get #person(): string | null {
    return this.#identity === null ? this.#token : `signed in: ${subjectOf(this.#identity)}`;
  }

  #disconnect(): void {
    this.#endTalk();
    for (const end of this.#endings.splice(0)) end();
    this.#connection?.close();
    this.#connection = null;
  }

  #endTalk(): void {
    if (this.#state.is === 'talking') this.#state.engine.dispose();
  }

  /** MSG-8: the other tab has started a conversation; this one joins it. */
  #anotherTab(token: string | null): void {
    if (!token || this.#identity !== null || this.#state.is !== 'choosing') return;
    this.#token = token;
    void this.#arrive();
  }

  readonly #call: Connection['call'] = (operation, input) => {
    if (!this.#connection) throw new Error('not open');
    return this.#connection.call(operation, input);
  };

  #enter(state: VisitState): void {
    this.#state = state;
    this.#tell();
  }

  #tell(): void {
    for (const listener of [...this.#listeners]) listener();
  }
}
