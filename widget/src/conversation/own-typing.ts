/** Tells the others that this participant types: at once, again while it goes on, and that it has ended (MSG-9). */
import type { ConversationId } from '@parlour/shared/model/ids.js';
import { typingTtl } from '@parlour/shared/protocol/limits.js';
import { showTyping } from '@parlour/shared/protocol/message.js';
import type { Clock } from '../connection/clock.js';
import type { Connection } from '../connection/connection.js';

export interface TypingContext {
  readonly connection: Connection;
  readonly conversation: ConversationId;
  readonly clock: Clock;
  ready(): boolean;
}

const renewAfter = typingTtl / 2;
const endsAfter = typingTtl - 1_500;

export class OwnTyping {
  readonly #context: TypingContext;
  #toldAt: number | null = null;
  #cancelEnd: () => void = () => {};

  constructor(context: TypingContext) {
    this.#context = context;
  }

  typed(): void {
    const { clock } = this.#context;
    this.#cancelEnd();
    this.#cancelEnd = clock.after(endsAfter, () => this.ended());
    if (this.#toldAt !== null && clock.now() - this.#toldAt < renewAfter) return;
    this.#toldAt = clock.now();
    this.#tell(true);
  }

  ended(): void {
    if (this.#toldAt !== null) this.#tell(false);
    this.sent();
  }

  /** The message itself ends the sign at the others: nothing needs to be told. */
  sent(): void {
    this.#cancelEnd();
    this.#toldAt = null;
  }

  #tell(typing: boolean): void {
    const { connection, conversation, ready } = this.#context;
    if (!ready()) return;
    // A sign that is lost dies by itself; nothing depends on it.
    connection.call(showTyping, { conversation, typing }).catch(() => {});
  }
}
