/**
 * The merchant's conversations as one agent sees them, live. It knows no screen: it asks `inbox.list` after every
 * connection (which is also what makes the server tell of changes) and keeps the answer true by `inbox.changed`.
 */
import type { InboxEntry } from '@parlour/shared/model/conversation.js';
import type { AccountId, ConversationId, LabelId } from '@parlour/shared/model/ids.js';
import {
  listInbox,
  showInboxEntry,
  type InboxOutput,
  type InboxView,
} from '@parlour/shared/protocol/conversation.js';
import type { Connection } from '@parlour/widget/connection/connection.js';
import { Watchers, type Watchable } from '../../data/watchable.js';
import { isHanded, isNews, recount } from './inbox-order.js';
import { KnownEntries } from './known-entries.js';
import { Pace } from './pace.js';

/** After a reconnection so many rows are fetched again at most, so that the list keeps its place. */
const mostReloaded = 500;

export class Inbox implements Watchable {
  view: InboxView = 'queue';
  /** Only those with this label; null for all. */
  label: LabelId | null = null;
  /** Null until the first answer. */
  counts: InboxOutput['counts'] | null = null;
  /** Whether the rows of `view` are still to come. */
  loading = true;
  failed: unknown;
  /** The conversation that came in last while we looked. */
  arrived: InboxEntry | null = null;
  /** Called when a consumer of the queue, or of mine, has written. */
  onNews: (entry: InboxEntry) => void = () => {};
  /** Called when a colleague's conversation has become mine. */
  onHanded: (entry: InboxEntry) => void = () => {};

  readonly #known: KnownEntries;
  readonly #watchers = new Watchers();
  readonly #endings: (() => void)[];
  /** Many changes at once are drawn together; rows come in bundles, so the first of them waits for the others. */
  readonly #tell = new Pace(60, () => this.#watchers.tell(), { delayed: true });
  /**
   * Counts are kept by what changes, and asked again after that, once for many: an answer and a change may
   * overtake each other, and what was not known before may have been counted or not.
   */
  readonly #doubt = new Pace(1_000, () => void this.#askCounts(), { delayed: true });
  /** What was told while the rows were on their way; null is for what is gone. An answer may be older. */
  readonly #meanwhile = new Map<ConversationId, InboxEntry | null>();
  #kept: InboxEntry | undefined;
  #asked: ConversationId | null = null;
  #next: string | null = null;
  #load = 0;

