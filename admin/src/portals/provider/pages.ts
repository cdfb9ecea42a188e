import { css, html, LitElement, nothing, svg, type SVGTemplateResult, type TemplateResult } from 'lit';
import type { Call } from '@parlour/shared/protocol/define.js';
import { pageStatistics, type PageStatistics } from '@parlour/shared/protocol/page-statistics.js';
import { changeSite, type SiteView } from '@parlour/shared/protocol/site.js';
import { Deed } from '../../ui/deed.js';
import { Fetched } from '../../ui/fetched.js';
import { calendarDay, number } from '../../ui/format.js';
import { bone, empty } from '../../ui/states.js';
import { tables } from '../../ui/styles/tables.js';
import { part } from './part.styles.js';
import { pagesTexts as words } from './pages-texts.js';

type Page = PageStatistics['pages'][number];

/** As many as a table can be read of by day. */
const mostByDay = 8;

/** STA-1 to STA-3: the switch for counting pages, and what was counted, without small counts. */
export class Pages extends LitElement {
  static override properties = {
    call: { attribute: false },
    site: { attribute: false },
  };
  declare call: Call;
  declare site: SiteView;

  readonly #pages = new Fetched(this, () => this.call(pageStatistics, { site: this.site.id }), {
    whose: () => this.site.id,
  });
  readonly #deed = new Deed(this);

  #turn(): Promise<boolean> {
    return this.#deed.do(async () => {
      const { id, counting } = this.site;
      const { site } = await this.call(changeSite, { site: id, counting: !counting });
      this.dispatchEvent(new CustomEvent<SiteView>('changed', { detail: site }));
    });
  }

  protected override render(): TemplateResult {
    const { counting } = this.site;
    return html`<section class="card" aria-labelledby="pages">
      <h2 id="pages">${words.title}</h2>
      <p class="lead">${words.lead}</p>
      <p role="status"><span>${counting ? `${words.on} ${words.tagOn}` : words.off}</span></p>
      ${counting ? nothing : html`<p class="soft">${words.say}</p>`}
      <button class="button" type="button" aria-disabled=${this.#deed.busy} @click=${() => void this.#turn()}>
        ${counting ? words.turnOff : words.turnOn}
      </button>
      ${this.#deed.refusal()} ${this.#pages.show((pages) => this.#body(pages), html`<p>${bone('long')}</p>`)}
    </section>`;
  }

  #body(value: PageStatistics): TemplateResult | typeof nothing {
    if (value.pages.length > 0) return report(value);
    return this.site.counting ? empty(words.none, words.noneText) : nothing;
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
      td {
        white-space: nowrap;
      }
      th[scope='row'] {
        overflow-wrap: anywhere;
      }
    `,
  ];
}

const nameOf = ({ path }: Page): string => (path === '*' ? words.others : path);

const report = (value: PageStatistics): TemplateResult =>
  html`<div class="table-frame" tabindex="0" role="region" aria-label=${words.region}>
      <table>
        <thead>
          <tr>
            <th scope="col">${words.page}</th>
            <th scope="col">${words.chart(value.days.length)}</th>
            <th scope="col" class="amount">${words.entered}</th>
            <th scope="col" class="amount">${words.open}</th>
          </tr>
        </thead>
        <tbody>
          ${value.pages.map(
            (page) =>
              html`<tr>
                <th scope="row">${nameOf(page)}</th>
                <td data-label=${words.chart(value.days.length)}>${bars(page, value)}</td>
                <td class="amount" data-label=${words.entered}>${number(page.total ?? 0)}</td>
                <td class="amount" data-label=${words.open}>${words.seconds(page.seconds)}</td>
              </tr>`,
          )}
        </tbody>
      </table>
    </div>
    <details>
      <summary>${words.table}</summary>
      ${byDay(value)}
    </details>`;

const [width, height, gap] = [8, 32, 3];

/** Days as bars; a day with fewer than ten is a line at the foot, whatever it was. */
function bars(page: Page, { pages }: PageStatistics): TemplateResult {
  const { entered } = page;
  const most = Math.max(...pages.flatMap((one) => one.entered.map((count) => count ?? 0)), 20);
  const shown = entered.filter((count) => count !== null).length;
  const all = entered.length * (width + gap);
  return html`<svg
    role="img"
    aria-label=${words.chartLabel(nameOf(page), shown, entered.length)}
    width=${all}
    height=${height}
    viewBox="0 0 ${all} ${height}"
  >
    ${entered.map((count, at): SVGTemplateResult => {
      const tall = count === null ? 2 : Math.max(4, Math.round((count / most) * height));
      return svg`<rect class=${count === null ? 'few' : 'bar'} x=${at * (width + gap)} y=${height - tall} width=${width} height=${tall} />`;
    })}
  </svg>`;
}

const cell = (count: number | null | undefined): string =>
  count === null || count === undefined ? words.fewer : number(count);

function byDay({ days, pages, perDay }: PageStatistics): TemplateResult {
  const columns = pages.slice(0, mostByDay);
  return html`<div class="table-frame" tabindex="0" role="region" aria-label=${words.byDay}>
    <table>
      <thead>
        <tr>
          <th scope="col">${words.day}</th>
          ${columns.map((page) => html`<th scope="col" class="amount">${nameOf(page)}</th>`)}
          <th scope="col" class="amount">${words.all}</th>
        </tr>
      </thead>
      <tbody>
        ${days.map(
          (day, at) =>
            html`<tr>
              <th scope="row">${calendarDay(day).long}</th>
              ${columns.map(
                (page) => html`<td class="amount" data-label=${nameOf(page)}>${cell(page.entered[at])}</td>`,
              )}
              <td class="amount" data-label=${words.all}>${cell(perDay[at])}</td>
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}
