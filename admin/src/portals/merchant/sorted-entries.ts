import type { InboxEntry } from '@parlour/shared/model/conversation.js';

/** Entries in an order that is kept, not made anew: with ten thousand rows a change costs what it costs with ten. */
export class SortedEntries {
  readonly #list: InboxEntry[] = [];
  #copy: readonly InboxEntry[] | null = null;

  /** `compare` gives 0 for an entry and itself only. */
  constructor(private readonly compare: (one: InboxEntry, other: InboxEntry) => number) {}

  /** Another array after every change, so that whoever draws it sees that it changed. */
  get all(): readonly InboxEntry[] {
    return (this.#copy ??= [...this.#list]);
  }

  add(entry: InboxEntry): void {
    this.#list.splice(this.placeOf(entry), 0, entry);
    this.#copy = null;
  }

  /** The entry as it was added. */
  remove(entry: InboxEntry): void {
    const place = this.placeOf(entry);
    if (this.#list[place] !== entry) return;
    this.#list.splice(place, 1);
    this.#copy = null;
  }

  /** Where it is, or belongs. */
  placeOf(entry: InboxEntry): number {
    let [low, high] = [0, this.#list.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.compare(this.#list[middle]!, entry) < 0) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
