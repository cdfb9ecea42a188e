import { css, html, LitElement, svg, type SVGTemplateResult, type TemplateResult } from 'lit';
import type { Call } from '@parlour/shared/protocol/define.js';
import { siteCounts, type SiteCounts, type SiteView } from '@parlour/shared/protocol/site.js';
import { Fetched } from '../../ui/fetched.js';
import { calendarDay, number } from '../../ui/format.js';
import { bone, empty } from '../../ui/states.js';
import { tables } from '../../ui/styles/tables.js';
import { part } from './part.styles.js';
import { texts } from './texts.js';

const words = texts.counts;

type Cells = readonly (number | null)[];

const shown = (count: number | null): string => (count === null ? words.fewer : number(count));

/** AUT-4: chats for each merchant and day, without those that are too few to be told. */
export class Counts extends LitElement {
  static override properties = { call: { attribute: false }, site: { attribute: false } };
  declare call: Call;
  declare site: SiteView;

  readonly #counts = new Fetched(this, () => this.call(siteCounts, { site: this.site.id }), {
    whose: () => this.site.id,
  });

  protected override render(): TemplateResult {
    return html`<section class="card" aria-labelledby="counts">
      <h2 id="counts">${words.title}</h2>
      <p class="lead">${words.lead}</p>
      ${this.#counts.show((counts) => this.#body(counts), html`<p>${bone('long')}</p>`)}
    </section>`;
  }

  #body(value: SiteCounts): TemplateResult {
    if (value.merchants.length === 0) return empty(words.none, words.noneText);
    const most = Math.max(...value.merchants.flatMap(({ chats }) => chats.map((count) => count ?? 0)), 20);
    return html`<div
        class="table-frame"
        tabindex="0"
        role="region"
        aria-label=${words.chart(value.days.length)}
      >
        <table>
          <thead>
            <tr>
              <th scope="col">${words.merchant}</th>
              <th scope="col">${words.chart(value.days.length)}</th>
              <th scope="col" class="amount">${words.total}</th>
            </tr>
          </thead>
          <tbody>
            ${value.merchants.map(
              ({ name, chats, total }) =>
                html`<tr>
                  <th scope="row">${name}</th>
                  <td data-label=${words.chart(value.days.length)}>${bars(name, chats, most)}</td>
                  <td class="amount" data-label=${words.total}>
                    ${total === null ? words.few : number(total)}
                  </td>
                </tr>`,
            )}
          </tbody>
        </table>
      </div>
      <details>
        <summary>${words.table}</summary>
        ${byDay(value)}
      </details>`;
  }

  static override styles = [
    ...part,
    tables,
    css`
      .table-frame,
      details {
        inline-size: 100%;
      }
      summary {
        cursor: pointer;
        color: var(--accent);
      }
      details .table-frame {
        margin-block-start: var(--space-3);
      }
      svg {
        display: block;
      }
      .bar {
        fill: var(--accent);
      }
      .few {
        fill: var(--line);
      }
      td,
      th {
        white-space: nowrap;
      }
    `,
  ];
}

const [width, height, gap] = [8, 32, 3];

/** Days as bars; a day with fewer than ten is a line at the foot, whatever it was. */
function bars(name: string, chats: Cells, most: number): TemplateResult {
  const days = chats.filter((count) => count !== null).length;
  return html`<svg
    role="img"
    aria-label=${words.chartLabel(name, days, chats.length)}
    width=${chats.length * (width + gap)}
    height=${height}
    viewBox="0 0 ${chats.length * (width + gap)} ${height}"
  >
    ${chats.map((count, at): SVGTemplateResult => {
      const tall = count === null ? 2 : Math.max(4, Math.round((count / most) * height));
      return svg`<rect class=${count === null ? 'few' : 'bar'} x=${at * (width + gap)} y=${height - tall} width=${width} height=${tall} />`;
    })}
  </svg>`;
}

function byDay({ days, merchants, perDay, total }: SiteCounts): TemplateResult {
  return html`<div class="table-frame" tabindex="0" role="region" aria-label=${words.table}>
    <table>
      <thead>
        <tr>
          <th scope="col">${words.day}</th>
          ${merchants.map(({ name }) => html`<th scope="col" class="amount">${name}</th>`)}
          <th scope="col" class="amount">${words.all}</th>
        </tr>
      </thead>
      <tbody>
        ${days.map(
          (day, at) =>
            html`<tr>
              <th scope="row">${calendarDay(day).long}</th>
              ${merchants.map(
                ({ name, chats }) =>
                  html`<td class="amount" data-label=${name}>${shown(chats[at] ?? null)}</td>`,
              )}
              <td class="amount" data-label=${words.all}>${shown(perDay[at] ?? null)}</td>
            </tr>`,
        )}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row">${words.total}</th>
          ${merchants.map(
            ({ name, total: sum }) => html`<td class="amount" data-label=${name}>${shown(sum)}</td>`,
          )}
          <td class="amount" data-label=${words.all}>${shown(total)}</td>
        </tr>
      </tfoot>
    </table>
  </div>`;
}
