import { css } from 'lit';

/** Five stars in a row, as radio buttons: those up to the chosen one are filled. */
export const ratingStyles = css`
  .rating {
    display: grid;
    align-items: stretch;
    gap: var(--space-3);
    margin-block-start: var(--space-4);
    padding: 0;
    background: none;
    border: 0;
  }
  .rating summary {
    min-height: 24px;
    cursor: pointer;
  }
  .rating p {
    margin: 0;
  }
  .rating .soft {
    font-size: var(--text-small);
    color: var(--ink-soft);
  }
  .stars {
    display: flex;
    margin-block-start: var(--space-2);
  }
  .stars label {
    position: relative;
    display: grid;
    place-items: center;
    width: 44px;
    height: 44px;
    border-radius: var(--radius);
    cursor: pointer;
  }
  .stars input {
    position: absolute;
    inset: 0;
    width: 100%;
    height: 100%;
    margin: 0;
    opacity: 0;
    cursor: pointer;
  }
  .stars svg {
    width: 28px;
    height: 28px;
    fill: none;
    stroke: var(--ink-soft);
    stroke-width: 1.5;
    stroke-linejoin: round;
  }
  .stars label:has(~ label input:checked) svg,
  .stars label:has(input:checked) svg {
    fill: var(--accent);
    stroke: var(--accent);
  }
  .stars label:has(input:focus-visible) {
    outline: 2px solid var(--accent);
    outline-offset: -2px;
  }
  .rating .field {
    display: grid;
    gap: var(--space-1);
    font-size: var(--text-small);
  }
  .rating .field textarea,
  .rating .field select {
    box-sizing: border-box;
    width: 100%;
    padding: var(--space-2);
    font: inherit;
    /* 16 px and more: smaller ones make a phone zoom in. */
    font-size: 16px;
    color: inherit;
    background: var(--paper-raised);
    border: 1px solid var(--edge);
    border-radius: var(--radius);
  }
  @media (forced-colors: active) {
    .stars label:has(~ label input:checked) svg,
    .stars label:has(input:checked) svg {
      fill: Highlight;
      stroke: Highlight;
    }
  }
`;
