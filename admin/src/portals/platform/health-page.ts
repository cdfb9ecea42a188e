import { css, html, LitElement, type TemplateResult } from 'lit';
import type { Call } from '@parlour/shared/protocol/define.js';
import { readHealth, type Health, type JobView } from '@parlour/shared/protocol/health.js';
import { Fetched } from '../../ui/fetched.js';
import { exactly, fromNow, number, timeOfDay, took } from '../../ui/format.js';
import { Repeating } from '../../ui/repeating.js';
import { bone } from '../../ui/states.js';
import { controls } from '../../ui/styles/controls.js';
import { notices } from '../../ui/styles/notices.js';
import { page } from '../../ui/styles/page.js';
import { tables } from '../../ui/styles/tables.js';
import { texts as common } from '../../ui/texts.js';
import { showTitle } from '../../ui/title.js';
import { figure, figures } from './figure.js';
import { healthTexts as words } from './health-texts.js';

/** OPS-7: whether the store, the mail and what runs by itself are well. */
export class HealthPage extends LitElement {
  static override properties = { call: { attribute: false } };
  declare call: Call;

  readonly #health = new Fetched(this, () => this.call(readHealth, {}));

  constructor() {
    super();
    new Repeating(this, 30_000, () => this.#health.load());
  }

  override connectedCallback(): void {
    super.connectedCallback();
    showTitle([words.title, common.portals.admin]);
  }

  protected override render(): TemplateResult {
    const card = html`<div class="card">${bone('half')}${bone('short')}</div>`;
    return html`<header>
        <h1 tabindex="-1">${words.title}</h1>
        <p class="lead">${words.lead}</p>
      </header>
      ${this.#health.show((health) => this.#inside(health), html`<div class="cards">${card}${card}</div>`)}`;
  }

  #inside({ asOf, store, mail, jobs }: Health): TemplateResult {
    return html`<section class="cards" aria-label=${words.title}>
        ${figure({
          label: words.store,
          value: words.ms(number(store.ms)),
          explanation: words.storeText,
          state: 'ok',
        })}
        ${
          mail === null
            ? figure({ label: words.mail, value: words.mailOff, explanation: words.mailOffText })
            : figure({
                label: words.mail,
                value: number(mail.waiting),
                explanation: mail.stuck === 0 ? words.mailWaiting : words.mailStuck(mail.stuck),
                state: mail.stuck === 0 ? 'ok' : 'bad',
              })
        }
      </section>
      <div class="table-frame" tabindex="0" role="region" aria-label=${words.jobs}>
        <table>
          <caption>
            ${words.jobs}
          </caption>
          <thead>
            <tr>
              <th scope="col">${words.job}</th>
              <th scope="col">${words.how}</th>
              <th scope="col">${words.ran}</th>
              <th scope="col">${words.every}</th>
            </tr>
          </thead>
          <tbody>
            ${jobs.map((job) => this.#job(job, asOf))}
          </tbody>
        </table>
      </div>
      <p class="soft small" role="status">${words.asOf(timeOfDay(asOf))}</p>`;
  }

  #job({ name, every, ranAt, state }: JobView, asOf: number): TemplateResult {
    return html`<tr class=${state}>
      <th scope="row"><code>${name}</code></th>
      <td data-label=${words.how}>${words.states[state]}</td>
      <td data-label=${words.ran}>
        ${
          ranAt === null
            ? words.never
            : html`<time datetime=${new Date(ranAt).toISOString()} title=${exactly(ranAt)}
                >${fromNow(ranAt, asOf)}</time
              >`
        }
      </td>
      <td data-label=${words.every}>${took(every)}</td>
    </tr>`;
  }

  static override styles = [
    controls,
    notices,
    page,
    tables,
    figures,
    css`
      tr:is(.failed, .late) td {
        color: var(--danger);
      }
    `,
  ];
}
