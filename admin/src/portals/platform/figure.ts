import { css, html, nothing, type TemplateResult } from 'lit';

interface Figure {
  readonly label: string;
  readonly value: string;
  readonly explanation: string | TemplateResult;
  readonly state?: 'ok' | 'bad';
  /** What can be done about it. */
  readonly way?: TemplateResult;
}

/** One number with what it means. */
export const figure = ({ label, value, explanation, state, way }: Figure): TemplateResult =>
  html`<div class="card figure ${state ?? ''}">
    <h2>${label}</h2>
    <p class="value number">${value}</p>
    <p class="soft">${explanation}</p>
    ${way ? html`<p>${way}</p>` : nothing}
  </div>`;

export const figures = css`
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
`;
