import { css, html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import type { Call } from '@parlour/shared/protocol/define.js';
import { retentionOverview, type RetentionOverview } from '@parlour/shared/protocol/retention.js';
import type { Connection } from '@parlour/widget/connection/connection.js';
import { Fetched } from '../../ui/fetched.js';
import { briefly, exactly, fromNow, number, timeOfDay } from '../../ui/format.js';
import { Hearing } from '../../ui/hearing.js';
import { bone, failure, loading } from '../../ui/states.js';
import { controls } from '../../ui/styles/controls.js';
import { notices } from '../../ui/styles/notices.js';
import { page } from '../../ui/styles/page.js';
import { Repeating } from '../../ui/repeating.js';
import { texts as common } from '../../ui/texts.js';
import { showTitle } from '../../ui/title.js';
import { texts } from './texts.js';

const words = texts.overview;

/** The first page: what must be zero, what is due next, and on which days what is stored will go. */
export class OverviewPage extends LitElement {
  static override properties = {
    call: { attribute: false },
    connection: { attribute: false },
    purgeHref: {},
    organizationsHref: {},
  };
  declare call: Call;
  declare connection: Connection;
  declare purgeHref: string;
  declare organizationsHref: string;

  readonly #overview = new Fetched(this, () => this.call(retentionOverview, {}));

  constructor() {
    super();
    new Repeating(this, 30_000, () => this.#overview.load());
    new Hearing(
      this,
      () => this.connection,
      (connection) => [
        connection.on('purge.progressed', (run) => run.state !== 'running' && void this.#overview.load()),
      ],
    );
  }

  protected override updated(_: PropertyValues): void {
    const { overdue = 0, brake = null } = this.#overview.value ?? {};
    showTitle([words.title, common.portals.admin], overdue + (brake ? 1 : 0));
  }

  protected override render(): TemplateResult {
    const overview = this.#overview.value;
    return html`<h1 tabindex="-1">${words.title}</h1>
      ${
        this.#overview.error === undefined
          ? nothing
          : failure(this.#overview.error, () => void this.#overview.load())
      }
      ${overview ? this.#numbers(overview) : this.#overview.error === undefined ? this.#skeleton() : nothing}`;
  }

  #skeleton(): TemplateResult {
    const card = html`<div class="card">${bone('half')}${bone('short')}${bone('long')}</div>`;
    return loading(html`<div class="cards">${card}${card}${card}${card}${card}</div>`);
  }

  #numbers({ asOf, due, overdue, stored, nextDueAt, brake, byDay }: RetentionOverview): TemplateResult {
    return html`<section class="cards" aria-label=${words.title}>
        ${this.#card(
          words.overdue,
          number(overdue),
          overdue === 0 ? words.overdueNone : words.overdueSome,
          overdue === 0 ? 'ok' : 'bad',
          overdue > 0,
        )}
        ${this.#card(
          words.brake,
          brake ? words.brakeOn : words.brakeOff,
          brake ? words.brakeOnText(brake.due, brake.stored) : words.brakeOffText,
          brake ? 'bad' : 'ok',
          brake !== null,
        )}
        ${this.#card(words.due, number(due), due === 0 ? words.dueNone : words.dueSome)}
        ${
          nextDueAt === null
            ? this.#card(words.next, words.nextNone, words.nextNoneText)
            : this.#card(
                words.next,
                briefly(nextDueAt),
                html`<time datetime=${new Date(nextDueAt).toISOString()} title=${exactly(nextDueAt)}
                  >${fromNow(nextDueAt)}</time
                >`,
              )
        }
        ${this.#card(words.stored, number(stored), words.storedText)}
      </section>
      <div class="card"><platform-due-chart .days=${byDay}></platform-due-chart></div>
      <p class="soft small">
        ${words.asOf(timeOfDay(asOf))} · <a href=${this.organizationsHref}>${words.toOrganizations}</a>
      </p>`;
  }

  #card(
    label: string,
    value: string,
    explanation: string | TemplateResult,
    state: 'ok' | 'bad' | '' = '',
    act = false,
  ): TemplateResult {
    return html`<div class="card figure ${state}">
      <h2>${label}</h2>
      <p class="value number">${value}</p>
      <p class="soft">${explanation}</p>
      ${act ? html`<p><a href=${this.purgeHref}>${words.toPurge}</a></p>` : nothing}
    </div>`;
  }

  static override styles = [
    controls,
    notices,
    page,
    css`
      .cards,
      .cards + .card {
        margin-block-end: 0;
      }
      .cards {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(min(100%, 150px), 1fr));
        gap: var(--space-4);
      }
      .figure {
        display: flex;
        flex-direction: column;
        gap: var(--space-1);
      }
      .figure.ok h2::before,
      .figure.bad h2::before {
        content: '';
        display: inline-block;
        inline-size: 9px;
        block-size: 9px;
        margin-inline-end: 7px;
        border-radius: 50%;
        background: var(--ok);
      }
      .figure.bad {
        border-color: var(--danger);
      }
      .figure.bad h2::before {
        border-radius: 1px;
        background: var(--danger);
      }
      .figure.bad .value {
        color: var(--danger);
      }
      .figure h2 {
        color: var(--ink-soft);
        font-size: var(--text);
        font-weight: 550;
      }
      .value {
        font-size: var(--text-display);
        font-weight: 650;
        line-height: 1.2;
      }
      .figure .soft {
        font-size: var(--text);
        line-height: 1.35;
      }
    `,
  ];
}
