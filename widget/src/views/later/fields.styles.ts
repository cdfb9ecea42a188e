import { css } from 'lit';

/** Cards with fields, of the views that ask for something. */
export const fieldStyles = css`
  .ask {
    display: grid;
    gap: var(--space-2);
    margin-block: var(--space-3);
    padding: var(--space-3);
    background: var(--paper-raised);
    border: 1px solid var(--line);
    border-radius: var(--radius-large);
    font-size: var(--text-small);
  }
  .ask h3,
  .ask h4,
  .ask p {
    margin: 0;
  }
  .ask h3,
  .ask h4 {
    font-size: var(--text-base, 15px);
  }
  .ask form {
    display: grid;
    gap: var(--space-2);
    padding: 0;
    background: none;
    border: 0;
  }
  .ask .field {
    display: grid;
    gap: 2px;
  }
  .ask .field label {
    font-weight: 600;
  }
  .ask .field input,
  .ask .field select {
    box-sizing: border-box;
    width: 100%;
    height: auto;
    min-height: 40px;
    padding: 7px var(--space-3);
    font: 16px / 1.5 var(--font);
    color: inherit;
    background: var(--paper);
    border: 1px solid var(--edge);
    border-radius: var(--radius);
  }
  .ask select:focus-visible {
    outline: 2px solid var(--accent);
    outline-offset: 2px;
  }
  .ask .soft {
    color: var(--ink-soft);
  }
`;
