/**
 * What is written and not yet seen in the conversation. An entry gets its `clientId` before the first attempt
 * and keeps it for every other (MSG-1), so that it may be repeated until it is answered and is stored once.
 */
import type { ConversationId } from '@parlour/shared/model/ids.js';
import type { WireError } from '@parlour/shared/protocol/errors.js';
import { sendMessage } from '@parlour/shared/protocol/message.js';
import { backoff } from '../connection/backoff.js';
import type { Clock } from '../connection/clock.js';
import { CallRefused, type Connection } from '../connection/connection.js';

export type OutboxStatus =
  /** Waits for its turn, or for the connection. */
  | { readonly is: 'waiting' }
  /** An attempt is under way; `share` of a file, 0 to 1, is sent. */
  | { readonly is: 'sending'; readonly share?: number }
  /** The server asks for patience, or could not just now; tried again at `until` (MSG-14). */
  | { readonly is: 'delayed'; readonly until: number; readonly error: WireError }
  /** Stored as `seq`; gone from here once that message has been applied. */
  | { readonly is: 'sent'; readonly seq: number }
  /** Refused for good. Shown, with retry and discard. */
  | { readonly is: 'failed'; readonly error: WireError };

/** A file on its way: what the log needs to show it, and how it is sent. */
export interface OutgoingFile {
  readonly name: string;
  /**
   * Sends it, and hears how much of it is on its way, 0 to 1. Rejects as a connection's `call` does; may be called
   * again after that.
   */
  send(told: (share: number) => void): Promise<{ readonly seq: number }>;
}

export interface OutboxEntry {
  readonly clientId: string;
  /** What is said; of a file, its name. */
  readonly text: string;
  /** Lasts as long as the page: a file is nowhere kept on the device. */
  readonly file?: OutgoingFile;
  /** When it was written. */
  readonly at: number;
  readonly status: OutboxStatus;
}

export type StoredEntry = Pick<OutboxEntry, 'clientId' | 'text' | 'at'>;

/** Where entries outlive a reload: only given where device storage is consented (MSG-7). Never throws. */
export interface OutboxStorage {
  read(): readonly StoredEntry[];
  write(entries: readonly StoredEntry[]): void;
}

export type OutboxAction =
  | { readonly type: 'queued'; readonly entry: Omit<OutboxEntry, 'status'> }
  | { readonly type: 'sent'; readonly clientId: string; readonly seq: number }
  | { readonly type: 'attempt'; readonly clientId: string; readonly status: OutboxStatus }
  | { readonly type: 'discarded'; readonly clientId: string };

export const waiting = (entry: Omit<OutboxEntry, 'status'>): OutboxEntry => ({
  ...entry,
  status: { is: 'waiting' },
});

export function reduceOutbox(outbox: readonly OutboxEntry[], action: OutboxAction): readonly OutboxEntry[] {
  switch (action.type) {
    case 'queued':
      return [...outbox, waiting(action.entry)];
    case 'sent':
      return setStatus(outbox, action.clientId, { is: 'sent', seq: action.seq });
    case 'attempt':
      return setStatus(outbox, action.clientId, action.status);
    case 'discarded':
      return outbox.filter((entry) => entry.clientId !== action.clientId);
  }
}

const setStatus = (outbox: readonly OutboxEntry[], clientId: string, status: OutboxStatus): OutboxEntry[] =>
  outbox.map((entry) => (entry.clientId === clientId ? { ...entry, status } : entry));

const firstDelay = 1_000;
const longestDelay = 15_000;

export interface DrainContext {
  readonly connection: Connection;
  readonly conversation: ConversationId;
  readonly clock: Clock;
  readonly random: () => number;
  outbox(): readonly OutboxEntry[];
  dispatch(action: OutboxAction): void;
  /** Whether sending makes sense now: connected, caught up, not gone. */
  ready(): boolean;
}

/** Sends entry after entry, one at a time and in order, for as long as there is a connection (MSG-6). */
export class Drain {
  readonly #context: DrainContext;
  #busy = false;
  #attempts = 0;
  #cancelWait: () => void = () => {};

  constructor(context: DrainContext) {
    this.#context = context;
  }

  /** Says that something has changed. Harmless at any time. */
  async run(): Promise<void> {
    if (this.#busy) return;
    this.#busy = true;
    this.#cancelWait();
    for (let entry = this.#next(); entry; entry = this.#next()) await this.#attempt(entry);
    this.#busy = false;
  }

  stop(): void {
    this.#cancelWait();
  }

  /** The first that is neither sent nor failed; none while that one has to wait. */
  #next(): OutboxEntry | undefined {
    const { outbox, clock, ready } = this.#context;
    if (!ready()) return undefined;
    const entry = outbox().find(({ status }) => status.is !== 'sent' && status.is !== 'failed');
    if (entry?.status.is !== 'delayed') return entry;
    const wait = entry.status.until - clock.now();
    if (wait <= 0) return entry;
    this.#cancelWait = clock.after(wait, () => void this.run());
    return undefined;
  }

  async #attempt({ clientId, text, file }: OutboxEntry): Promise<void> {
    const { connection, conversation, dispatch } = this.#context;
    dispatch({ type: 'attempt', clientId, status: { is: 'sending' } });
    try {
      const { seq } = await (file
        ? file.send((share) => dispatch({ type: 'attempt', clientId, status: { is: 'sending', share } }))
        : connection.call(sendMessage, { conversation, clientId, text }));
      this.#attempts = 0;
      dispatch({ type: 'sent', clientId, seq });
    } catch (failure) {
      dispatch({ type: 'attempt', clientId, status: this.#statusAfter(failure) });
    }
  }

  #statusAfter(failure: unknown): OutboxStatus {
    // Lost, not refused: nobody knows whether it arrived, so it is repeated once there is a connection.
    if (!(failure instanceof CallRefused)) return { is: 'waiting' };
    const { error } = failure;
    if (!error.retryable) return { is: 'failed', error };
    const { clock, random } = this.#context;
    const delay = error.retryAfterMs ?? backoff(this.#attempts++, firstDelay, longestDelay, random);
    return { is: 'delayed', until: clock.now() + delay, error };
  }
}
