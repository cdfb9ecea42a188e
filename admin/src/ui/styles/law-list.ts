import { css } from 'lit';

/** A part of a page that lists laws, and a form below for one more. */
export const lawList = css`
  :host {
    max-inline-size: none;
    margin: 0;
    padding: var(--space-6) 0 0;
  }
  section > .soft {
    max-inline-size: 640px;
  }
  section,
  form {
    display: grid;
    gap: var(--space-4);
  }
  form {
    justify-items: start;
    max-inline-size: 640px;
  }
  .field,
  .field input:not([type='number']) {
    inline-size: 100%;
  }
  li {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--space-2);
    padding-block: var(--space-3);
    border-block-end: 1px solid var(--line);
  }
  li:last-child {
    border: 0;
  }
  .what {
    flex: 1 1 240px;
    min-inline-size: 0;
    overflow-wrap: anywhere;
  }
`;
