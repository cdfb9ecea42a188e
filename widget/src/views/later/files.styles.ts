import { css } from 'lit';

/** Files in the log and on their way, and the place where they are dropped. */
export const fileStyles = css`
  .file {
    white-space: normal;
  }
  .file p {
    margin: 0;
  }
  .file p + p {
    margin-block-start: var(--space-1);
  }
  .file canvas {
    display: block;
    max-width: min(100%, 240px);
    max-height: 240px;
    margin-block-end: var(--space-1);
    background: var(--line);
    border-radius: var(--radius);
  }
  .file .soft {
    margin-inline-start: var(--space-1);
    color: var(--ink-soft);
    font-size: var(--text-small);
    white-space: nowrap;
  }
  /* The accent is too light on the bubble of one's own. */
  .file .link {
    color: inherit;
    overflow-wrap: anywhere;
  }
  .file progress {
    flex: 1;
    min-width: 96px;
    height: 6px;
    accent-color: var(--accent);
  }
  .panel.drop {
    outline: 3px dashed var(--accent);
    outline-offset: -6px;
  }
  .attach {
    flex: none;
  }
`;
