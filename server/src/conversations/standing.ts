/**
 * How conversations stand, for the check of every send: as the store had them less than `oldest` ago, and sooner
 * where this node has heard of a change. Reading each conversation anew for each message would cost more than the
 * message. What must count at once does not depend on this: a close and a changed consent are entries of the
 * transcript, and whoever has not seen them cannot write the next one (see `message-writer.ts`).
 */
import type { ConversationId } from '@parlour/shared/model/ids.js';
import type { Context } from '../context.js';
import { BatchedRead } from './batched-read.js';
import type { ConversationDocument } from './conversation.model.js';

/** Milliseconds. A lost event delays a revocation by this at most; AUT-3 allows five seconds. */
const oldest = 800;
/** Those that were used meanwhile are read again so often, in one read for all. */
const refreshEvery = 400;
const readAtOnce = 500;

interface Known {
  readonly conversation: ConversationDocument;
  /** When the read began that gave it (`performance.now()`). */
  readonly since: number;
  used: boolean;
}

export class Standing {
  readonly #known = new Map<string, Known>();
  /** What is being read now, by the time at which the reading began. */
  readonly #reading = new Map<string, number>();
  readonly #reads: BatchedRead<ConversationDocument>;
  #isWaiting = false;

  constructor(private readonly context: Pick<Context, 'models' | 'bus' | 'purger' | 'log'>) {
    this.#reads = new BatchedRead((ids) => this.#readAll(ids));
    const { bus } = context;
    bus.listenEverywhere('conversation.changed', ({ conversation }) => this.forget(conversation.id));
    bus.listenEverywhere('conversation.gone', ({ conversation }) => this.forget(conversation));
    bus.listenEverywhere('conversation.purged', ({ conversations }) =>
      conversations.forEach((id) => this.forget(id)),
    );
    bus.listenEverywhere('message.posted', ({ message: { conversation, kind, sender } }) => {
      if (kind === 'text') this.#heardFrom(conversation, sender.role !== 'consumer');
    });
  }

  /** As it is remembered, where that is new enough; else `read` it. */
  known(id: ConversationId): ConversationDocument | null {
    const known = this.#known.get(id);
    if (!known || performance.now() - known.since > oldest) return null;
    known.used = true;
    return known.conversation;
  }

  /** As the store has it now; null where it has none. */
  async read(id: ConversationId): Promise<ConversationDocument | null> {
    const since = performance.now();
    this.#reading.set(id, since);
    const conversation = await this.#reads.read(id);
    // Where it was changed meanwhile, what was read is good for whoever asked, and not to be remembered.
    if (conversation && this.#reading.get(id) === since) this.#remember({ conversation, since, used: false });
    return conversation;
  }

  /** This node has changed it, to this. */
  changed(conversation: ConversationDocument): void {
    this.#reading.delete(conversation._id);
    this.#remember({ conversation, since: performance.now(), used: true });
  }

  forget(id: string): void {
    this.#reading.delete(id);
    this.#known.delete(id);
  }

  /** Who waits for whom has changed with what was said at another node. */
  #heardFrom(id: ConversationId, isAnswer: boolean): void {
    const known = this.#known.get(id);
    if (known && isAnswer !== (known.conversation.waitingSince === null)) this.forget(id);
  }

  #remember(known: Known): void {
    this.#known.set(known.conversation._id, known);
    this.#refreshSoon();
  }

  #refreshSoon(): void {
    if (this.#isWaiting || this.#known.size === 0) return;
    this.#isWaiting = true;
    setTimeout(() => void this.#refresh(), refreshEvery).unref();
  }

  async #readAll(ids: readonly string[]): Promise<Map<string, ConversationDocument>> {
    const found = await this.context.models.Conversation.find({ _id: { $in: ids } }).lean<
      ConversationDocument[]
    >();
    return new Map(found.map((conversation) => [conversation._id, conversation]));
  }

  async #refresh(): Promise<void> {
    const used = [...this.#known].filter(([, { used }]) => used);
    const since = performance.now();
    try {
      for (let start = 0; start < used.length; start += readAtOnce)
        await this.#refreshSome(used.slice(start, start + readAtOnce));
    } catch (error) {
      this.context.log.debug({ err: error }, 'conversations could not be read again');
    }
    for (const [id, known] of this.#known) if (known.since < since) this.#known.delete(id);
    this.#isWaiting = false;
    this.#refreshSoon();
  }

  async #refreshSome(some: readonly (readonly [string, Known])[]): Promise<void> {
    const since = performance.now();
    const found = await this.#readAll(some.map(([id]) => id));
    for (const [id, known] of some) {
      const conversation = found.get(id);
      if (!conversation) this.#gone(id as ConversationId);
      else if (this.#known.get(id) === known) this.#known.set(id, { conversation, since, used: false });
    }
  }

  /** It was purged elsewhere while something may have been written into it here: once nothing is on its way, that goes too. */
  #gone(id: ConversationId): void {
    this.forget(id);
    setTimeout(() => {
      this.context.purger.discardUnused(id).catch((error: unknown) => {
        this.context.log.warn({ err: error }, 'what was written into a purged conversation is still there');
      });
    }, 2 * oldest).unref();
  }
}
