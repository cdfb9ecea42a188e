/**
 * The connection over Socket.IO. Each attempt is a line of its own that is thrown away when it ends: nothing that
 * one has buffered is ever sent by the next, so a call that was given up stays given up.
 */
import type { Operation } from '@parlour/shared/protocol/define.js';
import type { Answer, WireError } from '@parlour/shared/protocol/errors.js';
import type { ConsumerHandshake, ServerEvent, ServerEvents } from '@parlour/shared/protocol/events.js';
import { backoff } from './backoff.js';
import { systemClock, type Clock } from './clock.js';
import { callTimeout, CallLost, CallRefused, type Connection, type ConnectionState } from './connection.js';
import { diagnose } from './diagnose.js';
import type { Line, OpenLine } from './line.js';
import { openWebSocketLine } from './websocket-line.js';

export interface SocketOptions {
  /** Origin of the server, like `https://chat.example`. */
  readonly url: string;
  /** What a widget says of itself, asked again at every attempt. A portal leaves it out and sends its cookie. */
  readonly auth?: () => ConsumerHandshake;
  /**
   * Milliseconds after which a hidden page lets its connection go, with its heartbeats, until it is looked at again,
   * something is called or the network comes back. What was missed meanwhile is synced (MSG-6). Without it: never.
   */
  readonly restAfter?: number;
  readonly clock?: Clock;
  readonly random?: () => number;
}

export const connectSocket = (options: SocketOptions): Connection => new SocketConnection(options);

const firstDelay = 300;
const longestDelay = 10_000;

class SocketConnection implements Connection {
  state: ConnectionState = 'connecting';
  since: number;
  refusal: WireError | null = null;

  readonly #options: SocketOptions;
  readonly #clock: Clock;
  readonly #random: () => number;
  readonly #listeners = new Map<string, Set<(payload: never) => void>>();
  readonly #stateListeners = new Set<() => void>();
  /** Each tells one waiting call that the connection has come or gone. */
  readonly #calls = new Set<() => void>();
  #open: OpenLine = openWebSocketLine;
  #line: Line | null = null;
  #failures = 0;
  #closed = false;
  #resting = false;
  #cancelAttempt: () => void = () => {};
  #cancelRest: () => void = () => {};

