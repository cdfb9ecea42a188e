import { css, html, nothing, type TemplateResult } from 'lit';
import type { LabelView } from '@parlour/shared/protocol/label.js';

/** The colour is beside the word, never instead of it. */
export const labelChip = ({ name, colour }: LabelView): TemplateResult =>
  html`<span class="label" data-colour=${colour} dir="auto">${name}</span>`;

export const labelChips = (labels: readonly LabelView[]): TemplateResult | typeof nothing =>
  labels.length === 0 ? nothing : html`<span class="labels">${labels.map(labelChip)}</span>`;

export const labelStyles = css`
  .labels {
    display: flex;
    gap: var(--space-1);
    min-inline-size: 0;
    overflow: hidden;
  }
  .label {
    --colour: var(--ink-soft);
    display: inline-flex;
    align-items: center;
    gap: 5px;
    max-inline-size: 14ch;
    padding-inline: 6px;
    border: 1px solid var(--line);
    border-radius: 999px;
    color: var(--ink);
    font-size: var(--text-small);
    font-weight: 400;
    line-height: 18px;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .label::before {
    content: '';
    flex: none;
    inline-size: 8px;
    block-size: 8px;
    border-radius: 50%;
    background: var(--colour);
    forced-color-adjust: none;
  }
  .label[data-colour='accent'] {
    --colour: var(--accent);
  }
  .label[data-colour='ok'] {
    --colour: var(--ok);
  }
  .label[data-colour='warn'] {
    --colour: var(--warn);
  }
  .label[data-colour='danger'] {
    --colour: var(--danger);
  }
`;
