import { css, html, LitElement, type TemplateResult } from 'lit';
import type { RetentionOverview } from '@parlour/shared/protocol/retention.js';
import { bars, barStyles } from '../../ui/bars.js';
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
          ? html`${bars(
              periods.map((period) => ({
                label: calendarDay(period.from).short,
                title: texts.overview.bar(dayOf(period, 'long'), period.conversations),
                value: period.conversations,
              })),
            )}${this.#table(periods)}`
          : empty(texts.overview.chartEmpty(this.days.length), texts.overview.chartEmptyText)
      }
    </figure>`;
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
    barStyles,
    css`
      figure {
        display: grid;
        gap: var(--space-3);
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
