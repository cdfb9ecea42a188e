import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import {
  auditState,
  listAudit,
  verifyAudit,
  type AuditEntryView,
  type AuditState,
} from '@parlour/shared/protocol/audit.js';
import type { Call } from '@parlour/shared/protocol/define.js';
import { Deed } from '../../ui/deed.js';
import { Fetched } from '../../ui/fetched.js';
import { exactly, fromNow, moment, number } from '../../ui/format.js';
import { bone, empty, failure } from '../../ui/states.js';
import { controls } from '../../ui/styles/controls.js';
import { notices } from '../../ui/styles/notices.js';
import { page } from '../../ui/styles/page.js';
import { tables } from '../../ui/styles/tables.js';
import { texts as common } from '../../ui/texts.js';
import { showTitle } from '../../ui/title.js';
import { texts } from './promises-texts.js';

const words = texts.audit;

interface Listed {
  readonly entries: readonly AuditEntryView[];
  readonly next: number | null;
}

/** AUD-1, AUD-2: the audit, newest first, and whether it is whole. */
export class AuditPage extends LitElement {
  static override properties = {
    call: { attribute: false },
    target: { state: true },
  };
  declare call: Call;
  declare protected target: string;

  readonly #state = new Fetched(this, () => this.call(auditState, {}));
  readonly #list = new Fetched<Listed>(this, () => this.call(listAudit, this.#sought()), {
    of: () => [this.target],
  });
  readonly #verification = new Deed(this);
  readonly #more = new Deed(this);

  constructor() {
    super();
    this.target = '';
  }

  override connectedCallback(): void {
    super.connectedCallback();
    showTitle([words.title, common.portals.admin]);
  }

  #sought(): { readonly target?: string } {
    return this.target === '' ? {} : { target: this.target };
  }

  #verify(): Promise<boolean> {
    return this.#verification.do(async () => {
      await this.call(verifyAudit, {});
      await this.#state.load();
    });
  }

  #fetchMore(former: readonly AuditEntryView[], before: number): Promise<boolean> {
    const { target } = this;
    return this.#more.do(async () => {
      const { entries, next } = await this.call(listAudit, { before, ...this.#sought() });
      // Those of another are looked for by now.
      if (target === this.target) this.#list.put({ entries: [...former, ...entries], next });
    });
  }

  #find(event: SubmitEvent): void {
    event.preventDefault();
    this.target = this.renderRoot.querySelector<HTMLInputElement>('#target')!.value.trim();
  }

  protected override render(): TemplateResult {
    return html`<header>
        <h1 tabindex="-1">${words.title}</h1>
        <p class="lead">${words.lead}</p>
      </header>
      ${this.#state.show((state) => this.#chain(state), html`<div class="card">${bone('half')}</div>`)}
      ${
        this.#verification.refused === undefined
          ? nothing
          : failure(this.#verification.refused, () => void this.#verify())
      }
      <form class="card" role="search" @submit=${(event: SubmitEvent) => this.#find(event)}>
        <div class="field">
          <label for="target">${words.find}</label>
          <input
            id="target"
            spellcheck="false"
            autocapitalize="none"
            autocomplete="off"
            pattern="[A-Za-z0-9_:\\-]{1,100}"
            aria-describedby="hint"
          />
          <p id="hint" class="soft small">${words.findHint}</p>
        </div>
        <button class="button next" type="submit">${words.submit}</button>
      </form>
      ${this.#list.show((listed) => this.#entries(listed), html`<div class="card">${bone('long')}</div>`)}
      ${this.#more.refusal()}`;
  }

  #chain(value: AuditState): TemplateResult {
    return html`<section class="card chain" aria-labelledby="chain">
      <h2 id="chain">${words.chain}</h2>
      <div role="status">${this.#check(value)}</div>
      <div class="row">
        <button
          class="button"
          type="button"
          aria-disabled=${this.#verification.busy}
          @click=${() => void this.#verify()}
        >
          ${this.#verification.busy ? words.verifying : words.verify}
        </button>
        <span class="soft small">${words.entries(value.entries)}</span>
      </div>
    </section>`;
  }

  #check({ check }: AuditState): TemplateResult {
    if (!check) return html`<p><strong>${words.unchecked}.</strong> ${words.uncheckedText}</p>`;
    if (check.problem !== null)
      return html`<div class="notice danger">
        <p><strong>${words.wrong}.</strong> ${check.problem}</p>
      </div>`;
    const { entries, heads, certificates, at } = check;
    return html`<p>
      <strong>${words.whole}.</strong> ${words.wholeText(entries, heads, certificates, fromNow(at))}
    </p>`;
  }

  #entries({ entries, next }: Listed): TemplateResult {
    if (entries.length === 0) return html`<div class="card">${empty(words.none)}</div>`;
    return html`${entriesTable(entries)}
    ${
      next === null
        ? nothing
        : html`<div class="row">
            <button class="button" type="button" @click=${() => this.#fetchMore(entries, next)}>
              ${words.more}
            </button>
          </div>`
    }`;
  }

  static override styles = [
    controls,
    notices,
    page,
    tables,
    css`
      form {
        display: grid;
        grid-template-columns: minmax(0, 1fr) auto;
        align-items: center;
        gap: var(--space-3) var(--space-4);
      }
      .chain {
        display: grid;
        gap: var(--space-3);
      }
      td code {
        display: block;
        max-inline-size: 52ch;
      }
      time {
        white-space: nowrap;
      }
      @media (max-width: 720px) {
        form {
          grid-template-columns: minmax(0, 1fr);
          justify-items: start;
        }
        .field {
          inline-size: 100%;
        }
      }
      .details {
        display: grid;
        gap: 2px;
        overflow-wrap: anywhere;
      }
    `,
  ];
}

/** The details as what they are: names, each with what it holds. */
function detailList(details: string): TemplateResult {
  const all = flat(JSON.parse(details));
  return html`<ul class="details">
    ${all.map(([name, value]) => html`<li>${name === '' ? nothing : html`<span class="soft">${name}</span> `}${value}</li>`)}
  </ul>`;
}

function flat(value: unknown, path = ''): readonly (readonly [name: string, value: string])[] {
  if (value === null) return [];
  if (typeof value !== 'object') return [[path, shown(value)]];
  if (Array.isArray(value)) return value.length === 0 ? [] : [[path, value.map(shown).join(', ')]];
  return Object.entries(value).flatMap(([name, inner]) =>
    flat(inner, path === '' ? name : `${path}.${name}`),
  );
}

const shown = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));

const entriesTable = (entries: readonly AuditEntryView[]): TemplateResult =>
  html`<div class="table-frame" tabindex="0" role="region" aria-labelledby="entries">
    <table>
      <caption id="entries">
        ${words.caption}
      </caption>
      <thead>
        <tr>
          <th scope="col" class="amount">${words.seq}</th>
          <th scope="col">${words.at}</th>
          <th scope="col">${words.actor}</th>
          <th scope="col">${words.action}</th>
          <th scope="col">${words.details}</th>
        </tr>
      </thead>
      <tbody>
        ${entries.map(
          ({ seq, at, actor, action, details }) =>
            html`<tr>
              <td class="amount" data-label=${words.seq}>${number(seq)}</td>
              <td data-label=${words.at}>
                <time datetime=${new Date(at).toISOString()} title=${exactly(at)}>${moment(at)}</time>
              </td>
              <td data-label=${words.actor}>${words.actors[actor] ?? actor}</td>
              <th scope="row">${action}</th>
              <td data-label=${words.details}>${details === null ? '–' : detailList(details)}</td>
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
