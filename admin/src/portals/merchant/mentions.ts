/** The notes that name the agent, asked for when they are looked at: each answer counts as having been read. */
import { listMentions, type Mention } from '@parlour/shared/protocol/note.js';
import type { Connection } from '@parlour/widget/connection/connection.js';
import { Watchers, type Watchable } from '../../data/watchable.js';

export class Mentions implements Watchable {
  list: readonly Mention[] = [];
  loading = true;
  failed: unknown;
  readonly #watchers = new Watchers();
  readonly #endings: readonly (() => void)[];
  #next: string | null = null;
  #load = 0;

  constructor(private readonly connection: Connection) {
    const again = (): void => void this.again();
    this.#endings = [
      connection.on('mention.made', again),
      connection.on('conversation.gone', ({ conversation }) => {
        this.list = this.list.filter((one) => one.conversation !== conversation);
        this.#watchers.tell();
      }),
      connection.onState(() => connection.state === 'connected' && again()),
    ];
    again();
  }

  subscribe(changed: () => void): () => void {
    return this.#watchers.subscribe(changed);
  }

  get hasMore(): boolean {
    return this.#next !== null;
  }

  again(): Promise<void> {
    return this.#ask(null);
  }

  async more(): Promise<void> {
    if (this.#next !== null && !this.loading) await this.#ask(this.#next);
  }

  dispose(): void {
    for (const end of this.#endings) end();
    this.#load++;
  }

  async #ask(before: string | null): Promise<void> {
    const load = ++this.#load;
    this.loading = true;
    this.failed = undefined;
    this.#watchers.tell();
    try {
      const answer = await this.connection.call(listMentions, before === null ? {} : { before });
      if (load !== this.#load) return;
      this.list = before === null ? answer.mentions : [...this.list, ...answer.mentions];
      this.#next = answer.next;
    } catch (error) {
      if (load !== this.#load) return;
      this.failed = error;
    }
    this.loading = false;
    this.#watchers.tell();
  }
}
