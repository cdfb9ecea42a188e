import type { AccountId } from '@parlour/shared/model/ids.js';
import { listColleagues, type ColleagueView } from '@parlour/shared/protocol/colleague.js';
import type { Connection } from '@parlour/widget/connection/connection.js';
import { Watchers, type Watchable } from '../../data/watchable.js';
import type { Suggestion } from './suggestions.js';

/** Milliseconds after which they are asked for anew. */
const fresh = 30_000;
const shown = 8;

const plain = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

/** Who works here beside me: fetched when somebody begins to name one. */
export class Colleagues implements Watchable {
  readonly #watchers = new Watchers();
  #list: readonly ColleagueView[] = [];
  #asked = -Infinity;

  constructor(
    private readonly connection: Connection,
    private readonly me: AccountId,
  ) {}

  subscribe(changed: () => void): () => void {
    return this.#watchers.subscribe(changed);
  }

  /** Those whose names begin so, in any of their words. */
  find(query: string, offline: string): readonly Suggestion[] {
    this.#ask();
    const wanted = plain(query);
    return this.#list
      .filter(({ name }) => {
        const folded = plain(name);
        return folded.startsWith(wanted) || folded.split(' ').some((word) => word.startsWith(wanted));
      })
      .slice(0, shown)
      .map(({ id, name, online }) => ({
        id,
        label: name,
        insert: `@${name} `,
        ...(!online && { detail: offline }),
      }));
  }

  /** Those whom the text names. */
  namedIn(text: string): AccountId[] {
    return this.#list
      .filter(({ name }) => text.includes(`@${name}`))
      .map(({ id }) => id as AccountId)
      .slice(0, 20);
  }

  #ask(): void {
    if (Date.now() - this.#asked < fresh) return;
    this.#asked = Date.now();
    this.connection.call(listColleagues, {}).then(
      ({ colleagues }) => {
        this.#list = colleagues.filter(({ id }) => id !== this.me);
        this.#watchers.tell();
      },
      () => (this.#asked = -Infinity),
    );
  }
}