  constructor(
    private readonly connection: Connection,
    private readonly me: AccountId,
  ) {
    this.#known = new KnownEntries(me);
    this.#endings = [
      connection.on('inbox.changed', (entry) => this.#changed(entry)),
      connection.on('conversation.gone', ({ conversation }) => this.#gone(conversation)),
      connection.onState(() => connection.state === 'connected' && void this.#reload()),
    ];
    if (connection.state === 'connected') void this.#reload();
  }

  subscribe(changed: () => void): () => void {
    return this.#watchers.subscribe(changed);
  }

  /** The rows of the view, in order. */
  get entries(): readonly InboxEntry[] {
    return this.#known.entries;
  }

  /** Whether all rows of the view are here. */
  get isComplete(): boolean {
    return this.#next === null && !this.loading;
  }

  /** Where among the rows the conversation stands; -1 where it does not. */
  placeOf(conversation: ConversationId): number {
    return this.#known.placeOf(conversation);
  }

  /** How many wait for an answer: everybody in the queue, and those of mine who have written since. */
  get waiting(): number {
    return (this.counts?.queue ?? 0) + this.#known.unreadOfMine;
  }

  /** What is known of a conversation, whether it is in the view or not; what was last asked for is kept. */
  entry(conversation: ConversationId): InboxEntry | undefined {
    const found = this.#known.get(conversation);
    if (found) this.#kept = found;
    else if (this.#kept?.conversation.id !== conversation) this.#askEntry(conversation);
    return found ?? (this.#kept?.conversation.id === conversation ? this.#kept : undefined);
  }

  show(view: InboxView, label: LabelId | null = null): void {
    if (view === this.view && label === this.label) return;
    this.view = view;
    this.label = label;
    this.#known.show(view, label);
    this.#next = null;
    this.loading = true;
    void this.#reload();
    this.#watchers.tell();
  }

  /** Fetches the rows below the last; harmless where there are none or they are on their way. */
  async more(): Promise<void> {
    if (this.#next === null || this.loading) return;
    await this.#fetch(this.#load, this.#next);
  }

  /** Asks for everything again. */
  again(): void {
    void this.#reload();
  }

  dispose(): void {
    for (const end of this.#endings) end();
    this.#tell.stop();
    this.#doubt.stop();
    this.#load++;
  }

  async #reload(): Promise<void> {
    const load = ++this.#load;
    const wanted = Math.min(this.entries.length, mostReloaded);
    this.failed = undefined;
    const found = await this.#fetch(load, null);
    // What had been loaded by scrolling is loaded again, so that nothing jumps.
    while (found && this.#load === load && this.#next !== null && this.entries.length < wanted) {
      if (!(await this.#fetch(load, this.#next))) return;
    }
  }

  /** One page, unless a later load has begun meanwhile. Whether it came. */
  async #fetch(load: number, before: string | null): Promise<boolean> {
    this.loading = true;
    this.#meanwhile.clear();
    try {
      const { view, label } = this;
      const answer = await this.connection.call(listInbox, {
        view,
        ...(label !== null && { label }),
        ...(before !== null && { before }),
      });
      if (load !== this.#load) return false;
      if (before === null) this.#known.clear();
      for (const entry of answer.entries) this.#known.set(entry);
      for (const [id, entry] of this.#meanwhile) this.#take(id, entry);
      // It may have been counted before what was told meanwhile: what is known stays until it is asked again.
      if (this.counts === null || this.#meanwhile.size === 0) this.counts = answer.counts;
      else void this.#askCounts();
      this.#next = answer.next;
      return true;
    } catch (error) {
      if (load === this.#load) this.failed = error;
      return false;
    } finally {
      if (load === this.#load) {
        this.loading = false;
        this.#watchers.tell();
      }
    }
  }

  /** A conversation that was opened by its address and is in none of the rows: its own row, asked for once. */
  #askEntry(conversation: ConversationId): void {
    if (this.#asked === conversation) return;
    this.#asked = conversation;
    this.connection.call(showInboxEntry, { conversation }).then(
      ({ entry }) => {
        if (this.#asked === conversation) this.#kept = entry;
        this.#draw();
      },
      // The pane itself says why it cannot be opened; asked for again when it is opened again.
      () => (this.#asked = null),
    );
  }

  async #askCounts(): Promise<void> {
    const load = this.#load;
    const answer = await this.connection.call(listInbox, { view: this.view }).catch(() => null);
    if (answer === null || load !== this.#load) return;
    this.counts = answer.counts;
    this.#watchers.tell();
  }

  #changed(entry: InboxEntry): void {
    const { id, state } = entry.conversation;
    const before = this.#known.get(id) ?? null;
    this.#meanwhile.set(id, entry);
    if (!this.#take(id, entry)) return;
    this.#count(before, entry);
    if (!before && state === 'queued') this.arrived = entry;
    if (isHanded(before, entry, this.me)) this.onHanded(entry);
    else if (isNews(before, entry, this.me)) this.onNews(entry);
    this.#draw();
  }

  #gone(id: ConversationId): void {
    const before = this.#known.get(id) ?? null;
    this.#meanwhile.set(id, null);
    this.#take(id, null);
    this.#count(before, null);
    this.#draw();
  }

  /** Takes in the newest that was told of a conversation. False where more is known already. */
  #take(id: ConversationId, entry: InboxEntry | null): boolean {
    const before = this.#known.get(id);
    if (entry === null) {
      this.#known.delete(id);
      if (this.#kept?.conversation.id === id) this.#kept = undefined;
      return true;
    }
    if (before && before.conversation.head > entry.conversation.head) return false;
    // The row of a conversation that is read to its end may come without its last words: they are still true.
    this.#known.set({ ...entry, preview: entry.preview ?? before?.preview ?? null });
    return true;
  }

  #count(before: InboxEntry | null, after: InboxEntry | null): void {
    if (this.counts === null) return;
    const counts = before ? recount(this.counts, before, after, this.me) : this.counts;
    const same = (['queue', 'mine', 'all'] as const).every((view) => counts[view] === this.counts?.[view]);
    this.counts = counts;
    if (!before || !same) this.#doubt.run();
  }

  #draw(): void {
    this.#tell.run();
  }
}
