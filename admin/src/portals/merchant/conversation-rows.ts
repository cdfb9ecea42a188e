import { html, LitElement, type PropertyValues, type TemplateResult } from 'lit';
import { guard } from 'lit/directives/guard.js';
import { repeat } from 'lit/directives/repeat.js';
import type { InboxEntry } from '@parlour/shared/model/conversation.js';
import type { ConversationId } from '@parlour/shared/model/ids.js';
import { Hearing } from '../../ui/hearing.js';
import { Repeating } from '../../ui/repeating.js';
import { controls } from '../../ui/styles/controls.js';
import { conversationRow } from './conversation-row.js';
import { rowHeight, rowStyles } from './conversation-rows.styles.js';
import type { Inbox } from './inbox.js';
import { labelStyles } from './label-chips.js';
import type { LabelSet } from './label-set.js';
import { drawn, windowAround, type Drawn, type RowWindow } from './row-window.js';
import { texts } from './texts.js';

/** Whether the browser itself keeps in place what is looked at; where it does not, it is done here. */
const holdsOn = CSS.supports('overflow-anchor', 'auto');

/**
 * INB-7: the rows of the inbox, of which only those on the screen are drawn, ten thousand as easily as ten. Whoever
 * has scrolled down keeps what they look at, whatever comes in above (the browser holds on to the row, the rooms
 * above and below being of its own accord); the row with the cursor stays on the page wherever it goes.
 */
export class ConversationRows extends LitElement {
  static override properties = {
    inbox: { attribute: false },
    current: { attribute: false },
    href: { attribute: false },
    labels: { attribute: false },
  };
  declare inbox: Inbox;
  declare current: ConversationId | null;
  /** Another function where the addresses are others. */
  declare href: (conversation: ConversationId) => string;
  declare labels: LabelSet;

  /** What was drawn last. */
  #entries: readonly InboxEntry[] = [];
  #window: RowWindow = { start: 0, end: 0 };
  #seen = 12;
  #top = 0;
  #list: string | null = null;
  /** What rows say of the time is drawn anew with each. */
  #tick = 0;
  /** The row that has the cursor, or had it last: the one that Tab leads to. */
  #cursor: ConversationId | null = null;
  #hasFocus = false;
  /** By how many rows the list is to be scrolled, where the browser does not do it. */
  #shift = 0;
  /** The conversation that was opened, until it has been in sight. */
  #sought: ConversationId | null = null;
  readonly #size = new ResizeObserver(([entry]) => this.#resized(entry!.contentRect.height));

  constructor() {
    super();
    this.current = null;
    const draw = (): void => this.requestUpdate();
    new Hearing(
      this,
      () => this.inbox,
      (inbox) => [inbox.subscribe(draw)],
    );
    new Hearing(
      this,
      () => this.labels,
      (labels) => [labels.subscribe(draw)],
    );
    new Repeating(this, 20_000, () => {
      this.#tick++;
      this.requestUpdate();
    });
  }

  override connectedCallback(): void {
    super.connectedCallback();
    if (this.hasUpdated) this.#size.observe(this.#scroller());
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#size.disconnect();
  }

