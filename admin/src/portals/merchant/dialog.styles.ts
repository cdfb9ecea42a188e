import { css } from 'lit';

/** A dialog of the inbox: what stands around its content. */
export const dialogStyles = css`
  :host {
    display: contents;
  }
  dialog {
    inline-size: min(calc(100vw - var(--space-5)), 420px);
    padding: var(--space-5);
    border: 1px solid var(--line);
    border-radius: var(--radius-large);
    background: var(--paper-raised);
    color: var(--ink);
    box-shadow: var(--shadow);
  }
  dialog::backdrop {
    background: oklch(0.2 0.01 195 / 0.45);
  }
  form {
    display: flex;
    align-items: center;
    justify-content: space-between;
  }
  form .button {
    padding-inline: var(--space-2);
  }
`;
