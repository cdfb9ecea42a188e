import { css } from 'lit';
import { controls } from '../../ui/styles/controls.js';
import { notices } from '../../ui/styles/notices.js';
import { page, pagePart } from '../../ui/styles/page.js';

/** A part of a site's page: a card within its column. */
export const part = [
  controls,
  notices,
  page,
  pagePart,
  css`
    :host {
      min-inline-size: 0;
    }
    .card,
    form {
      display: grid;
      gap: var(--space-3);
      justify-items: start;
      min-inline-size: 0;
    }
    .card > *,
    form > * {
      max-inline-size: 100%;
    }
    .card > form {
      inline-size: 100%;
    }
    .field {
      inline-size: min(100%, 36rem);
    }
    parlour-copy {
      inline-size: 100%;
    }
    h3 {
      margin: 0;
      font-size: var(--text);
    }
    textarea {
      min-block-size: 6em;
      font-family: ui-monospace, 'SF Mono', Menlo, Consolas, monospace;
      font-size: 0.92em;
      resize: vertical;
    }
  `,
];
