/**
 * The connection over Socket.IO, WebSocket only. Each attempt is a socket of its own that is thrown away when it
 * ends: nothing that one has buffered is ever sent by the next, so a call that was given up stays given up.
 */
import { socketPath, type Operation } from '@parlour/shared/protocol/define.js';
import type { Answer, WireError } from '@parlour/shared/protocol/errors.js';
import type { ConsumerHandshake, ServerEvent, ServerEvents } from '@parlour/shared/protocol/events.js';
import { Manager, type Socket } from 'socket.io-client';
import { backoff } from './backoff.js';
import { systemClock, type Clock } from './clock.js';
import { callTimeout, CallLost, CallRefused, type Connection, type ConnectionState } from './connection.js';

export interface SocketOptions {
  /** Origin of the server, like `https://chat.example`. */
  readonly url: string;
  /** What a widget says of itself, asked again at every attempt. A portal leaves it out and sends its cookie. */
  readonly auth?: () => ConsumerHandshake;
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
  #socket: Socket | null = null;
  #failures = 0;
  #closed = false;
  #cancelAttempt: () => void = () => {};

  constructor(options: SocketOptions) {
    this.#options = options;
    this.#clock = options.clock ?? systemClock;
    this.#random = options.random ?? Math.random;
    this.since = this.#clock.now();
    globalThis.addEventListener?.('online', this.#hurry);
    this.#attempt();
  }

  readonly call = <Name extends string, Input, Output>(
    operation: Operation<Name, Input, Output>,
    input: Input,
  ): Promise<Output> =>
    new Promise((resolve, reject) => {
      let asked: Socket | null = null;
      const lose = (): void => finish(() => reject(new CallLost()));
      const finish = (settle: () => void): void => {
        this.#calls.delete(proceed);
        stopTimer();
        settle();
      };
      const proceed = (): void => {
        if (this.#closed || asked !== null || (this.refusal && !this.refusal.retryable)) return lose();
        if (this.state !== 'connected' || this.#socket === null) return;
        asked = this.#socket;
        asked.emit(operation.name, input, (answer: Answer<Output>) =>
          finish(() => (answer.ok ? resolve(answer.value) : reject(new CallRefused(answer.error)))),
        );
      };
      const stopTimer = this.#clock.after(callTimeout, () => {
        lose();
        // Asked and not answered: the line may carry one direction only. A fresh one heals that.
        if (asked !== null && asked === this.#socket) this.#lost();
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
    this.#drop();
    this.#enter('disconnected');
  }

  #attempt(): void {
    const auth = this.#options.auth?.();
    const manager = new Manager(this.#options.url, {
      path: socketPath,
      transports: ['websocket'],
      reconnection: false,
      autoConnect: false,
      closeOnBeforeunload: false,
      ...(auth && { query: { site: auth.site } }),
    });
    const socket = manager.socket('/', auth ? { auth: { ...auth } } : {});
    this.#socket = socket;
    this.#cancelAttempt = this.#clock.after(callTimeout, () => this.#lost());
    socket.on('connect', () => {
      this.#cancelAttempt();
      this.#failures = 0;
      this.refusal = null;
      this.#enter('connected');
    });
    socket.on('connect_error', (error: Error & { data?: WireError }) => this.#lost(error.data));
    socket.on('disconnect', () => this.#lost());
    socket.onAny((event: string, payload: unknown) => {
      for (const listener of [...(this.#listeners.get(event) ?? [])]) listener(payload as never);
    });
    socket.connect();
  }

  /** The attempt or the connection is over; unless the server refuses for good, another follows. */
  #lost(refusal: WireError | null = null): void {
    this.#drop();
    this.refusal = refusal;
    if (!refusal || refusal.retryable) {
      const delay = backoff(this.#failures++, firstDelay, longestDelay, this.#random);
      this.#cancelAttempt = this.#clock.after(Math.max(delay, refusal?.retryAfterMs ?? 0), () =>
        this.#attempt(),
      );
    }
    this.#enter(refusal || this.state !== 'connecting' ? 'disconnected' : 'connecting');
  }

  #drop(): void {
    this.#cancelAttempt();
    this.#socket?.off().offAny().disconnect();
    this.#socket = null;
  }

  /** The device is back on a network: there is nothing to wait for. */
  readonly #hurry = (): void => {
    if (this.#closed || this.#socket !== null || (this.refusal && !this.refusal.retryable)) return;
    this.#cancelAttempt();
    this.#attempt();
  };

  #enter(state: ConnectionState): void {
    if (state !== this.state) this.since = this.#clock.now();
    this.state = state;
    for (const proceed of [...this.#calls]) proceed();
    for (const listener of [...this.#stateListeners]) listener();
  }
}
