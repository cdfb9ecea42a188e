import { css } from 'lit';

export const listStyles = css`
  :host {
    display: flex;
    flex-direction: column;
    min-block-size: 0;
  }
  search {
    display: block;
    padding: var(--space-3) var(--space-3) 0;
  }
  search input {
    min-block-size: 36px;
  }
  .filter {
    display: flex;
    align-items: center;
    gap: var(--space-2);
    padding: var(--space-2) var(--space-3);
    border-block-end: 1px solid var(--line);
    font-size: var(--text-small);
  }
  .filter label {
    font-weight: 400;
    color: var(--ink-soft);
  }
  .filter select {
    flex: 1;
    min-inline-size: 0;
    min-block-size: 32px;
    border: 1px solid var(--edge);
    border-radius: var(--radius);
    background: var(--paper-raised);
    color: var(--ink);
    font: inherit;
  }
  .results {
    flex: 1;
  }
  nav {
    display: flex;
    justify-content: space-between;
    gap: 0;
    padding: var(--space-3) var(--space-3) var(--space-2);
    border-block-end: 1px solid var(--line);
    overflow-x: auto;
  }
  nav a {
    display: flex;
    align-items: center;
    gap: var(--space-1);
    padding: var(--space-1) 6px;
    border-radius: var(--radius);
    color: var(--ink-soft);
    font-size: var(--text);
    line-height: 1.6;
    text-decoration: none;
  }
  nav a:hover {
    color: var(--ink);
  }
  nav a[aria-current] {
    background: var(--paper-sunken);
    color: var(--ink);
    font-weight: 600;
  }
  .count {
    font-size: var(--text-small);
    font-weight: 550;
  }
  .notice {
    margin: var(--space-3);
  }
  .stack {
    flex: 1;
    display: grid;
    min-block-size: 0;
  }
  .stack > * {
    grid-area: 1 / 1;
    min-block-size: 0;
  }
  .over {
    z-index: 1;
    pointer-events: none;
  }
  .bones {
    display: grid;
    gap: var(--space-2);
    padding: var(--space-3) var(--space-4);
    border-block-end: 1px solid var(--line);
  }
  @media (forced-colors: active) {
    nav a[aria-current] {
      outline: 1px solid Highlight;
    }
  }
`;
