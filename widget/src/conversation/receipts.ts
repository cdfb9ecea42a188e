/**
 * Tells the server how far this participant has come (MSG-10). What is wanted only grows; it is told after a
 * moment, so that "delivered" and "read" of a burst travel as one, and told again after a reconnection where the
 * server does not know it yet.
 */
import type { Cursor } from '@parlour/shared/model/conversation.js';
import type { ConversationId } from '@parlour/shared/model/ids.js';
import { acknowledge } from '@parlour/shared/protocol/message.js';
import type { Clock } from '../connection/clock.js';
import { CallLost, CallRefused, type Connection } from '../connection/connection.js';

export interface ReceiptContext {
  readonly connection: Connection;
  readonly conversation: ConversationId;
  readonly clock: Clock;
  /** What the server is known to have. */
  known(): Cursor;
  /** Whether telling makes sense now. */
  ready(): boolean;
}

const gatherFor = 150;
const patience = 2_000;

export class Receipts {
  readonly #context: ReceiptContext;
  #wanted: Cursor = { delivered: 0, read: 0 };
  #told: Cursor = { delivered: 0, read: 0 };
  #cancel: (() => void) | null = null;
  #busy = false;

  constructor(context: ReceiptContext) {
    this.#context = context;
  }

  want(delivered: number, read: number): void {
    const most = Math.max(this.#wanted.delivered, delivered, read);
    this.#wanted = { delivered: most, read: Math.max(this.#wanted.read, read) };
    this.#later(gatherFor);
  }

  stop(): void {
    this.#cancel?.();
    this.#cancel = null;
  }

  #later(ms: number): void {
    if (this.#cancel || this.#busy || !this.#missing()) return;
    this.#cancel = this.#context.clock.after(ms, () => {
      this.#cancel = null;
      void this.#tell();
    });
  }

  #missing(): Partial<Cursor> | null {
    const known = this.#context.known();
    const { delivered, read } = this.#wanted;
    const missing = {
      ...(delivered > Math.max(known.delivered, this.#told.delivered) && { delivered }),
      ...(read > Math.max(known.read, this.#told.read) && { read }),
    };
    return 'delivered' in missing || 'read' in missing ? missing : null;
  }

  async #tell(): Promise<void> {
    const missing = this.#missing();
    if (!missing || !this.#context.ready()) return;
    this.#busy = true;
    const { connection, conversation } = this.#context;
    const wanted = this.#wanted;
    const failure: unknown = await connection
      .call(acknowledge, { conversation, ...missing })
      .then(() => null)
      .catch((reason: unknown) => reason);
    this.#busy = false;
    // Refused for good: saying it again changes nothing.
    if (failure === null || (failure instanceof CallRefused && !failure.retryable)) this.#told = wanted;
    const retryAfter = failure instanceof CallRefused ? failure.error.retryAfterMs : undefined;
    if (!(failure instanceof CallLost)) this.#later(failure === null ? gatherFor : (retryAfter ?? patience));
  }
}
