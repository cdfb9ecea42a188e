/** A chart of bars for the eye; whoever shows one puts the same numbers beside it as a table. */
import { css, html, svg, type TemplateResult } from 'lit';
import { number } from './format.js';

export interface Bar {
  /** What stands under it: a word or a short date. */
  readonly label: string;
  /** What its whole column says to the mouse. */
  readonly title: string;
  /** Null where it is not told: a line at the foot. */
  readonly value: number | null;
}

/** Seven labels at most: more would run into each other on a phone. Five, where they are dates. */
const [mostWords, mostDates] = [7, 5];

/** One bar, a hundred high at most. */
const drawn = ({ title, value }: Bar, index: number, most: number) => {
  // A single one stays visible beside a thousand.
  const height = value === null ? 2 : value > 0 ? Math.max(2, (value / most) * 100) : 0;
  return svg`<g>
    <title>${title}</title>
    <rect x=${index} width="1" height="100"></rect>
    <rect class=${value === null ? 'few' : 'bar'} x=${index + 0.1} width="0.8" y=${100 - height} height=${height}></rect>
  </g>`;
};

/** `labels` says whether the bars stand for words, each with its own, or for dates, of which some are enough. */
export function bars(all: readonly Bar[], labels: 'dates' | 'words' = 'dates'): TemplateResult {
  const most = Math.max(...all.map(({ value }) => value ?? 0), 1);
  const step = Math.ceil(all.length / (labels === 'words' ? mostWords : mostDates));
  return html`<div class="plot of-${labels}" aria-hidden="true">
    <span class="most number">${number(most)}</span>
    <svg viewBox="0 0 ${all.length} 100" preserveAspectRatio="none">
      ${all.map((one, index) => drawn(one, index, most))}
    </svg>
    <div class="dates">
      ${all.map(({ label }, index) => html`<span>${index % step === 0 ? html`<i>${label}</i>` : ''}</span>`)}
    </div>
  </div>`;
}

export const barStyles = css`
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
  .few {
    fill: var(--edge);
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
  .of-words .dates i {
    inset-inline: 0;
    text-align: center;
  }
`;
