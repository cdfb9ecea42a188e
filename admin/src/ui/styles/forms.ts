import { css } from 'lit';

/** Forms below one another's fields: of a readable width, choices with their words beside them. */
export const forms = css`
  form {
    display: grid;
    justify-items: start;
    gap: var(--space-4);
  }
  .field {
    inline-size: min(100%, 32rem);
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
    align-items: center;
    gap: var(--space-2);
    min-block-size: 28px;
    font-weight: 400;
  }
  input[type='checkbox'],
  input[type='radio'] {
    flex: none;
    inline-size: 18px;
    min-block-size: 18px;
    block-size: 18px;
    margin: 0;
    padding: 0;
    accent-color: var(--accent);
  }
`;
