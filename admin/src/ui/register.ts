import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import type { Call } from '@parlour/shared/protocol/define.js';
import { listDisclosures, type RegisterEntry } from '@parlour/shared/protocol/disclosure.js';
import { Deed } from './deed.js';
import { disclosureWords } from './disclosure-words.js';
import { Fetched } from './fetched.js';
import { briefly, exactly, moment } from './format.js';
import { bone, empty } from './states.js';
import { controls } from './styles/controls.js';
import { notices } from './styles/notices.js';
import { tables } from './styles/tables.js';

const words = disclosureWords.register;

interface Listed {
  readonly disclosures: readonly RegisterEntry[];
  /** Where the next page begins. */
  readonly next: string | null;
}

/** DIS-1: the register as a table, a page at a time. */
export class Register extends LitElement {
  static override properties = {
    call: { attribute: false },
    platform: { type: Boolean },
  };
  declare call: Call;
  /** Shows whose each entry is. */
  declare platform: boolean;

  readonly #listed = new Fetched<Listed>(this, () => this.call(listDisclosures, {}));
  readonly #deed = new Deed(this);

  constructor() {
    super();
    this.platform = false;
  }

  /** Reads it anew from the newest entry on. */
  load(): Promise<void> {
    return this.#listed.load();
  }

  #more(former: readonly RegisterEntry[], before: string): Promise<boolean> {
    return this.#deed.do(async () => {
      const { disclosures, next } = await this.call(listDisclosures, { before });
      this.#listed.put({ disclosures: [...former, ...disclosures], next });
    });
  }

  protected override render(): TemplateResult {
    return this.#listed.show(
      (listed) => this.#table(listed),
      html`<div class="table-frame">${bone('long')}</div>`,
    );
  }

  #table({ disclosures: entries, next }: Listed): TemplateResult {
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
              aria-disabled=${this.#deed.busy}
              @click=${() => this.#more(entries, next)}
            >
              ${words.more}
            </button>`
      }
      ${this.#deed.refusal()}`;
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
