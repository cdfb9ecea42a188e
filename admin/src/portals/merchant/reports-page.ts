import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import type { Call } from '@parlour/shared/protocol/define.js';
import {
  readReport,
  reportMinutes,
  reportWeeks,
  type Report,
  type ReportRange,
} from '@parlour/shared/protocol/report.js';
import { barStyles } from '../../ui/bars.js';
import { Fetched } from '../../ui/fetched.js';
import { calendarDay, number } from '../../ui/format.js';
import { bone, empty } from '../../ui/states.js';
import { controls } from '../../ui/styles/controls.js';
import { notices } from '../../ui/styles/notices.js';
import { page } from '../../ui/styles/page.js';
import { tables } from '../../ui/styles/tables.js';
import { texts as common } from '../../ui/texts.js';
import { showTitle } from '../../ui/title.js';
import { figure, half, type Entry } from './reports-figure.js';
import { reportsTexts as words } from './reports-texts.js';

type Counts = readonly (number | null)[];

const ranges = Object.keys(reportWeeks) as ReportRange[];

const longest = reportMinutes.at(-1) ?? 0;

/** Every bucket of time, under its bar, in full and as a limit: up to each number of minutes, longer, never. */
const buckets = [
  ...reportMinutes.map((to, at) => {
    const from = reportMinutes[at - 1] ?? 0;
    return [words.betweenShort(from, to), words.between(from, to), words.within(to)] as const;
  }),
  [words.longerShort(longest), words.longer(longest), words.longer(longest)] as const,
  [words.never, words.neverLong, words.neverLong] as const,
];

const byTime = (counts: Counts): Entry[] =>
  buckets.map(([label, name], at) => ({ label, name, value: counts[at] ?? null }));

const nameOf = (from: string, to: string): string =>
  from === to ? calendarDay(from).long : words.span(calendarDay(from).long, calendarDay(to).long);

/** STA-4: how much there was, how long it waited and how it was rated. For managers. */
export class ReportsPage extends LitElement {
  static override properties = { call: { attribute: false }, range: { state: true } };
  declare call: Call;
  declare protected range: ReportRange;

  readonly #report = new Fetched<Report>(this, () => this.call(readReport, { range: this.range }), {
    of: () => [this.range],
  });

  constructor() {
    super();
    this.range = 'month';
  }

  override connectedCallback(): void {
    super.connectedCallback();
    showTitle([words.title, common.portals.merchant]);
  }

  /** The figures of another time are not shown under its name. */
  #show(range: ReportRange): void {
    if (range === this.range) return;
    this.range = range;
    this.#report.value = null;
  }

  protected override render(): TemplateResult {
    return html`<header>
        <h1 tabindex="-1">${words.title}</h1>
        <p class="lead">${words.lead}</p>
      </header>
      <div class="row" role="group" aria-label=${words.range}>
        ${ranges.map(
          (range) =>
            html`<button
              class="button"
              type="button"
              aria-pressed=${range === this.range}
              @click=${() => this.#show(range)}
            >
              ${words.ranges[range]}
            </button>`,
        )}
      </div>
      ${this.#report.show((report) => body(report), html`<div class="card">${bone('half')}${bone('long')}</div>`)}`;
  }

  static override styles = [
    controls,
    notices,
    page,
    tables,
    barStyles,
    css`
      .charts {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(min(100%, 420px), 1fr));
        gap: var(--space-4);
      }
      .card {
        min-inline-size: 0;
      }
      figure {
        display: grid;
        align-content: start;
        gap: var(--space-3);
      }
      .soft {
        color: var(--ink-soft);
      }
      [aria-pressed='true'] {
        border-color: var(--accent);
        color: var(--accent);
        font-weight: 650;
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

function charts({ volumes, started, answers, waits, ratings }: Report): TemplateResult {
  const rated = ratings.reduce<number>((sum, count) => sum + (count ?? 0), 0);
  const periods = volumes.map(({ from, to, started: value }) => ({
    label: calendarDay(from).short,
    name: nameOf(from, to),
    value,
  }));
  return html`<div class="charts">
    ${figure({
      id: 'volumes',
      ...words.volumes,
      lead: started === null ? nothing : words.volumes.shown(started),
      first: words.volumes.period,
      second: words.volumes.column,
      entries: periods,
      labels: 'dates',
    })}
    ${(['answers', 'waits'] as const).map((id) => {
      const entries = byTime(id === 'answers' ? answers : waits);
      const middle = half(entries);
      return figure({
        id,
        ...words[id],
        more: middle === null ? nothing : words[id].half(buckets[middle]![2]),
        first: words.took,
        second: words.count,
        entries,
        labels: 'words',
      });
    })}
    ${figure({
      id: 'ratings',
      ...words.ratings,
      more: rated === 0 ? nothing : words.ratings.shown(rated),
      first: words.ratings.column,
      second: words.ratings.count,
      entries: ratings.map((value, at) => ({
        label: number(at + 1),
        name: words.ratings.score(at + 1),
        value,
      })),
      labels: 'words',
    })}
  </div>`;
}

function body(value: Report): TemplateResult {
  const told = [value.started, ...value.waits, ...value.answers, ...value.ratings];
  return html`<p class="soft" role="status">${nameOf(value.from, value.to)}</p>
    ${told.every((count) => count === null) ? empty(words.empty, words.emptyNext) : charts(value)}`;
}
