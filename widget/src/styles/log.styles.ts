import { css } from 'lit';

/** The transcript and what stands in its place before there is one. */
export const logStyles = css`
  .body {
    flex: 1;
    min-height: 0;
    overflow-y: auto;
    overscroll-behavior: contain;
    padding: var(--space-4);
  }
  [role='log'],
  .waiting {
    display: flex;
    flex-direction: column;
    gap: 2px;
  }
  .day,
  .happened {
    align-self: center;
    margin: var(--space-3) 0 var(--space-2);
    font-size: var(--text-small);
    color: var(--ink-soft);
    text-align: center;
  }
  .entry {
    max-width: 85%;
    align-self: flex-start;
  }
  /* By the log's direction: that of a bubble is its text's. */
  .entry.mine {
    display: flex;
    flex-direction: column;
    align-self: flex-end;
    align-items: flex-end;
  }
  .entry.first {
    margin-block-start: var(--space-2);
  }
  .sender {
    margin: 0 var(--space-1) 2px;
    font-size: var(--text-small);
    color: var(--ink-soft);
  }
  .bubble {
    margin: 0;
    padding: var(--space-2) var(--space-3);
    white-space: pre-wrap;
    overflow-wrap: anywhere;
    background: var(--paper-raised);
    border: 1px solid var(--line);
    border-radius: var(--radius-large);
    width: fit-content;
  }
  .mine .bubble {
    background: var(--accent-soft);
    border-color: transparent;
  }
  .bubble a {
    color: inherit;
  }
  .failed .bubble {
    border-color: var(--danger);
  }
  .status {
    margin: 2px var(--space-1) 0;
    font-size: var(--text-small);
    line-height: var(--leading-tight);
    color: var(--ink-soft);
    font-variant-numeric: tabular-nums;
  }
  .mine .status {
    text-align: end;
  }
  .failed .status {
    color: var(--danger);
  }
  .typing {
    min-height: 1.5em;
    margin: var(--space-1) 0 0;
    font-size: var(--text-small);
    color: var(--ink-soft);
  }
  .ghost {
    height: 38px;
    width: 60%;
    margin-block-end: var(--space-2);
    background: var(--line);
    opacity: 0.6;
    border-radius: var(--radius-large);
  }
  .ghost.mine {
    margin-inline-start: auto;
    width: 45%;
  }
  .greeting {
    max-width: 85%;
    width: fit-content;
  }
  .card {
    margin-block-start: var(--space-4);
    padding: var(--space-4);
    background: var(--paper-raised);
    border: 1px solid var(--line);
    border-radius: var(--radius-large);
  }
  .card h3 {
    margin: var(--space-4) 0 var(--space-2);
    font-size: var(--text-base, 15px);
  }
  .card p {
    margin: 0 0 var(--space-2);
    font-size: var(--text-small);
  }
  .notice {
    white-space: pre-wrap;
  }
  .gone {
    margin: auto;
    padding: var(--space-5) var(--space-2);
    text-align: center;
  }
`;
