/**
 * One conversation, live: state, outbox and sync over a connection. The consumer's widget and the agents' inbox
 * use the same one; it knows neither a screen nor what carries the connection.
 */
import type { ConversationView, ParticipantId } from '@parlour/shared/model/conversation.js';
import type { ConversationId } from '@parlour/shared/model/ids.js';
import { closeConversation } from '@parlour/shared/protocol/conversation.js';
import { cleanText, fitsText } from '@parlour/shared/rules/text.js';
import { systemClock, type Clock } from '../connection/clock.js';
import type { Connection } from '../connection/connection.js';
import { Follow } from './follow.js';
import { Drain, waiting, type OutboxStorage, type OutgoingFile } from './outbox.js';
import { OwnTyping } from './own-typing.js';
import { randomId } from './random-id.js';
import { Receipts } from './receipts.js';
import {
  emptyState,
  participantOf,
  reduce,
  type ConversationAction,
  type ConversationState,
} from './state.js';

export interface EngineOptions {
  readonly connection: Connection;
  readonly conversation: ConversationId;
  /** Who looks: `consumer`, or the agent's account id. */
  readonly me: ParticipantId;
  /** Where unsent messages outlive a reload; leave it out where device storage is not consented. */
  readonly outbox?: OutboxStorage | undefined;
  readonly clock?: Clock;
  readonly random?: () => number;
}

export class ConversationEngine {
  readonly #connection: Connection;
  readonly #id: ConversationId;
  readonly #clock: Clock;
  readonly #listeners = new Set<() => void>();
  readonly #endings: (() => void)[];
  readonly #follow: Follow;
  readonly #drain: Drain;
  readonly #receipts: Receipts;
  readonly #typing: OwnTyping;
  #storage: OutboxStorage | null;
  #state: ConversationState;
  #cancelTick: () => void = () => {};
  #disposed = false;

