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
    gap: var(--space-1);
    padding: var(--space-3) var(--space-3) var(--space-2);
    border-block-end: 1px solid var(--line);
    overflow-x: auto;
  }
  nav a {
    display: flex;
    align-items: center;
    gap: 6px;
    padding: var(--space-1) var(--space-2);
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
  [role='listitem'] {
    inline-size: 100%;
    contain: content;
  }
  [role='listitem'] a {
    display: grid;
    grid-template-columns: minmax(0, 1fr) auto;
    gap: 2px var(--space-2);
    block-size: 84px;
    align-content: center;
    padding: 0 var(--space-4);
    border-block-end: 1px solid var(--line);
    border-inline-start: 3px solid transparent;
    color: var(--ink);
    font-size: var(--text);
    line-height: 1.3;
    text-decoration: none;
  }
  [role='listitem'] a:hover {
    background: var(--paper-sunken);
  }
  [role='listitem'] a:focus-visible {
    outline-offset: -3px;
  }
  [role='listitem'] a[aria-current] {
    border-inline-start-color: var(--accent);
    background: var(--paper-raised);
  }
  .foot {
    grid-column: 1 / -1;
    display: flex;
    align-items: center;
    justify-content: space-between;
    gap: var(--space-2);
    min-inline-size: 0;
    block-size: 20px;
  }
  .foot .site {
    flex: 1 1 6ch;
    min-inline-size: 0;
  }
  .title,
  .last,
  .site {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .title {
    font-weight: 550;
  }
  .has-unread .title {
    font-weight: 700;
  }
  .last,
  .site,
  .since {
    color: var(--ink-soft);
  }
  .has-unread .last {
    color: var(--ink);
  }
  .site,
  .since {
    font-size: var(--text-small);
  }
  .since.waits {
    color: var(--warn);
    font-weight: 550;
  }
  @media (forced-colors: active) {
    [role='listitem'] a {
      border-inline-start-color: Canvas;
    }
    [role='listitem'] a[aria-current] {
      border-inline-start-color: Highlight;
    }
    nav a[aria-current] {
      outline: 1px solid Highlight;
    }
  }
  .unread b {
    display: block;
    inline-size: fit-content;
    margin-inline-start: auto;
    min-inline-size: 20px;
    padding-inline: 6px;
    border-radius: 10px;
    background: var(--accent);
    color: var(--accent-ink);
    font-size: var(--text-small);
    font-weight: 650;
    line-height: 20px;
    text-align: center;
  }
`;
