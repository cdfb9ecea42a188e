import { css } from 'lit';
import { controls } from '../../ui/styles/controls.js';
import { notices } from '../../ui/styles/notices.js';
import { page } from '../../ui/styles/page.js';

/** One column with room around: whoever comes here comes seldom, and wants to be sure. */
export const portalStyles = [
  controls,
  notices,
  page,
  css`
    :host {
      max-inline-size: 720px;
    }
    /* However long a choice is, nothing widens the page beyond a phone. */
    :host,
    main,
    .card,
    form,
    form label {
      grid-template-columns: minmax(0, 1fr);
    }
    select {
      max-inline-size: 100%;
    }
    main,
    .card,
    form,
    form label {
      display: grid;
      gap: var(--space-3);
      justify-items: start;
    }
    main {
      gap: var(--space-4);
      justify-items: stretch;
    }
    .card {
      gap: var(--space-4);
      padding: var(--space-5);
      justify-items: stretch;
    }
    form label,
    form.card {
      justify-items: stretch;
      gap: var(--space-2);
    }
    form {
      justify-items: stretch;
    }
    form .button {
      justify-self: start;
    }
    .languages select {
      inline-size: auto;
    }
    .brand {
      display: flex;
      align-items: center;
      gap: var(--space-2);
      color: var(--ink-soft);
    }
    .promise {
      font-size: var(--text-large);
      line-height: 1.35;
      text-wrap: balance;
    }
    h3 {
      font-size: var(--text);
      font-weight: 650;
    }
    summary {
      cursor: pointer;
    }
    .reasons,
    .history,
    .transcript,
    .requests,
    .switches {
      display: grid;
      gap: var(--space-2);
      margin-block-start: var(--space-2);
    }
    .switches li {
      display: grid;
      grid-template-columns: 24px 1fr;
      column-gap: var(--space-2);
      align-items: center;
    }
    .switches input {
      inline-size: 20px;
      block-size: 20px;
      margin: 0;
      accent-color: var(--accent);
    }
    .switches span {
      grid-column: 2;
    }
    .transcript li,
    .requests li {
      display: grid;
      gap: 2px;
      padding-block: var(--space-2);
      border-block-start: 1px solid var(--line);
      overflow-wrap: anywhere;
    }
    .transcript [dir],
    .requests [dir] {
      white-space: pre-line;
    }
    select {
      min-block-size: 36px;
      padding-inline: var(--space-2);
      border: 1px solid var(--ink-soft);
      border-radius: var(--radius);
      background: var(--paper-raised);
      color: var(--ink);
      font: inherit;
    }
    .answer {
      padding-inline-start: var(--space-3);
      border-inline-start: 3px solid var(--accent);
    }
    #code {
      font-variant-numeric: tabular-nums;
      letter-spacing: 0.04em;
    }
  `,
];
