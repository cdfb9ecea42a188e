import { css } from 'lit';

/** A page that scrolls: one column of cards with room around. */
export const page = css`
  :host {
    display: grid;
    align-content: start;
    gap: var(--space-5);
    max-inline-size: 1120px;
    margin-inline: auto;
    padding: var(--space-6) var(--space-6) var(--space-7);
  }
  .card {
    padding: var(--space-4);
    border: 1px solid var(--line);
    border-radius: var(--radius-large);
    background: var(--paper-raised);
  }
  .lead {
    max-inline-size: 68ch;
    margin-block-start: var(--space-1);
    color: var(--ink-soft);
  }
  .row {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--space-3);
  }
  @media (max-width: 720px) {
    :host {
      gap: var(--space-4);
      padding: var(--space-4);
    }
  }
`;

/** What stands within a page as a part of it: its room is the page's. */
export const pagePart = css`
  :host {
    display: block;
    inline-size: auto;
    max-inline-size: none;
    margin: 0;
    padding: 0;
  }
`;
