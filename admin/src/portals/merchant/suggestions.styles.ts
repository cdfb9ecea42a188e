import { css } from 'lit';

export const suggestionStyles = css`
  .place {
    position: relative;
  }
  .suggestions {
    position: absolute;
    inset-block-end: calc(100% + var(--space-1));
    inset-inline: 0;
    z-index: 2;
    max-block-size: min(40dvh, 280px);
    padding: var(--space-1);
    border: 1px solid var(--line);
    border-radius: var(--radius-large);
    background: var(--paper-raised);
    box-shadow: var(--shadow);
    overflow-y: auto;
  }
  .suggestions li {
    display: grid;
    gap: 0 var(--space-3);
    padding: var(--space-1) var(--space-3);
    border-radius: var(--radius);
    line-height: 1.35;
    cursor: pointer;
  }
  .suggestions li[aria-selected='true'] {
    background: var(--accent-soft);
  }
  .suggestions li span {
    overflow: hidden;
    color: var(--ink-soft);
    font-size: var(--text-small);
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .suggestions li[aria-selected='true'] span {
    color: var(--ink);
  }
  @media (forced-colors: active) {
    .suggestions li[aria-selected='true'] {
      outline: 2px solid Highlight;
    }
  }
`;
