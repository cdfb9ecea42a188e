import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { listOwnAudit, type OwnAuditEntry } from '@parlour/shared/protocol/audit.js';
import type { Call } from '@parlour/shared/protocol/define.js';
import { Deed } from '../../ui/deed.js';
import { Fetched } from '../../ui/fetched.js';
import { exactly, moment } from '../../ui/format.js';
import { bone, empty } from '../../ui/states.js';
import { controls } from '../../ui/styles/controls.js';
import { notices } from '../../ui/styles/notices.js';
import { page } from '../../ui/styles/page.js';
import { tables } from '../../ui/styles/tables.js';
import { texts as common } from '../../ui/texts.js';
import { showTitle } from '../../ui/title.js';
import { logTexts as words } from './log-texts.js';

interface Listed {
  readonly entries: readonly OwnAuditEntry[];
  readonly next: number | null;
}

/** AUD-3: what the own team did. For managers. */
export class LogPage extends LitElement {
  static override properties = { call: { attribute: false } };
  declare call: Call;

  readonly #list = new Fetched<Listed>(this, () => this.call(listOwnAudit, {}));
  readonly #more = new Deed(this);

  override connectedCallback(): void {
    super.connectedCallback();
    showTitle([words.title, common.portals.merchant]);
  }

  #fetchMore(former: readonly OwnAuditEntry[], before: number): Promise<boolean> {
    return this.#more.do(async () => {
      const { entries, next } = await this.call(listOwnAudit, { before });
      this.#list.put({ entries: [...former, ...entries], next });
    });
  }

  protected override render(): TemplateResult {
    return html`<header>
        <h1 tabindex="-1">${words.title}</h1>
        <p class="lead">${words.lead}</p>
      </header>
      ${this.#list.show(
        (listed) => this.#entries(listed),
        html`<div class="card">${bone('half')}${bone('long')}</div>`,
      )}
      ${this.#more.refusal()}`;
  }

  #entries({ entries, next }: Listed): TemplateResult {
    if (entries.length === 0) return html`<div class="card">${empty(words.none)}</div>`;
    return html`<div class="table-frame" tabindex="0" role="region" aria-labelledby="entries">
        <table>
          <caption id="entries">
            ${words.caption}
          </caption>
          <thead>
            <tr>
              <th scope="col">${words.at}</th>
              <th scope="col">${words.actor}</th>
              <th scope="col">${words.action}</th>
              <th scope="col">${words.details}</th>
            </tr>
          </thead>
          <tbody>
            ${entries.map(row)}
          </tbody>
        </table>
      </div>
      ${
        next === null
          ? nothing
          : html`<div>
              <button
                class="button"
                type="button"
                aria-disabled=${this.#more.busy}
                @click=${() => void this.#fetchMore(entries, next)}
              >
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
      time {
        white-space: nowrap;
      }
      td.details {
        overflow-wrap: anywhere;
      }
    `,
  ];
}

const row = ({ at, actor, action, details }: OwnAuditEntry): TemplateResult =>
  html`<tr>
    <td data-label=${words.at}>
      <time datetime=${new Date(at).toISOString()} title=${exactly(at)}>${moment(at)}</time>
    </td>
    <td data-label=${words.actor}>${actor === 'formerly' ? words.formerly : actor}</td>
    <th scope="row">${words.actions[action] ?? action}</th>
    <td class="details" data-label=${words.details}>${details === null ? '–' : plain(details)}</td>
  </tr>`;

/** The details without the marks of JSON: `role: agent, disabled: true`. */
const plain = (details: string): string =>
  Object.entries(JSON.parse(details) as Record<string, unknown>)
    .map(([name, value]) => `${name}: ${typeof value === 'string' ? value : JSON.stringify(value)}`)
    .join(', ');
