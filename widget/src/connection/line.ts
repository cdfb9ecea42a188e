import type { WireError } from '@parlour/shared/protocol/errors.js';
import type { Clock } from './clock.js';

/** One attempt at a connection and, if it succeeds, the connection until it is lost. It never comes back. */
export interface Line {
  /** Sends an event; `answer` gets what it is acknowledged with, if it ever is. */
  emit(name: string, input: unknown, answer: (answer: unknown) => void): void;
  close(): void;
}

/** What a line tells. After `lost` and after `close` it tells nothing more. */
export interface LineListener {
  connected(): void;
  /** `refusal` where the server has said why. */
  lost(refusal: WireError | null): void;
  event(name: string, payload: unknown): void;
}

export interface LineOptions {
  /** Origin of the server. */
  readonly url: string;
  /** Goes into the address: it decides whether the connection is accepted at all. Null for a portal. */
  readonly site: string | null;
  /** Goes into the body of the handshake, never into the address. */
  readonly auth: object | null;
  readonly clock: Clock;
}

export type OpenLine = (options: LineOptions, listener: LineListener) => Line;
