import { css } from 'lit';
import { forms } from '../../ui/styles/forms.js';

/** A card with a form: fields of a readable width, choices in a column, each with its words beside it. */
export const formStyles = [
  forms,
  css`
    .card {
      display: grid;
      justify-items: start;
      gap: var(--space-4);
      padding: var(--space-4);
      border: 1px solid var(--line);
      border-radius: var(--radius-large);
      background: var(--paper-raised);
    }
    form {
      inline-size: 100%;
    }
    .field {
      inline-size: min(100%, 36rem);
    }
    .choice {
      align-items: start;
    }
    .choice > input {
      margin-block-start: 2px;
    }
    .choice > span > span {
      display: block;
    }
    .row {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: var(--space-3);
    }
  `,
];
