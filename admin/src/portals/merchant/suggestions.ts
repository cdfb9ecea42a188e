import {
  html,
  nothing,
  type ReactiveController,
  type ReactiveControllerHost,
  type TemplateResult,
} from 'lit';

export interface Suggestion {
  readonly id: string;
  readonly label: string;
  readonly detail?: string;
  /** What stands in the text instead of the mark and what was typed after it. */
  readonly insert: string;
}

interface Options {
  readonly box: () => HTMLTextAreaElement | null;
  /** What begins it, at the start of the text or after a space. */
  readonly mark: '/' | '@';
  readonly find: (query: string) => readonly Suggestion[];
  readonly chosen: (text: string, caret: number, suggestion: Suggestion) => void;
  /** The list's name. */
  readonly label: string;
  /** Said when the list opens, for those who do not see it. */
  readonly count: (count: number) => string;
}

/** What was typed after the mark: one word, of a name two. */
const typed = {
  '/': /(?:^|\s)\/([\p{L}\p{M}\p{N}_-]*)$/u,
  '@': /(?:^|\s)@([\p{L}\p{M}\p{N}_-]*(?: [\p{L}\p{M}\p{N}_-]+)?)$/u,
} as const;

/**
 * A list that opens while something is typed in a text box. The focus stays in the box; the arrows move through the
 * list, Enter or Tab takes what is marked, Escape closes it until another one is begun.
 */
export class Suggestions implements ReactiveController {
  #items: readonly Suggestion[] = [];
  #active = 0;
  #start = -1;
  #end = -1;
  #dismissed = -1;

  constructor(
    private readonly host: ReactiveControllerHost,
    private readonly options: Options,
  ) {
    host.addController(this);
  }

  hostDisconnected(): void {
    this.close();
  }

  hostUpdated(): void {
    const root = this.options.box()?.getRootNode();
    if (root instanceof ShadowRoot)
      root.querySelector('.suggestions [aria-selected="true"]')?.scrollIntoView({ block: 'nearest' });
  }

  get isOpen(): boolean {
    return this.#items.length > 0;
  }

  /** To be called after every change of the text. */
  look(): void {
    const box = this.options.box();
    const found = box ? typed[this.options.mark].exec(box.value.slice(0, box.selectionEnd)) : null;
    if (!box || !found) {
      this.#dismissed = -1;
      return this.close();
    }
    this.#end = box.selectionEnd;
    this.#start = this.#end - found[1]!.length - 1;
    if (this.#start === this.#dismissed) return this.close();
    const items = this.options.find(found[1]!);
    if (items.length !== this.#items.length || items[0]?.id !== this.#items[0]?.id) this.#active = 0;
    this.#items = items;
    this.host.requestUpdate();
  }

  /** The same list anew, when what it is made of has come. */
  again(): void {
    if (this.options.box()?.matches(':focus')) this.look();
  }

  close(): void {
    if (!this.isOpen) return;
    this.#items = [];
    this.#active = 0;
    this.host.requestUpdate();
  }

  /** Whether the key was for the list. */
  key(event: KeyboardEvent): boolean {
    if (!this.isOpen || event.isComposing || event.altKey || event.ctrlKey || event.metaKey) return false;
    const { length } = this.#items;
    if (event.key === 'ArrowDown') this.#active = (this.#active + 1) % length;
    else if (event.key === 'ArrowUp') this.#active = (this.#active + length - 1) % length;
    else if (event.key === 'Enter' || event.key === 'Tab') {
      if (event.shiftKey) return false;
      this.#choose(this.#items[this.#active]!);
    } else if (event.key === 'Escape') {
      this.#dismissed = this.#start;
      this.close();
    } else return false;
    event.preventDefault();
    event.stopPropagation();
    this.host.requestUpdate();
    return true;
  }

  #choose(suggestion: Suggestion): void {
    const box = this.options.box();
    if (!box) return;
    const before = box.value.slice(0, this.#start) + suggestion.insert;
    const text = before + box.value.slice(this.#end);
    this.close();
    this.options.chosen(text, before.length, suggestion);
  }

  /** For the text box: which list belongs to it, and what is marked there. */
  get controls(): string | typeof nothing {
    return this.isOpen ? 'suggestions' : nothing;
  }

  get marked(): string | typeof nothing {
    return this.isOpen ? `suggestion-${this.#active}` : nothing;
  }

  /** Stands before the text box, in an element that is its place. */
  render(): TemplateResult {
    const { label, count } = this.options;
    return html`<p class="hidden-visually" role="status">
        ${this.isOpen ? count(this.#items.length) : nothing}
      </p>
      ${
        this.isOpen
          ? html`<ul class="suggestions" id="suggestions" role="listbox" aria-label=${label}>
              ${this.#items.map((item, at) => this.#option(item, at))}
            </ul>`
          : nothing
      }`;
  }

  #option(item: Suggestion, at: number): TemplateResult {
    // The press, not the click: the box would lose the focus.
    const press = (event: Event): void => {
      event.preventDefault();
      this.#choose(item);
    };
    return html`<li
      id="suggestion-${at}"
      role="option"
      aria-selected=${at === this.#active}
      @pointerdown=${press}
    >
      <b dir="auto">${item.label}</b>
      ${item.detail === undefined ? nothing : html`<span dir="auto">${item.detail}</span>`}
    </li>`;
  }
}
