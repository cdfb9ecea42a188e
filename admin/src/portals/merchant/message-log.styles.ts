import { css } from 'lit';

export const logStyles = css`
  :host {
    position: relative;
    display: grid;
    grid-template-rows: minmax(0, 1fr) auto;
    min-block-size: 0;
  }
  .scroller {
    padding: var(--space-4) var(--space-5);
    overflow-y: auto;
    overscroll-behavior: contain;
  }
  .scroller:focus-visible {
    outline-offset: -2px;
  }
  .day,
  .event {
    margin-block: var(--space-3);
    color: var(--ink-soft);
    font-size: var(--text-small);
    text-align: center;
  }
  .day span {
    padding: 2px var(--space-3);
    border: 1px solid var(--line);
    border-radius: 999px;
  }
  .group {
    display: grid;
    justify-items: start;
    gap: 3px;
    margin-block-start: var(--space-3);
  }
  .group.ours {
    justify-items: end;
  }
  .sender,
  .mark {
    padding-inline: var(--space-1);
    color: var(--ink-soft);
    font-size: var(--text-small);
    line-height: 1.3;
  }
  .bubble {
    max-inline-size: min(85%, 62ch);
    padding: var(--space-2) var(--space-3);
    border: 1px solid var(--line);
    border-radius: var(--radius-large);
    background: var(--paper-raised);
    white-space: pre-wrap;
    overflow-wrap: anywhere;
  }
  .theirs .bubble:nth-of-type(2) {
    border-start-start-radius: 4px;
  }
  .ours .bubble {
    border-color: transparent;
    background: var(--accent-soft);
    color: var(--ink);
  }
  .ours .bubble a {
    color: inherit;
  }
  .ours .bubble:nth-of-type(2) {
    border-start-end-radius: 4px;
  }
  .note {
    display: grid;
    justify-items: start;
    gap: 3px;
    margin-block-start: var(--space-3);
    padding-inline-start: var(--space-5);
  }
  .note .bubble {
    border: 1px dashed var(--warn);
    border-radius: var(--radius);
    background: var(--paper-sunken);
  }
  .note .sender {
    color: var(--warn);
    font-weight: 550;
  }
  .sought .bubble {
    outline: 2px solid var(--accent);
    outline-offset: 2px;
  }
  .unsent .bubble {
    opacity: 0.75;
  }
  .failed .bubble {
    border: 1px solid var(--danger);
    background: var(--paper-raised);
    color: var(--ink);
    opacity: 1;
  }
  .failed .mark {
    color: var(--danger);
  }
  .link {
    padding: 2px;
    border: 0;
    background: none;
    color: var(--accent);
    font: inherit;
    text-decoration: underline;
    text-underline-offset: 0.2em;
    cursor: pointer;
  }
  .typing {
    min-block-size: 1.6em;
    padding-inline: var(--space-5);
    color: var(--ink-soft);
    font-size: var(--text-small);
  }
  .newer {
    position: absolute;
    inset-block-end: var(--space-6);
    inset-inline: 0;
    inline-size: fit-content;
    margin-inline: auto;
    box-shadow: var(--shadow);
  }
  .bones {
    display: grid;
    gap: var(--space-5);
  }
  .bones .bone {
    block-size: 2.4em;
    border-radius: var(--radius-large);
  }
  .bones .end .bone {
    margin-inline-start: auto;
  }
`;
