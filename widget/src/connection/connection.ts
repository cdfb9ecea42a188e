import type { Call } from '@parlour/shared/protocol/define.js';
import type { WireError } from '@parlour/shared/protocol/errors.js';
import type { ServerEvent, ServerEvents } from '@parlour/shared/protocol/events.js';

/**
 * `connecting`: there has been no connection yet. `disconnected`: there was one and it is being made again by
 * itself, or it is over (`refusal` is set, or it was closed).
 */
export type ConnectionState = 'connecting' | 'connected' | 'disconnected';

/** A live line to the server, whatever carries it. It makes itself anew for as long as it is not closed. */
export interface Connection {
  readonly state: ConnectionState;
  /** Since when `state` has been so: milliseconds since the epoch. */
  readonly since: number;
  /** Why the server would not let us in, where it said so; one that is not retryable ends all attempts. */
  readonly refusal: WireError | null;
  /**
   * Calls an operation. Before there is a connection it waits for one. Rejects with `CallRefused` where the
   * server refuses and with `CallLost` where no answer came within ten seconds or the connection was lost
   * meanwhile: then nobody knows whether it was carried out, and it may be repeated if it is idempotent.
   */
  readonly call: Call;
  /** Hears one of the server's events. Returns what ends the hearing. */
  on<Name extends ServerEvent>(event: Name, listener: ServerEvents[Name]): () => void;
  /** Hears that `state` or `refusal` has changed. Returns what ends the hearing. */
  onState(listener: () => void): () => void;
  /** Ends it for good. What is under way is lost. */
  close(): void;
}

/** How long an answer may take. */
export const callTimeout = 10_000;

/** The server has answered, and the answer is no. */
export class CallRefused extends Error {
  override readonly name = 'CallRefused';
  readonly retryable: boolean;
  constructor(readonly error: WireError) {
    super(error.message);
    this.retryable = error.retryable;
  }
}

/** No answer came. It may or may not have been carried out. */
export class CallLost extends Error {
  override readonly name = 'CallLost';
  readonly retryable = true;
  constructor() {
    super('no answer');
  }
}
