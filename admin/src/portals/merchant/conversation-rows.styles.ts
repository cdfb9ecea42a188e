import { css, unsafeCSS } from 'lit';

/** Pixels: where a row stands follows from its place alone, so nothing is ever measured. */
export const rowHeight = 84;

export const rowStyles = css`
  :host {
    min-block-size: 0;
  }
  .rows {
    block-size: 100%;
    overflow-y: auto;
    background: var(--paper);
    overscroll-behavior: contain;
  }
  [role='listitem'] {
    block-size: ${unsafeCSS(rowHeight)}px;
    contain: strict;
  }
  [role='listitem'] a {
    display: block;
    block-size: 100%;
    padding: 9px var(--space-4) 0;
    border-block-end: 1px solid var(--line);
    border-inline-start: 3px solid transparent;
    color: var(--ink);
    font-size: var(--text);
    line-height: 22px;
    text-decoration: none;
  }
  .line {
    display: flex;
    gap: var(--space-2);
    block-size: 22px;
    align-items: center;
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
  .title,
  .last,
  .site {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
    /* As dir="auto", at a fraction of the cost: what others wrote runs as its own letters do. */
    unicode-bidi: plaintext;
  }
  .title,
  .last,
  .site {
    flex: 1 1 6ch;
    min-inline-size: 0;
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
  .since {
    flex: none;
  }
  .since.waits {
    color: var(--warn);
    font-weight: 550;
  }
  .unread {
    flex: none;
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
  @media (forced-colors: active) {
    [role='listitem'] a {
      border-inline-start-color: Canvas;
    }
    [role='listitem'] a[aria-current] {
      border-inline-start-color: Highlight;
    }
  }
`;
