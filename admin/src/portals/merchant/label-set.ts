import type { LabelId } from '@parlour/shared/model/ids.js';
import { listLabels, type LabelView } from '@parlour/shared/protocol/label.js';
import type { Connection } from '@parlour/widget/connection/connection.js';
import { Watchers, type Watchable } from '../../data/watchable.js';

/** Milliseconds between two questions for one that is not known. */
const patience = 5_000;

/** The merchant's labels: asked for after every connection, and when a row has one that is new. */
export class LabelSet implements Watchable {
  list: readonly LabelView[] = [];
  readonly #watchers = new Watchers();
  readonly #end: () => void;
  #asked = -Infinity;

  constructor(private readonly connection: Connection) {
    this.#end = connection.onState(() => connection.state === 'connected' && this.#ask());
    if (connection.state === 'connected') this.#ask();
  }

  subscribe(changed: () => void): () => void {
    return this.#watchers.subscribe(changed);
  }

  /** Those of the ids that are there, by name. */
  of(ids: readonly LabelId[]): readonly LabelView[] {
    if (ids.length === 0) return [];
    const known = this.list.filter(({ id }) => ids.includes(id));
    if (known.length < ids.length && Date.now() - this.#asked > patience) this.#ask();
    return known;
  }

  dispose(): void {
    this.#end();
  }

  #ask(): void {
    this.#asked = Date.now();
    this.connection.call(listLabels, {}).then(
      ({ labels }) => {
        this.list = labels;
        this.#watchers.tell();
      },
      // Rows are shown without their labels until the next connection.
      () => {},
    );
  }
}
