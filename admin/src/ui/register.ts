import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import type { Call } from '@parlour/shared/protocol/define.js';
import { listDisclosures, type RegisterEntry } from '@parlour/shared/protocol/disclosure.js';
import { disclosureWords } from './disclosure-words.js';
import { briefly, exactly, moment } from './format.js';
import { bone, empty, failure, loading } from './states.js';
import { controls } from './styles/controls.js';
import { notices } from './styles/notices.js';
import { tables } from './styles/tables.js';

const words = disclosureWords.register;

/** DIS-1: the register as a table, a page at a time. */
export class Register extends LitElement {
  static override properties = {
    call: { attribute: false },
    platform: { type: Boolean },
    entries: { state: true },
    next: { state: true },
    failed: { state: true },
    busy: { state: true },
  };
  declare call: Call;
  /** Shows whose each entry is. */
  declare platform: boolean;
  declare protected entries: readonly RegisterEntry[] | null;
  declare protected next: string | null;
  declare protected failed: unknown;
  declare protected busy: boolean;

  constructor() {
    super();
    this.platform = false;
    this.entries = null;
    this.next = null;
    this.busy = false;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    void this.load();
  }

  /** Reads it anew from the newest entry on. */
  async load(): Promise<void> {
    await this.#read(null);
  }

  async #read(before: string | null): Promise<void> {
    if (this.busy) return;
    this.busy = true;
    this.failed = undefined;
    try {
      const { disclosures, next } = await this.call(listDisclosures, { ...(before && { before }) });
      this.entries = before === null ? disclosures : [...(this.entries ?? []), ...disclosures];
      this.next = next;
    } catch (error) {
      this.failed = error;
    } finally {
      this.busy = false;
    }
  }

  protected override render(): TemplateResult {
    const { entries, failed, next } = this;
    if (failed !== undefined) return failure(failed, () => void this.load());
    if (!entries) return loading(html`<div class="table-frame">${bone('long')}</div>`);
    if (entries.length === 0)
      return html`<div class="table-frame">${empty(words.none, words.noneText)}</div>`;
    return html`<div class="table-frame" tabindex="0" role="region" aria-label=${words.title}>
        <table aria-label=${words.title}>
          <thead>
            <tr>
              <th scope="col">${words.recipient}</th>
              <th scope="col">${words.what}</th>
              <th scope="col">${words.fields}</th>
              <th scope="col">${words.basis}</th>
              <th scope="col">${words.at}</th>
              ${this.platform ? html`<th scope="col">${words.merchant}</th>` : nothing}
            </tr>
          </thead>
          <tbody>
            ${entries.map((entry) => this.#row(entry))}
          </tbody>
        </table>
      </div>
      ${
        next === null
          ? nothing
          : html`<button
              class="button"
              type="button"
              aria-disabled=${this.busy}
              @click=${() => this.#read(next)}
            >
              ${words.more}
            </button>`
      }`;
  }

  #row(entry: RegisterEntry): TemplateResult {
    const { kinds, categories, bases, fieldList } = disclosureWords;
    const { recipient, category, kind, purpose, fields, basis, lastAt, times, by, shownFrom } = entry;
    return html`<tr>
      <th scope="row">
        <span dir="auto">${recipient}</span>
        <span class="soft small">${categories[category]}</span>
      </th>
      <td data-label=${words.what}>
        <div>
          <span>${kinds[kind]}</span>
          ${purpose === '' ? nothing : html`<span class="soft small" dir="auto">${purpose}</span>`}
          <span class="soft small">${words.conversations(entry.conversations)}</span>
        </div>
      </td>
      <td data-label=${words.fields} class="small">${fieldList(fields)}</td>
      <td data-label=${words.basis} class="small">
        <div>
          <span>${bases[basis]}</span>
          ${shownFrom === null ? nothing : html`<span class="soft">${words.gagged(briefly(shownFrom))}</span>`}
        </div>
      </td>
      <td data-label=${words.at} class="small">
        <div>
          <time title=${exactly(lastAt)}>${moment(lastAt)}</time>
          ${times > 1 ? html`<span class="soft">${words.times(times)}</span>` : nothing}
          <span class="soft">${words.people[by] ?? by}</span>
        </div>
      </td>
      ${this.platform ? html`<td data-label=${words.merchant}>${entry.merchant}</td>` : nothing}
    </tr>`;
  }

  static override styles = [
    controls,
    notices,
    tables,
    css`
      :host {
        display: grid;
        justify-items: start;
        gap: var(--space-3);
      }
      .table-frame {
        inline-size: 100%;
      }
      th > span,
      td span {
        display: block;
        overflow-wrap: break-word;
      }
      th > .small {
        font-weight: 400;
      }
      @media (min-width: 721px) {
        th,
        td {
          min-inline-size: 8rem;
        }
        td:nth-of-type(2) {
          min-inline-size: 16rem;
        }
      }
    `,
  ];
}
