import { css, html, LitElement, svg, type TemplateResult } from 'lit';
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

/** One period's bar, a hundred high at most. Its whole column says its numbers to the mouse. */
const bar = (period: Period, index: number, most: number) => {
  const share = period.conversations / most;
  // A single conversation stays visible beside a thousand.
  const height = period.conversations > 0 ? Math.max(2, share * 100) : 0;
  return svg`<g>
    <title>${texts.overview.bar(dayOf(period, 'long'), period.conversations)}</title>
    <rect x=${index} width="1" height="100"></rect>
    <rect class="bar" x=${index + 0.1} width="0.8" y=${100 - height} height=${height}></rect>
  </g>`;
};

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
          : empty(texts.overview.chartEmpty(this.days.length), texts.overview.chartEmptyText)
      }
    </figure>`;
  }

  #bars(periods: readonly Period[]): TemplateResult {
    const most = Math.max(...periods.map((period) => period.conversations));
    // Five dates under the bars at most: more would run into each other on a phone.
    const step = Math.ceil(periods.length / 5);
    return html`<div class="plot" aria-hidden="true">
      <span class="most number">${number(most)}</span>
      <svg viewBox="0 0 ${periods.length} 100" preserveAspectRatio="none">
        ${periods.map((period, index) => bar(period, index, most))}
      </svg>
      <div class="dates">
        ${periods.map(
          (period, index) =>
            html`<span>${index % step === 0 ? html`<i>${calendarDay(period.from).short}</i>` : ''}</span>`,
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
                    <td class="amount" data-label=${texts.overview.going}>${number(period.conversations)}</td>
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
        padding-block: 22px 28px;
      }
      .most {
        position: absolute;
        inset-block-start: 0;
        inset-inline-start: 0;
        color: var(--ink-soft);
        font-size: var(--text-small);
      }
      svg {
        display: block;
        inline-size: 100%;
        block-size: 160px;
        border-block-end: 1px solid var(--edge);
        background: linear-gradient(var(--line), var(--line)) 0 0 / 100% 1px no-repeat;
      }
      :dir(rtl) > svg {
        transform: scaleX(-1);
      }
      rect {
        fill: transparent;
      }
      .bar {
        fill: var(--accent);
      }
      g:hover .bar {
        opacity: 0.7;
      }
      .dates {
        display: flex;
      }
      .dates span {
        position: relative;
        flex: 1;
      }
      .dates i {
        position: absolute;
        inset-block-start: 6px;
        inset-inline-start: 0;
        color: var(--ink-soft);
        font-size: var(--text-small);
        font-style: normal;
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
