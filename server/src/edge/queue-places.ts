/**
 * CNV-2: tells consumers who wait their place in the queue, as it changes. Gathered by merchant: however many come
 * and go at once, the queue is read a few times a second. A place that was not told is told with the next change,
 * and comes with every sync.
 */
import type { ConversationId, MerchantId } from '@parlour/shared/model/ids.js';
import type { Context } from '../context.js';
import { rooms } from './rooms.js';
import type { ParlourServer } from './socket.js';

/** Milliseconds between two reads of a merchant's queue. */
const pause = 300;
/** Whoever is further behind is told when they come nearer. */
const farthest = 500;

export class QueuePlaces {
  readonly #timers = new Map<MerchantId, NodeJS.Timeout>();
  /** As this node's consumers have last been told. */
  readonly #told = new Map<MerchantId, ReadonlyMap<string, number>>();

  constructor(
    private readonly io: ParlourServer,
    private readonly context: Context,
  ) {
    const { bus } = context;
    bus.listenEverywhere('conversation.changed', ({ merchant }) => this.#soon(merchant));
    bus.listenEverywhere('conversation.gone', ({ merchant }) => this.#soon(merchant));
  }

  stop(): void {
    for (const timer of this.#timers.values()) clearTimeout(timer);
    this.#timers.clear();
  }

  #soon(merchant: MerchantId): void {
    if (this.#timers.has(merchant) || !this.#isAnybodyIn(rooms.lobby(merchant))) return;
    const timer = setTimeout(() => void this.#tell(merchant), pause);
    timer.unref();
    this.#timers.set(merchant, timer);
  }

  async #tell(merchant: MerchantId): Promise<void> {
    this.#timers.delete(merchant);
    const { models, clock, log } = this.context;
    try {
      const queue = await models.Conversation.find(
        { merchant, state: 'queued', expiresAt: { $gt: new Date(clock.now()) } },
        { _id: 1 },
      )
        .sort({ startedAt: 1, _id: 1 })
        .limit(farthest)
        .lean();
      const before = this.#told.get(merchant);
      const now = new Map<string, number>();
      queue.forEach(({ _id }, index) => {
        const room = rooms.side(_id as ConversationId, 'consumer');
        if (!this.#isAnybodyIn(room)) return;
        const place = index + 1;
        now.set(_id, place);
        if (before?.get(_id) !== place)
          this.io.to(room).emit('place.changed', { conversation: _id as ConversationId, place });
      });
      if (now.size > 0) this.#told.set(merchant, now);
      else this.#told.delete(merchant);
    } catch (error) {
      log.debug({ err: error }, 'places in the queue could not be told');
    }
  }

  #isAnybodyIn(room: string): boolean {
    return this.io.of('/').adapter.rooms.has(room);
  }
}