  constructor({
    connection,
    conversation,
    me,
    outbox,
    clock = systemClock,
    random = Math.random,
  }: EngineOptions) {
    this.#connection = connection;
    this.#id = conversation;
    this.#clock = clock;
    this.#storage = outbox ?? null;
    const kept = this.#storage?.read().map(waiting) ?? [];
    this.#state = emptyState(me, { state: connection.state, since: connection.since }, kept);
    const ready = (): boolean => !this.#disposed && this.#state.caughtUp && !this.#state.gone;
    const dispatch = this.#dispatch;
    const common = { connection, conversation, clock, random, dispatch, ready };
    this.#follow = new Follow({ ...common, state: () => this.#state });
    this.#drain = new Drain({ ...common, outbox: () => this.#state.outbox });
    this.#receipts = new Receipts({
      ...common,
      known: () => this.#state.conversation?.cursors[me] ?? { delivered: 0, read: 0 },
    });
    this.#typing = new OwnTyping(common);
    this.#endings = this.#hear();
    this.#follow.run();
  }

  get state(): ConversationState {
    return this.#state;
  }

  /** Hears of every change of `state`. Returns what ends the hearing. */
  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /**
   * Writes a message: it is in the outbox at once and sent as soon as there is a connection, exactly once, also
   * where `clientId` was made before and is already there. Returns it, or null where there is nothing to send or
   * it is too long (MSG-11).
   */
  send(text: string, clientId = randomId(16)): string | null {
    const clean = cleanText(text);
    if (!fitsText(clean)) return null;
    this.#typing.sent();
    if (this.#state.outbox.every((entry) => entry.clientId !== clientId)) {
      this.#dispatch({ type: 'queued', entry: { clientId, text: clean, at: this.#clock.now() } });
    }
    return clientId;
  }

  /** Puts a file into the outbox, to be sent in its turn; `clientId` as its own sending uses it. */
  sendFile(file: OutgoingFile, clientId: string): void {
    this.#dispatch({ type: 'queued', entry: { clientId, text: file.name, file, at: this.#clock.now() } });
  }

  /** Tries a failed message again, under the same `clientId`. */
  retry(clientId: string): void {
    this.#dispatch({ type: 'attempt', clientId, status: { is: 'waiting' } });
  }

  /** Gives up a message that has not been sent. */
  discard(clientId: string): void {
    this.#dispatch({ type: 'discarded', clientId });
  }

  /** To be called at every keystroke; with false where the text was emptied. */
  setTyping(typing = true): void {
    if (typing) this.#typing.typed();
    else this.#typing.ended();
  }

  /** This participant has seen everything up to `seq`. */
  markRead(seq: number): void {
    this.#receipts.want(seq, Math.min(seq, this.#state.messages.length));
  }

  /** Closes the conversation. Rejects as the connection's `call` does. */
  async close(): Promise<void> {
    const { conversation } = await this.#connection.call(closeConversation, { conversation: this.#id });
    this.update(conversation);
  }

  /** Takes in what another operation has answered, such as `consent.decide` or `conversation.accept`. */
  update(conversation: ConversationView): void {
    this.#dispatch({ type: 'changed', conversation });
  }

  /** Begins or ends keeping unsent messages on the device, as the consent to device storage changes. */
  keepOutboxIn(storage: OutboxStorage | null): void {
    this.#storage?.write([]);
    this.#storage = storage;
    this.#keep();
  }

  /** Ends everything here; the connection is not closed, it may serve others. */
  dispose(): void {
    this.#disposed = true;
    for (const end of this.#endings) end();
    for (const part of [this.#follow, this.#drain, this.#receipts]) part.stop();
    this.#typing.sent();
    this.#cancelTick();
    this.#listeners.clear();
  }

  readonly #dispatch = (action: ConversationAction): void => {
    if (this.#disposed) return;
    const before = this.#state;
    this.#state = reduce(before, action);
    if (this.#state === before) return;
    if (this.#state.outbox !== before.outbox || this.#state.gone) this.#keep();
    if (this.#state.typing !== before.typing) this.#watchTyping();
    if (this.#state.messages !== before.messages) this.#receipts.want(this.#lastOfOthers(), 0);
    for (const listener of [...this.#listeners]) listener();
    this.#follow.run();
    void this.#drain.run();
  };

  #hear(): (() => void)[] {
    const mine = ({ conversation }: { conversation: ConversationId }): boolean => conversation === this.#id;
    const connection = this.#connection;
    const dispatch = this.#dispatch;
    return [
      connection.onState(() => {
        this.#follow.reconnected();
        dispatch({ type: 'connection', state: connection.state, since: connection.since });
        this.#receipts.want(0, 0);
      }),
      connection.on('message.posted', (message) => mine(message) && dispatch({ type: 'posted', message })),
      connection.on(
        'conversation.changed',
        (view) => view.id === this.#id && dispatch({ type: 'changed', conversation: view }),
      ),
      connection.on('place.changed', (told) => mine(told) && dispatch({ type: 'place', place: told.place })),
      connection.on('conversation.gone', (gone) => mine(gone) && dispatch({ type: 'gone' })),
      connection.on('conversation.head', (head) => mine(head) && dispatch({ ...head, type: 'head' })),
      connection.on(
        'cursor.moved',
        (moved) => mine(moved) && dispatch({ type: 'cursor', participant: moved.participant, cursor: moved }),
      ),
      connection.on(
        'typing.shown',
        (sign) => mine(sign) && dispatch({ ...sign, type: 'typing', now: this.#clock.now() }),
      ),
    ];
  }

  #lastOfOthers(): number {
    return this.#state.messages.findLast((message) => participantOf(message) !== this.#state.me)?.seq ?? 0;
  }

  #keep(): void {
    const unsent = this.#state.gone
      ? []
      : this.#state.outbox.filter(({ status, file }) => status.is !== 'sent' && !file);
    this.#storage?.write(unsent.map(({ clientId, text, at }) => ({ clientId, text, at })));
  }

  #watchTyping(): void {
    this.#cancelTick();
    const first = Math.min(...this.#state.typing.map((sign) => sign.until));
    if (!Number.isFinite(first)) return;
    this.#cancelTick = this.#clock.after(Math.max(0, first - this.#clock.now()), () =>
      this.#dispatch({ type: 'tick', now: this.#clock.now() }),
    );
  }
}
