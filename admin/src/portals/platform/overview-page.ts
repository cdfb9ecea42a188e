import { css, html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import type { Call } from '@parlour/shared/protocol/define.js';
import { readHealth } from '@parlour/shared/protocol/health.js';
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
import { attentionList } from './attention-list.js';
import { figure, figures } from './figure.js';
import { texts } from './texts.js';

const words = texts.overview;

/** The first page: what must be zero, what waits for an admin, and on which days what is stored will go. */
export class OverviewPage extends LitElement {
  static override properties = {
    call: { attribute: false },
    connection: { attribute: false },
    href: { attribute: false },
  };
  declare call: Call;
  declare connection: Connection;
  declare href: (to: string) => string;

  readonly #overview = new Fetched(this, () => this.call(retentionOverview, {}));
  readonly #health = new Fetched(this, () => this.call(readHealth, {}));

  constructor() {
    super();
    new Repeating(this, 30_000, () => {
      void this.#overview.load();
      void this.#health.load();
    });
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
    const toPurge = html`<a href=${this.href('/purge')}>${words.toPurge}</a>`;
    return html`<section class="cards" aria-label=${words.title}>
        ${figure({
          label: words.overdue,
          value: number(overdue),
          explanation: overdue === 0 ? words.overdueNone : words.overdueSome,
          ...(overdue === 0 ? { state: 'ok' } : { state: 'bad', way: toPurge }),
        })}
        ${figure({
          label: words.brake,
          value: brake ? words.brakeOn : words.brakeOff,
          explanation: brake ? words.brakeOnText(brake.due, brake.stored) : words.brakeOffText,
          ...(brake ? { state: 'bad', way: toPurge } : { state: 'ok' }),
        })}
        ${figure({
          label: words.due,
          value: number(due),
          explanation: due === 0 ? words.dueNone : words.dueSome,
        })}
        ${
          nextDueAt === null
            ? figure({ label: words.next, value: words.nextNone, explanation: words.nextNoneText })
            : figure({
                label: words.next,
                value: briefly(nextDueAt),
                explanation: html`<time
                  datetime=${new Date(nextDueAt).toISOString()}
                  title=${exactly(nextDueAt)}
                  >${fromNow(nextDueAt)}</time
                >`,
              })
        }
        ${figure({ label: words.stored, value: number(stored), explanation: words.storedText })}
      </section>
      ${this.#health.show(({ attention }) => attentionList(attention, this.href), html`<div class="card">${bone('half')}${bone('short')}</div>`)}
      <div class="card"><platform-due-chart .days=${byDay}></platform-due-chart></div>
      <p class="soft small">
        ${words.asOf(timeOfDay(asOf))} · <a href=${this.href('/organizations')}>${words.toOrganizations}</a>
      </p>`;
  }

  static override styles = [
    controls,
    notices,
    page,
    figures,
    css`
      ul {
        margin: var(--space-2) 0 0;
        padding-inline-start: var(--space-5);
        list-style: disc;
      }
    `,
  ];
}
