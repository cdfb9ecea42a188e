import { css } from 'lit';

export const paneStyles = css`
  :host {
    display: flex;
    flex-direction: column;
    min-block-size: 0;
    min-inline-size: 0;
  }
  header {
    display: flex;
    align-items: center;
    gap: var(--space-2) var(--space-3);
    min-block-size: 64px;
    padding: var(--space-2) var(--space-5);
    border-block-end: 1px solid var(--line);
  }
  .name {
    flex: 1;
    min-inline-size: 0;
  }
  h2 {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .actions {
    display: flex;
    gap: var(--space-2);
  }
  .back {
    display: none;
    padding-inline: var(--space-2);
    color: var(--ink);
  }
  .about {
    display: none;
  }
  [role='alert']:empty {
    display: none;
  }
  .notice {
    margin: var(--space-3) var(--space-5) 0;
  }
  merchant-log {
    flex: 1;
  }
  .over {
    flex: 1;
    display: grid;
  }
  .here {
    display: flex;
    flex-wrap: wrap;
    gap: 0 var(--space-4);
    padding: var(--space-1) var(--space-5);
    border-block-end: 1px solid var(--line);
    background: var(--paper-sunken);
    color: var(--ink);
    font-size: var(--text-small);
  }
  .here:not(:has(span)) {
    padding: 0;
    border: 0;
  }
  .writing {
    display: flex;
    gap: var(--space-1);
    padding: var(--space-1) var(--space-5) 0;
    border-block-start: 1px solid var(--line);
    background: var(--paper-raised);
  }
  .writing button {
    min-block-size: 32px;
    padding: 0 var(--space-3);
    border: 0;
    border-block-end: 2px solid transparent;
    background: none;
    color: var(--ink-soft);
    font: inherit;
    font-size: var(--text-small);
    cursor: pointer;
  }
  .writing button[aria-pressed='true'] {
    border-block-end-color: var(--accent);
    color: var(--ink);
    font-weight: 600;
  }
  .writing button:hover {
    color: var(--ink);
  }
  @media (max-width: 720px) {
    .writing {
      padding-inline: var(--space-3);
    }
  }
  @media (pointer: coarse) {
    .writing button {
      min-block-size: 44px;
    }
  }
  .closed {
    padding: var(--space-4) var(--space-5);
    border-block-start: 1px solid var(--line);
    color: var(--ink-soft);
    font-size: var(--text-small);
  }
  /* So low (a wide screen at 400 %) the whole page scrolls, and the log keeps a height that can be read. */
  @media (max-height: 480px) {
    merchant-log {
      flex: none;
      block-size: max(180px, 60dvh);
    }
  }
  @media (max-width: 1180px) {
    .about {
      display: inline-flex;
    }
  }
  @media (max-width: 480px) {
    header {
      flex-wrap: wrap;
    }
    .name {
      min-inline-size: 14ch;
    }
    .actions {
      margin-inline-start: auto;
    }
  }
  @media (max-width: 900px) {
    .back {
      display: inline-flex;
    }
    header {
      padding-inline: var(--space-2);
    }
    .about span {
      position: absolute;
      inline-size: 1px;
      block-size: 1px;
      overflow: hidden;
      clip-path: inset(50%);
      white-space: nowrap;
    }
    .about {
      padding-inline: var(--space-2);
    }
  }
`;
