import { css } from 'lit';

/** A card with a form: fields of a readable width, choices in a column, each with its words beside it. */
export const formStyles = css`
  .card,
  form {
    display: grid;
    justify-items: start;
    gap: var(--space-4);
  }
  .card {
    padding: var(--space-4);
    border: 1px solid var(--line);
    border-radius: var(--radius-large);
    background: var(--paper-raised);
  }
  form {
    inline-size: 100%;
  }
  .field {
    inline-size: 100%;
    max-inline-size: 36rem;
  }
  fieldset {
    display: grid;
    gap: var(--space-2);
    margin: 0;
    padding: 0;
    border: 0;
    min-inline-size: 0;
  }
  legend {
    margin-block-end: var(--space-2);
    padding: 0;
    font-weight: 550;
  }
  .choice {
    display: flex;
    align-items: start;
    gap: var(--space-2);
    min-block-size: 28px;
    font-weight: 400;
  }
  .choice > span > span {
    display: block;
  }
  input[type='checkbox'],
  input[type='radio'] {
    flex: none;
    inline-size: 18px;
    min-block-size: 18px;
    block-size: 18px;
    margin: 2px 0 0;
    accent-color: var(--accent);
  }
  select {
    min-block-size: 41px;
    max-inline-size: 100%;
    padding: 0 var(--space-3);
    border: 1px solid var(--edge);
    border-radius: var(--radius);
    background: var(--paper-raised);
    color: var(--ink);
    font: inherit;
  }
  .row {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--space-3);
  }
  [role='status']:empty,
  [role='alert']:empty {
    display: none;
  }
`;