  #scroller(): HTMLElement {
    return this.renderRoot.querySelector<HTMLElement>('.rows')!;
  }

  #isFocused(): boolean {
    return (this.shadowRoot?.activeElement ?? null) !== null;
  }

  #rowOf(id: ConversationId | null): HTMLElement | null {
    return id === null ? null : this.renderRoot.querySelector<HTMLElement>(`a[data-conversation="${id}"]`);
  }

  #resized(height: number): void {
    this.#seen = Math.ceil(height / rowHeight) + 1;
    this.#reach();
  }

  readonly #scrolled = ({ currentTarget }: Event): void => {
    this.#top = (currentTarget as HTMLElement).scrollTop;
    this.#reach();
  };

  /** Draws where the window has moved, and fetches the next rows before anybody waits for them. */
  #reach(): void {
    const { start, end } = this.#around();
    if (start !== this.#window.start || end !== this.#window.end) this.requestUpdate();
    if (end >= this.inbox.entries.length - 10) void this.inbox.more();
  }

  #around(shift = 0): RowWindow {
    const { start, end } = this.#window;
    const first = Math.floor(this.#top / rowHeight) + shift;
    const before = { start: start + shift, end: end + shift };
    return windowAround(before, first, this.#seen, this.inbox.entries.length);
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    const { entries, view, label } = this.inbox;
    const list = `${view} ${label ?? ''}`;
    if (list !== this.#list) this.#top = 0;
    // Where rows have come in above, the browser will scroll by as many: what is drawn is what is seen then.
    const shift = list === this.#list && this.#top > 0 ? this.#shiftOf() : 0;
    this.#window = this.#around(shift);
    this.#shift = holdsOn ? 0 : shift;
    this.#hasFocus = this.#isFocused();
    this.#cursor = this.#cursorIn(entries);
    this.#entries = entries;
    if (changed.has('current')) this.#sought = this.current;
  }

  /** By how much the row that was the first on the screen has moved. */
  #shiftOf(): number {
    const { entries } = this.inbox;
    if (entries === this.#entries) return 0;
    const first = Math.floor(this.#top / rowHeight);
    const before = this.#entries[first];
    const now = before === undefined ? -1 : this.inbox.placeOf(before.conversation.id);
    return now === -1 ? 0 : now - first;
  }

  /** The row that Tab leads to. Where the one with the cursor is gone from the list, it is what stands in its place. */
  #cursorIn(entries: readonly InboxEntry[]): ConversationId | null {
    const { inbox } = this;
    const at = (id: ConversationId | null): number => (id === null ? -1 : inbox.placeOf(id));
    if (at(this.#cursor) !== -1) return this.#cursor;
    if (this.#hasFocus && this.#cursor !== null) {
      const old = this.#entries.findIndex(({ conversation }) => conversation.id === this.#cursor);
      const next = entries[Math.min(old, entries.length - 1)];
      if (old !== -1 && next) return next.conversation.id;
    }
    if (at(this.current) !== -1) return this.current;
    return entries[0]?.conversation.id ?? null;
  }

  protected override updated(): void {
    const scroller = this.#scroller();
    if (!this.#list) this.#size.observe(scroller);
    const list = `${this.inbox.view} ${this.inbox.label ?? ''}`;
    if (list !== this.#list && this.#list) scroller.scrollTop = 0;
    else if (this.#shift !== 0) scroller.scrollTop += this.#shift * rowHeight;
    this.#list = list;
    // A row that was moved in the list has lost the cursor by it.
    if (this.#hasFocus && !this.#isFocused()) this.#rowOf(this.#cursor)?.focus({ preventScroll: true });
    const sought = this.#sought === null ? -1 : this.inbox.placeOf(this.#sought);
    if (sought === -1) return;
    this.#sought = null;
    this.#show(sought);
  }

  /** Scrolls by as little as brings the row into sight. */
  #show(row: number): void {
    const scroller = this.#scroller();
    const { scrollTop, clientHeight } = scroller;
    const top = row * rowHeight;
    if (top >= scrollTop && top + rowHeight <= scrollTop + clientHeight) return;
    scroller.scrollTop = top < scrollTop ? top : top + rowHeight - clientHeight;
    this.#top = scroller.scrollTop;
    this.#reach();
  }

  readonly #focused = (event: FocusEvent): void => {
    const id = (event.target as HTMLElement).dataset['conversation'];
    if (id === undefined || id === this.#cursor) return;
    this.#cursor = id as ConversationId;
    this.requestUpdate();
  };

  readonly #pressed = (event: KeyboardEvent): void => {
    if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey || this.#cursor === null) return;
    const last = this.inbox.entries.length - 1;
    const from = this.inbox.placeOf(this.#cursor);
    const steps: Record<string, number> = { ArrowDown: from + 1, ArrowUp: from - 1, Home: 0, End: last };
    const to = steps[event.key];
    if (to === undefined) return;
    event.preventDefault();
    void this.#moveTo(Math.max(0, Math.min(last, to)));
  };

  async #moveTo(row: number): Promise<void> {
    const entry = this.inbox.entries[row];
    if (!entry) return;
    this.#show(row);
    this.#cursor = entry.conversation.id;
    this.requestUpdate();
    await this.updateComplete;
    this.#rowOf(this.#cursor)?.focus({ preventScroll: true });
  }

  protected override render(): TemplateResult {
    const { entries } = this.inbox;
    const kept = this.#cursor === null ? -1 : this.inbox.placeOf(this.#cursor);
    const items = drawn(this.#window, entries.length, this.#hasFocus ? kept : -1);
    const total = this.inbox.isComplete ? entries.length : -1;
    return html`<div
      class="rows"
      role="list"
      aria-label=${texts.list}
      @scroll=${this.#scrolled}
      @focusin=${this.#focused}
      @keydown=${this.#pressed}
    >
      ${repeat(items, this.#keyOf, (item) =>
        'room' in item ? room(item) : this.#row(this.#entries[item.row]!, item.row, total),
      )}
    </div>`;
  }

  readonly #keyOf = (item: Drawn): string =>
    'room' in item ? item.key : this.#entries[item.row]!.conversation.id;

  #row(entry: InboxEntry, row: number, total: number): TemplateResult {
    const { id } = entry.conversation;
    const current = id === this.current;
    const tabs = id === this.#cursor;
    const { href, labels } = this;
    return html`<div role="listitem" aria-posinset=${row + 1} aria-setsize=${total}>
      ${guard([entry, current, tabs, href, labels.list, this.#tick], () =>
        conversationRow(entry, {
          href: href(id),
          current,
          tabs,
          now: Date.now(),
          labels: labels.of(entry.labels),
        }),
      )}
    </div>`;
  }

  static override styles = [controls, rowStyles, labelStyles];
}

const room = ({ room: rows }: { room: number }): TemplateResult =>
  html`<div class="room" aria-hidden="true" .style=${`block-size:${rows * rowHeight}px`}></div>`;
