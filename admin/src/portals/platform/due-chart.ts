import { css, html, LitElement, type TemplateResult } from 'lit';
import { styleMap } from 'lit/directives/style-map.js';
import type { RetentionOverview } from '@parlour/shared/protocol/retention.js';
import { calendarDay, number } from '../../ui/format.js';
import { empty } from '../../ui/states.js';
import { controls } from '../../ui/styles/controls.js';
import { notices } from '../../ui/styles/notices.js';
import { tables } from '../../ui/styles/tables.js';
import { duePeriods, type Period } from './due-periods.js';
import { texts } from './texts.js';

/** So many bars at most: what a phone can still tell apart. */
const mostBars = 45;

const dayOf = ({ from, to }: Period, form: 'short' | 'long'): string =>
  from === to
    ? calendarDay(from)[form]
    : texts.overview.period(calendarDay(from)[form], calendarDay(to)[form]);

/** How many stored conversations go on which days: bars for the eye, and the same numbers as a table. */
export class DueChart extends LitElement {
  static override properties = { days: { attribute: false } };
  declare days: RetentionOverview['byDay'];

  constructor() {
    super();
    this.days = [];
  }

  protected override render(): TemplateResult {
    const periods = duePeriods(this.days, mostBars);
    const total = periods.reduce((sum, period) => sum + period.conversations, 0);
    const first = periods[0];
    const last = periods.at(-1);
    return html`<figure aria-labelledby="caption">
      <figcaption>
        <h2 id="caption">${texts.overview.chart}</h2>
        ${
          total > 0 && first && last
            ? html`<p class="hidden-visually">
                ${texts.overview.chartSummary(total, calendarDay(first.from).long, calendarDay(last.to).long)}
              </p>`
            : ''
        }
      </figcaption>
      ${
        total > 0
          ? html`${this.#bars(periods)}${this.#table(periods)}`
          : empty(texts.overview.chartEmpty, texts.overview.chartEmptyText)
      }
    </figure>`;
  }

  #bars(periods: readonly Period[]): TemplateResult {
    const most = Math.max(...periods.map((period) => period.conversations));
    // Five dates under the bars at most: more would run into each other on a phone.
    const step = Math.ceil(periods.length / 5);
    return html`<div class="plot" aria-hidden="true">
      <span class="most number">${number(most)}</span>
      <div class="bars">
        ${periods.map(
          (period, index) =>
            html`<div class="bar" title=${texts.overview.bar(dayOf(period, 'long'), period.conversations)}>
              <div
                class=${period.conversations > 0 ? 'amount' : 'none'}
                style=${styleMap({ '--share': String(period.conversations / most) })}
              ></div>
              ${index % step === 0 ? html`<span class="date">${calendarDay(period.from).short}</span>` : ''}
            </div>`,
        )}
      </div>
    </div>`;
  }

  #table(periods: readonly Period[]): TemplateResult {
    return html`<details>
      <summary>${texts.overview.table}</summary>
      <div class="table-frame" tabindex="0" role="region" aria-labelledby="caption">
        <table>
          <thead>
            <tr>
              <th scope="col">${texts.overview.day}</th>
              <th scope="col" class="amount">${texts.overview.going}</th>
            </tr>
          </thead>
          <tbody>
            ${periods
              .filter((period) => period.conversations > 0)
              .map(
                (period) =>
                  html`<tr>
                    <th scope="row">${dayOf(period, 'long')}</th>
                    <td class="amount">${number(period.conversations)}</td>
                  </tr>`,
              )}
          </tbody>
        </table>
      </div>
    </details>`;
  }

  static override styles = [
    controls,
    notices,
    tables,
    css`
      figure {
        display: grid;
        gap: var(--space-3);
      }
      .plot {
        position: relative;
        padding-block: var(--space-3) 28px;
      }
      .most {
        position: absolute;
        inset-block-start: 0;
        inset-inline-start: 0;
        color: var(--ink-soft);
        font-size: var(--text-small);
      }
      .bars {
        display: flex;
        align-items: end;
        gap: clamp(1px, 0.4%, 4px);
        block-size: 160px;
        border-block-end: 1px solid var(--edge);
        background: linear-gradient(var(--line), var(--line)) 0 0 / 100% 1px no-repeat;
      }
      .bar {
        position: relative;
        flex: 1;
        display: flex;
        align-items: end;
        block-size: 100%;
        min-inline-size: 2px;
      }
      .bar > .amount {
        inline-size: 100%;
        max-inline-size: 28px;
        min-block-size: 3px;
        block-size: calc(var(--share) * 100%);
        border-radius: 3px 3px 0 0;
        background: var(--accent);
      }
      .bar:hover > .amount {
        opacity: 0.75;
      }
      .date {
        position: absolute;
        inset-block-start: calc(100% + 6px);
        inset-inline-start: 0;
        color: var(--ink-soft);
        font-size: var(--text-small);
        line-height: 1.3;
        white-space: nowrap;
      }
      details {
        font-size: var(--text);
      }
      summary {
        color: var(--accent);
        cursor: pointer;
      }
      .table-frame {
        max-block-size: 320px;
        margin-block-start: var(--space-2);
        overflow: auto;
      }
    `,
  ];
}
