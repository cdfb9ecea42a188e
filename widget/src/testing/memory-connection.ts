import type { Operation } from '@parlour/shared/protocol/define.js';
import type { WireError } from '@parlour/shared/protocol/errors.js';
import type { ServerEvent, ServerEvents } from '@parlour/shared/protocol/events.js';
import { CallLost, type Connection, type ConnectionState } from '../connection/connection.js';
import { subjectOf } from '../visit/identity.js';
import type { MemoryServer } from './memory-server.js';

/** Carries one packet, at once, later, twice or never. */
export type Network = (
  deliver: () => void,
  packet: { readonly kind: 'request' | 'answer' | 'event' },
) => void;

/** One end of a line to a `MemoryServer`, which a test can cut and mend. */
export class MemoryConnection implements Connection {
  state: ConnectionState = 'connecting';
  since: number;
  refusal: WireError | null = null;
  readonly token: string | undefined;
  /** Whom it speaks for: a signed-in shopper before whoever holds a token. */
  readonly person: string | undefined;
  readonly follows = new Set<string>();

  readonly #server: MemoryServer;
  readonly #network: Network;
  readonly #listeners = new Map<string, Set<(payload: never) => void>>();
  readonly #stateListeners = new Set<() => void>();
  readonly #pending = new Set<() => void>();
  /** What belongs to an earlier line is not delivered over a later one. */
  #line = 0;
  #closed = false;

  constructor(
    server: MemoryServer,
    options: {
      token?: string | undefined;
      identity?: string | undefined;
      refusal?: WireError;
      network?: Network;
    } = {},
  ) {
    this.#server = server;
    this.token = options.token;
    this.person = options.identity ? subjectOf(options.identity) : server.standsFor(options.token);
    this.#network = options.network ?? ((deliver) => queueMicrotask(deliver));
    this.since = server.clock.now();
    queueMicrotask(() => {
      if (this.#closed) return;
      this.refusal = options.refusal ?? server.turnsAway(options.token);
      this.#enter(this.refusal ? 'disconnected' : 'connected');
    });
  }

  readonly call = <Name extends string, Input, Output>(
    operation: Operation<Name, Input, Output>,
    input: Input,
  ): Promise<Output> =>
    new Promise((resolve, reject) => {
      const lose = (): void => reject(new CallLost());
      if (this.#closed || this.refusal) return lose();
      if (this.state !== 'connected') {
        const off = this.onState(() => {
          off();
          this.call(operation, input).then(resolve, reject);
        });
        return;
      }
      this.#pending.add(lose);
      this.#carry('request', () => {
        try {
          const value = this.#server.answer(operation.name, structuredClone(input), this) as Output;
          const copy = structuredClone(value);
          this.#carry('answer', () => resolve(copy));
        } catch (refused) {
          this.#carry('answer', () => reject(refused as Error));
        }
      });
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
    this.#closed = true;
    this.cut();
  }

  hear(event: ServerEvent, payload: unknown): void {
    const copy = structuredClone(payload);
    this.#carry('event', () => {
      for (const listener of [...(this.#listeners.get(event) ?? [])]) listener(copy as never);
    });
  }

  /** The line breaks: what is on its way is lost, in both directions. */
  cut(): void {
    this.#line++;
    this.follows.clear();
    for (const lose of [...this.#pending]) lose();
    this.#pending.clear();
    this.#enter('disconnected');
  }

  /** The server says that it is over, for good. */
  shutOut(error: WireError): void {
    this.refusal = error;
    this.cut();
  }

  mend(): void {
    if (!this.#closed && this.state !== 'connected') this.#enter('connected');
  }

  #carry(kind: 'request' | 'answer' | 'event', deliver: () => void): void {
    const line = this.#line;
    this.#network(() => line === this.#line && deliver(), { kind });
  }

  #enter(state: ConnectionState): void {
    if (state !== this.state) this.since = this.#server.clock.now();
    this.state = state;
    for (const listener of [...this.#stateListeners]) listener();
  }
}
