import type { InboxEntry } from '@parlour/shared/model/conversation.js';
import type { AccountId, ConversationId, LabelId } from '@parlour/shared/model/ids.js';
import type { InboxView } from '@parlour/shared/protocol/conversation.js';
import { belongs, hasLabel, inOrder } from './inbox-order.js';
import { SortedEntries } from './sorted-entries.js';

/** The rows that are known, and which of them a view shows in which order. A change costs the same among ten thousand. */
export class KnownEntries {
  readonly #known = new Map<ConversationId, InboxEntry>();
  #view: InboxView = 'queue';
  #label: LabelId | null = null;
  #shown = this.#empty();
  #unreadOfMine = 0;

  constructor(private readonly me: AccountId) {}

  get(id: ConversationId): InboxEntry | undefined {
    return this.#known.get(id);
  }

  /** The rows of the view, in order. */
  get entries(): readonly InboxEntry[] {
    return this.#shown.all;
  }

  /** Where in the view the conversation stands; -1 where it does not. */
  placeOf(id: ConversationId): number {
    const entry = this.#known.get(id);
    return entry && this.#isShown(entry) ? this.#shown.placeOf(entry) : -1;
  }

  /** How many of mine have something unread. */
  get unreadOfMine(): number {
    return this.#unreadOfMine;
  }

  show(view: InboxView, label: LabelId | null): void {
    this.#view = view;
    this.#label = label;
    this.#shown = this.#empty();
    for (const entry of this.#known.values()) if (this.#isShown(entry)) this.#shown.add(entry);
  }

  set(entry: InboxEntry): void {
    this.delete(entry.conversation.id);
    this.#known.set(entry.conversation.id, entry);
    if (this.#isShown(entry)) this.#shown.add(entry);
    if (this.#countsAsMine(entry)) this.#unreadOfMine++;
  }

  delete(id: ConversationId): void {
    const entry = this.#known.get(id);
    if (!entry) return;
    this.#known.delete(id);
    this.#shown.remove(entry);
    if (this.#countsAsMine(entry)) this.#unreadOfMine--;
  }

  clear(): void {
    this.#known.clear();
    this.#shown = this.#empty();
    this.#unreadOfMine = 0;
  }

  #isShown(entry: InboxEntry): boolean {
    return belongs(entry, this.#view, this.me) && hasLabel(entry, this.#label);
  }

  #countsAsMine(entry: InboxEntry): boolean {
    return entry.unread > 0 && belongs(entry, 'mine', this.me);
  }

  #empty(): SortedEntries {
    const order = inOrder(this.#view);
    return new SortedEntries(
      (one, other) => order(one, other) || compareIds(one.conversation.id, other.conversation.id),
    );
  }
}

const compareIds = (one: string, other: string): number => (one < other ? -1 : Number(one > other));
