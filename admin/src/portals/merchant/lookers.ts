/** INB-4: which colleagues have the same conversation open, and that I have it. Signs die by themselves. */
import type { AgentView } from '@parlour/shared/model/conversation.js';
import type { AccountId, ConversationId } from '@parlour/shared/model/ids.js';
import { look, type Looking } from '@parlour/shared/protocol/colleague.js';
import { lookingTtl } from '@parlour/shared/protocol/limits.js';
import type { Connection } from '@parlour/widget/connection/connection.js';
import { Watchers, type Watchable } from '../../data/watchable.js';

interface Sign {
  readonly colleague: AgentView;
  readonly doing: Exclude<Looking, 'gone'>;
  readonly until: number;
}

/** Renewed twice before it would die. */
const renewal = lookingTtl / 2.5;

export class Lookers implements Watchable {
  readonly #signs = new Map<string, Sign>();
  readonly #watchers = new Watchers();
  readonly #endings: (() => void)[];
  readonly #timer: ReturnType<typeof setInterval>;
  #doing: Exclude<Looking, 'gone'> = 'reading';

  constructor(
    private readonly connection: Connection,
    private readonly conversation: ConversationId,
    private readonly me: AccountId,
  ) {
    this.#endings = [
      connection.on('colleague.looking', (sign) => {
        if (sign.conversation === conversation) this.#hear(sign.colleague, sign.doing);
      }),
      connection.onState(() => this.#announce()),
    ];
    this.#timer = setInterval(() => this.#renew(), renewal);
    document.addEventListener('visibilitychange', this.#announce);
    this.#announce();
  }

  subscribe(changed: () => void): () => void {
    return this.#watchers.subscribe(changed);
  }

  /** The others, by name. */
  get others(): readonly Pick<Sign, 'colleague' | 'doing'>[] {
    return [...this.#signs.values()].toSorted((one, other) =>
      one.colleague.name.localeCompare(other.colleague.name),
    );
  }

  /** Whether I am writing a note; told at once where it changes. */
  noting(noting: boolean): void {
    const doing = noting ? 'noting' : 'reading';
    if (doing === this.#doing) return;
    this.#doing = doing;
    this.#announce();
  }

  dispose(): void {
    clearInterval(this.#timer);
    document.removeEventListener('visibilitychange', this.#announce);
    for (const end of this.#endings) end();
    this.#tell('gone');
  }

  #hear(colleague: AgentView, doing: Looking): void {
    if (colleague.id === this.me) return;
    const isNew = !this.#signs.has(colleague.id);
    if (doing === 'gone') this.#signs.delete(colleague.id);
    else this.#signs.set(colleague.id, { colleague, doing, until: Date.now() + lookingTtl });
    this.#watchers.tell();
    // Whoever has just come learns at once who is here.
    if (isNew && doing !== 'gone') this.#announce();
  }

  #renew(): void {
    const before = this.#signs.size;
    for (const [id, { until }] of this.#signs) if (until <= Date.now()) this.#signs.delete(id);
    if (this.#signs.size !== before) this.#watchers.tell();
    this.#announce();
  }

  /** Nobody looks at a page that is hidden. */
  readonly #announce = (): void => {
    if (!document.hidden) this.#tell(this.#doing);
  };

  #tell(doing: Looking): void {
    if (this.connection.state !== 'connected') return;
    // A sign that is lost is followed by the next one.
    this.connection.call(look, { conversation: this.conversation, doing }).catch(() => {});
  }
}
