import { listCannedReplies, type CannedReplyView } from '@parlour/shared/protocol/canned-reply.js';
import type { AccountView } from '@parlour/shared/protocol/account.js';
import type { Connection } from '@parlour/widget/connection/connection.js';
import { Watchers, type Watchable } from '../../data/watchable.js';
import type { Suggestion } from './suggestions.js';

/** Milliseconds after which they are asked for anew. */
const fresh = 60_000;
const shown = 50;

/** `{agent}` and `{merchant}` as they are called; whatever else is in braces stays. */
const fillIn = (text: string, { name, merchant }: Pick<AccountView, 'name' | 'merchant'>): string =>
  text.replaceAll('{agent}', name).replaceAll('{merchant}', merchant?.name ?? '');

/** The merchant's canned replies: fetched when somebody types `/`. */
export class CannedReplies implements Watchable {
  readonly #watchers = new Watchers();
  #list: readonly CannedReplyView[] = [];
  #asked = -Infinity;

  constructor(
    private readonly connection: Connection,
    private readonly account: AccountView,
  ) {}

  subscribe(changed: () => void): () => void {
    return this.#watchers.subscribe(changed);
  }

  /** By shortcut first, then by what is in the text. */
  find(query: string): readonly Suggestion[] {
    this.#ask();
    const wanted = query.toLowerCase();
    const begins = this.#list.filter(({ shortcut }) => shortcut.startsWith(wanted));
    const holds = this.#list.filter(
      ({ shortcut, text }) => !shortcut.startsWith(wanted) && text.toLowerCase().includes(wanted),
    );
    return [...begins, ...holds].slice(0, shown).map(({ id, shortcut, text }) => {
      const filled = fillIn(text, this.account);
      return { id, label: `/${shortcut}`, detail: filled, insert: filled };
    });
  }

  #ask(): void {
    if (Date.now() - this.#asked < fresh) return;
    this.#asked = Date.now();
    this.connection.call(listCannedReplies, {}).then(
      ({ replies }) => {
        this.#list = replies;
        this.#watchers.tell();
      },
      () => (this.#asked = -Infinity),
    );
  }
}
