/**
 * Keeps a conversation complete: after every connection, and whenever there is known to be more, it asks `sync`
 * until nothing is missing (MSG-5, MSG-6). Over a socket the first `sync` is also what makes the server tell us
 * of changes, so one is asked on every new connection even where nothing is missing.
 */
import type { ConversationId } from '@parlour/shared/model/ids.js';
import { sync } from '@parlour/shared/protocol/conversation.js';
import { backoff } from '../connection/backoff.js';
import type { Clock } from '../connection/clock.js';
import { CallRefused, type Connection } from '../connection/connection.js';
import { hasGap, lastSeq, type ConversationAction, type ConversationState } from './state.js';

export interface FollowContext {
  readonly connection: Connection;
  readonly conversation: ConversationId;
  readonly clock: Clock;
  readonly random: () => number;
  state(): ConversationState;
  dispatch(action: ConversationAction): void;
}

/** What is in flight gets so long to arrive before it is asked for. */
const grace = 300;
const firstDelay = 500;
const longestDelay = 10_000;

export class Follow {
  readonly #context: FollowContext;
  #busy = false;
  #connections = 0;
  #failures = 0;
  #cancelWait: (() => void) | null = null;

  constructor(context: FollowContext) {
    this.#context = context;
  }

  /** Says that something has changed. Harmless at any time. */
  run(): void {
    if (this.#busy || this.#cancelWait || !this.#needed()) return;
    if (this.#context.state().caughtUp) this.#later(grace);
    else void this.#fetch();
  }

  /** The connection is another one, so whatever was waited for is not coming. */
  reconnected(): void {
    this.stop();
    this.#connections++;
    this.#failures = 0;
  }

  stop(): void {
    this.#cancelWait?.();
    this.#cancelWait = null;
  }

  #needed(): boolean {
    const state = this.#context.state();
    if (state.gone || state.refusal || state.connection.state !== 'connected') return false;
    return !state.caughtUp || hasGap(state);
  }

  #later(ms: number): void {
    this.#cancelWait = this.#context.clock.after(ms, () => {
      this.#cancelWait = null;
      if (!this.#busy && this.#needed()) void this.#fetch();
    });
  }

  async #fetch(): Promise<void> {
    this.#busy = true;
    let failure: unknown = null;
    try {
      while (this.#needed() && (await this.#fetchPage())) this.#failures = 0;
    } catch (reason) {
      failure = reason;
    }
    this.#busy = false;
    if (failure) this.#failed(failure);
    else this.run();
  }

  /** One question and its answer. Returns whether there is more to ask for at once. */
  async #fetchPage(): Promise<boolean> {
    const { connection, conversation: id, dispatch, state } = this.#context;
    const asked = this.#connections;
    const after = lastSeq(state());
    const { conversation, messages, more, place } = await connection.call(sync, { conversation: id, after });
    dispatch({ type: 'synced', conversation, messages, place });
    if (more && lastSeq(state()) > after) return true;
    // An answer that came over the connection before this one does not make this one followed.
    if (this.#connections !== asked) return true;
    dispatch({ type: 'caughtUp' });
    return false;
  }

  #failed(failure: unknown): void {
    const { dispatch, random } = this.#context;
    if (failure instanceof CallRefused && !failure.retryable) {
      const { code } = failure.error;
      const gone = code === 'conversation_expired' || code === 'not_found';
      return dispatch(gone ? { type: 'gone' } : { type: 'refused', error: failure.error });
    }
    const asked = failure instanceof CallRefused ? failure.error.retryAfterMs : undefined;
    this.stop();
    this.#later(asked ?? backoff(this.#failures++, firstDelay, longestDelay, random));
  }
}
