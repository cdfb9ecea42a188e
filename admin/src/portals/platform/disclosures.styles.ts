import { css } from 'lit';
import { forms } from '../../ui/styles/forms.js';

const entries = css`
  :host {
    display: grid;
    justify-items: start;
    gap: var(--space-4);
  }
  .card {
    display: grid;
    justify-items: start;
    gap: var(--space-4);
    inline-size: 100%;
    padding: var(--space-4);
    border: 1px solid var(--line);
    border-radius: var(--radius-large);
    background: var(--paper-raised);
  }
  .card > * {
    max-inline-size: 100%;
  }
  ul {
    display: grid;
    gap: var(--space-4);
    inline-size: 100%;
  }
  li {
    display: flex;
    flex-wrap: wrap;
    justify-content: space-between;
    gap: var(--space-3) var(--space-6);
  }
  li + li {
    padding-block-start: var(--space-4);
    border-block-start: 1px solid var(--line);
  }
  h3 {
    font-size: var(--text);
    font-weight: 650;
  }
  .about,
  .state {
    display: grid;
    align-content: start;
    gap: var(--space-1);
    overflow-wrap: anywhere;
  }
  .about {
    flex: 1 1 20rem;
  }
  .row {
    display: flex;
    flex-wrap: wrap;
    gap: var(--space-2);
  }
`;

/** A card with entries, what is to be done with each, and a form below. */
export const entryStyles = [forms, entries];