  constructor(options: SocketOptions) {
    this.#options = options;
    this.#clock = options.clock ?? systemClock;
    this.#random = options.random ?? Math.random;
    this.since = this.#clock.now();
    globalThis.addEventListener?.('online', this.#hurry);
    globalThis.addEventListener?.('pageshow', this.#hurry);
    globalThis.addEventListener?.('pagehide', this.#rest);
    globalThis.document?.addEventListener('visibilitychange', this.#turned);
    this.#attempt();
    this.#restLater();
  }

  readonly call = <Name extends string, Input, Output>(
    operation: Operation<Name, Input, Output>,
    input: Input,
  ): Promise<Output> =>
    new Promise((resolve, reject) => {
      if (this.#resting) this.#hurry();
      let asked: Line | null = null;
      const lose = (): void => finish(() => reject(new CallLost()));
      const finish = (settle: () => void): void => {
        this.#calls.delete(proceed);
        stopTimer();
        settle();
      };
      const proceed = (): void => {
        if (asked !== null || this.#isOver) return lose();
        if (this.state !== 'connected' || this.#line === null) return;
        asked = this.#line;
        asked.emit(operation.name, input, (given) => {
          const answer = given as Answer<Output>;
          finish(() => (answer.ok ? resolve(answer.value) : reject(new CallRefused(answer.error))));
        });
      };
      const stopTimer = this.#clock.after(callTimeout, () => {
        lose();
        // Asked and not answered: the line may carry one direction only. A fresh one heals that.
        if (asked !== null && asked === this.#line) this.#lost(null);
      });
      this.#calls.add(proceed);
      proceed();
    });

  on<Name extends ServerEvent>(event: Name, listener: ServerEvents[Name]): () => void {
    const listeners = this.#listeners.get(event) ?? new Set();
    this.#listeners.set(event, listeners.add(listener));
    return () => listeners.delete(listener);
  }

  onState(listener: () => void): () => void {
    this.#stateListeners.add(listener);
    return () => this.#stateListeners.delete(listener);
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    globalThis.removeEventListener?.('online', this.#hurry);
    globalThis.removeEventListener?.('pageshow', this.#hurry);
    globalThis.removeEventListener?.('pagehide', this.#rest);
    globalThis.document?.removeEventListener('visibilitychange', this.#turned);
    this.#cancelRest();
    this.#drop();
    this.#enter('disconnected');
  }

  get #isOver(): boolean {
    return this.#closed || (this.refusal !== null && !this.refusal.retryable);
  }

  #attempt(): void {
    const { url, auth } = this.#options;
    const said = auth?.() ?? null;
    this.#cancelAttempt = this.#clock.after(callTimeout, () => this.#lost(null));
    this.#line = this.#open(
      { url, site: said?.site ?? null, auth: said, clock: this.#clock },
      {
        connected: () => {
          this.#cancelAttempt();
          this.#failures = 0;
          this.refusal = null;
          this.#enter('connected');
        },
        lost: (refusal) => this.#lost(refusal),
        event: (name, payload) => {
          for (const listener of [...(this.#listeners.get(name) ?? [])]) listener(payload as never);
        },
      },
    );
  }

  /** The attempt or the connection is over; unless the server refuses for good, another follows. */
  #lost(refusal: WireError | null): void {
    this.#drop();
    this.refusal = refusal;
    if (!this.#isOver) {
      const delay = backoff(this.#failures++, firstDelay, longestDelay, this.#random);
      this.#cancelAttempt = this.#clock.after(Math.max(delay, refusal?.retryAfterMs ?? 0), () =>
        this.#attempt(),
      );
      if (this.state === 'connecting' && !refusal) void this.#askWhy();
    }
    this.#enter(refusal || this.state !== 'connecting' ? 'disconnected' : 'connecting');
  }

  /** It has never worked: either we are not let in, or no WebSocket is. */
  async #askWhy(): Promise<void> {
    const { url, auth } = this.#options;
    const diagnosis = await diagnose(url, auth?.().site ?? null);
    if (this.#closed || this.state !== 'connecting') return;
    if (diagnosis === 'wrong_origin') {
      const message = 'This site key does not belong to this page, or is not known. Check data-site.';
      this.#lost({ code: diagnosis, message, retryable: false });
    } else if (diagnosis === 'no_websocket') {
      const full = await import('./polling-line.js').catch(() => null);
      if (full) this.#open = full.openPollingLine;
    }
  }

  #drop(): void {
    this.#cancelAttempt();
    this.#line?.close();
    this.#line = null;
  }

  /** The device is back on a network, or the page is wanted again: there is nothing to wait for. */
  readonly #hurry = (): void => {
    if (this.#isOver || this.#line !== null) return;
    // Resting was no trouble: what there is of it begins now.
    if (this.#resting) this.since = this.#clock.now();
    this.#resting = false;
    this.#cancelAttempt();
    this.#attempt();
    this.#restLater();
  };

  readonly #turned = (): void => {
    if (!document.hidden) this.#hurry();
    this.#restLater();
  };

  #restLater(): void {
    this.#cancelRest();
    const { restAfter } = this.#options;
    if (!restAfter || !globalThis.document?.hidden) return;
    this.#cancelRest = this.#clock.after(restAfter, () => {
      // What is under way, or waits for a connection, goes first.
      if (this.state !== 'connected' || this.#calls.size > 0) return this.#restLater();
      this.#rest();
    });
  }

  /** Also when the page is left: a browser keeps none for the way back that holds a connection open. */
  readonly #rest = (): void => {
    if (this.#isOver) return;
    this.#resting = true;
    this.#drop();
    this.#enter('disconnected');
  };

  #enter(state: ConnectionState): void {
    if (state !== this.state) this.since = this.#clock.now();
    this.state = state;
    for (const proceed of [...this.#calls]) proceed();
    for (const listener of [...this.#stateListeners]) listener();
  }
}
