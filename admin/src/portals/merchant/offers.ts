/** What is offered to one agent, live. It knows no screen. */
import type { InboxEntry } from '@parlour/shared/model/conversation.js';
import type { AccountId, ConversationId } from '@parlour/shared/model/ids.js';
import { listOffers } from '@parlour/shared/protocol/assignment.js';
import type { Connection } from '@parlour/widget/connection/connection.js';
import { Watchers, type Watchable } from '../../data/watchable.js';

export class Offers implements Watchable {
  /** Called for each that had not been offered to the agent before. */
  onOffer: (entry: InboxEntry) => void = () => {};

  readonly #watchers = new Watchers();
  readonly #offered = new Map<ConversationId, InboxEntry>();
  readonly #endings: (() => void)[];

  constructor(
    private readonly connection: Connection,
    private readonly me: AccountId,
  ) {
    this.#endings = [
      connection.on('inbox.changed', (entry) => this.#take(entry)),
      connection.on('conversation.gone', ({ conversation }) => this.forget(conversation)),
      connection.onState(() => connection.state === 'connected' && void this.#read()),
    ];
    if (connection.state === 'connected') void this.#read();
  }

  subscribe(changed: () => void): () => void {
    return this.#watchers.subscribe(changed);
  }

  /** Those whose time has not come, the one that ends next first. */
  at(now: number): readonly InboxEntry[] {
    const until = ({ offer }: InboxEntry): number => offer?.until ?? 0;
    return [...this.#offered.values()]
      .filter((entry) => until(entry) > now)
      .toSorted((one, other) => until(one) - until(other));
  }

  /** It has been answered here: the server will say the same. */
  forget(conversation: ConversationId): void {
    if (this.#offered.delete(conversation)) this.#watchers.tell();
  }

  dispose(): void {
    for (const end of this.#endings) end();
  }

  async #read(): Promise<void> {
    const answer = await this.connection.call(listOffers, {}).catch(() => null);
    if (!answer) return;
    const fresh = answer.entries.filter(({ conversation }) => !this.#offered.has(conversation.id));
    this.#offered.clear();
    for (const entry of answer.entries) this.#offered.set(entry.conversation.id, entry);
    for (const entry of fresh) this.onOffer(entry);
    this.#watchers.tell();
  }

  #take(entry: InboxEntry): void {
    const { id, state } = entry.conversation;
    if (state === 'queued' && entry.offer?.to === this.me) {
      const isFresh = this.#offered.get(id)?.offer?.until !== entry.offer.until;
      this.#offered.set(id, entry);
      if (isFresh) this.onOffer(entry);
    } else if (!this.#offered.delete(id)) return;
    this.#watchers.tell();
  }
}
