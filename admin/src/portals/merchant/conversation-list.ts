import { html, LitElement, nothing, type TemplateResult } from 'lit';
import type { ConversationId } from '@parlour/shared/model/ids.js';
import type { Mention } from '@parlour/shared/protocol/note.js';
import type { SearchResult } from '@parlour/shared/protocol/search.js';
import type { InboxView } from '@parlour/shared/protocol/conversation.js';
import { Hearing } from '../../ui/hearing.js';
import { briefNumber } from '../../ui/format.js';
import { bone, empty, failure, loading } from '../../ui/states.js';
import { controls } from '../../ui/styles/controls.js';
import { notices } from '../../ui/styles/notices.js';
import { views } from './inbox-order.js';
import type { Inbox } from './inbox.js';
import { listStyles } from './conversation-list.styles.js';
import { words } from './inbox-words.js';
import { labelStyles } from './label-chips.js';
import type { LabelSet } from './label-set.js';
import { mentionList } from './mention-list.js';
import type { Mentions } from './mentions.js';
import { resultStyles, searchResults } from './search-results.js';
import { texts } from './texts.js';
import type { TranscriptSearch } from './transcript-search.js';

/** The views with their counts, and the conversations of one of them; and the search through them all. */
export class ConversationList extends LitElement {
  static override properties = {
    inbox: { attribute: false },
    current: { attribute: false },
    viewHref: { attribute: false },
    conversationHref: { attribute: false },
    labels: { attribute: false },
    search: { attribute: false },
    resultHref: { attribute: false },
    mentions: { attribute: false },
    mentionsHref: {},
    mentionHref: { attribute: false },
  };
  declare inbox: Inbox;
  declare current: ConversationId | null;
  declare viewHref: (view: InboxView) => string;
  declare conversationHref: (conversation: ConversationId) => string;
  declare labels: LabelSet;
  declare search: TranscriptSearch;
  declare resultHref: (result: SearchResult) => string;
  /** Null while a view is listed. */
  declare mentions: Mentions | null;
  declare mentionsHref: string;
  declare mentionHref: (mention: Mention) => string;

  constructor() {
    super();
    this.current = null;
    this.mentions = null;
    this.mentionsHref = '';
    new Hearing(
      this,
      () => this.inbox,
      (inbox) => [inbox.subscribe(() => this.requestUpdate())],
    );
    new Hearing(
      this,
      () => this.labels,
      (labels) => [labels.subscribe(() => this.requestUpdate())],
    );
    new Hearing(
      this,
      () => this.mentions ?? undefined,
      (mentions) => [mentions.subscribe(() => this.requestUpdate())],
    );
    new Hearing(
      this,
      () => this.search,
      (search) => [search.subscribe(() => this.requestUpdate())],
    );
  }

  /** Puts the cursor into the search. */
  focusSearch(): void {
    this.renderRoot.querySelector<HTMLInputElement>('#search')?.focus();
  }

  protected override render(): TemplateResult {
    return html`${this.#searchBox()}
    ${
      this.search.state === 'idle'
        ? this.#list()
        : searchResults(this.search, {
            href: this.resultHref,
            leave: () => this.focusSearch(),
          })
    }`;
  }

  #searchBox(): TemplateResult {
    const { search } = this;
    const key = (event: KeyboardEvent): void => {
      if (event.key === 'Enter') void search.again();
      else if (event.key === 'Escape' && search.words !== '') search.clear();
      else if (event.key === 'ArrowDown' && search.results.length > 0)
        this.renderRoot.querySelector<HTMLElement>('.results a')?.focus();
      else return;
      event.preventDefault();
    };
    return html`<search>
      <label class="hidden-visually" for="search">${words.search.label}</label>
      <input
        id="search"
        type="search"
        maxlength="200"
        autocomplete="off"
        placeholder="${words.search.label}…"
        aria-keyshortcuts="Alt+S"
        title=${words.search.hint}
        .value=${search.words}
        @input=${(event: Event) => search.look((event.target as HTMLInputElement).value)}
        @keydown=${key}
      />
    </search>`;
  }

  #filter(): TemplateResult | typeof nothing {
    const { list } = this.labels;
    const { label } = this.inbox;
    if (list.length === 0 && label === null) return nothing;
    const choose = (event: Event): void => {
      const detail = (event.target as HTMLSelectElement).value;
      this.dispatchEvent(new CustomEvent<string>('label', { detail }));
    };
    return html`<div class="filter">
      <label for="label">${words.labels.filter}</label>
      <select id="label" @change=${choose}>
        <option value="" ?selected=${label === null}>${words.labels.all}</option>
        ${list.map(({ id, name }) => html`<option value=${id} ?selected=${id === label}>${name}</option>`)}
      </select>
    </div>`;
  }

  #list(): TemplateResult {
    return html`<nav aria-label=${texts.viewsLabel}>
        ${views.map((view) => this.#tab(view))}
        <a
          href=${this.mentionsHref}
          aria-label=${words.mentions.tab}
          title=${words.mentions.tab}
          aria-current=${this.mentions ? 'page' : nothing}
          >@</a
        >
      </nav>
      ${this.mentions ? mentionList(this.mentions, this.mentionHref) : this.#rows()}`;
  }

  #rows(): TemplateResult {
    const { inbox } = this;
    return html`${this.#filter()}
      ${inbox.failed === undefined ? nothing : failure(inbox.failed, () => inbox.again())}
      <div class="stack">
        <merchant-rows
          .inbox=${inbox}
          .current=${this.current}
          .href=${this.conversationHref}
          .labels=${this.labels}
        ></merchant-rows>
        ${inbox.entries.length > 0 || inbox.failed !== undefined ? nothing : this.#nothingThere()}
      </div>`;
  }

  #tab(view: InboxView): TemplateResult {
    const count = view === 'closed' ? undefined : this.inbox.counts?.[view];
    return html`<a
      href=${this.viewHref(view)}
      aria-current=${view === this.inbox.view && !this.mentions ? 'page' : nothing}
    >
      ${texts.views[view]}
      ${
        count === undefined
          ? nothing
          : html`<span class="count number" aria-hidden="true">${briefNumber(count)}</span
              ><span class="hidden-visually">${texts.inView(count)}</span>`
      }
    </a>`;
  }

  #nothingThere(): TemplateResult {
    if (!this.inbox.loading) {
      const sentences: readonly [string, string] =
        this.inbox.label === null
          ? texts.empty[this.inbox.view]
          : [words.labels.empty, words.labels.emptyNext];
      return html`<div class="over">${empty(...sentences)}</div>`;
    }
    const row = html`<div class="bones">${bone('half')}${bone('long')}${bone('short')}</div>`;
    return html`<div class="over">${loading(html`${row}${row}${row}${row}${row}`)}</div>`;
  }

  static override styles = [controls, notices, listStyles, labelStyles, resultStyles];
}
