import { css } from 'lit';

/** What every element of the portals starts from: type, focus, links, buttons, fields. */
export const controls = css`
  :host {
    display: block;
    box-sizing: border-box;
  }
  :host([hidden]),
  [hidden] {
    display: none !important;
  }
  *,
  *::before,
  *::after {
    box-sizing: inherit;
  }
  h1,
  h2,
  h3,
  p,
  ul,
  ol,
  dl,
  dd,
  figure {
    margin: 0;
  }
  ul,
  ol {
    padding: 0;
    list-style: none;
  }
  h1 {
    font-size: var(--text-display);
    line-height: 1.25;
    font-weight: 650;
    letter-spacing: -0.01em;
  }
  h2 {
    font-size: var(--text-large);
    line-height: 1.3;
    font-weight: 650;
  }
  :focus-visible {
    outline: 2px solid var(--accent);
    outline-offset: 2px;
  }
  [tabindex='-1']:focus {
    outline: none;
  }
  a {
    color: var(--accent);
    text-underline-offset: 0.2em;
    text-decoration-thickness: 1px;
  }
  .soft {
    color: var(--ink-soft);
  }
  .small {
    font-size: var(--text-small);
  }
  .number {
    font-variant-numeric: tabular-nums;
  }
  .hidden-visually {
    position: absolute;
    inline-size: 1px;
    block-size: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  .button {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: var(--space-2);
    min-block-size: 36px;
    padding: 0 var(--space-4);
    border: 1px solid var(--edge);
    border-radius: var(--radius);
    background: var(--paper-raised);
    color: var(--ink);
    font: inherit;
    font-weight: 550;
    line-height: 1.2;
    text-decoration: none;
    cursor: pointer;
    transition: opacity 140ms;
  }
  .button:hover {
    border-color: var(--ink-soft);
  }
  .button.next {
    border-color: transparent;
    background: var(--accent);
    color: var(--accent-ink);
  }
  .button.danger {
    border-color: transparent;
    background: var(--danger);
    color: var(--danger-ink);
  }
  .button.next:hover,
  .button.danger:hover {
    opacity: 0.9;
  }
  .button.quiet {
    border-color: transparent;
    background: none;
  }
  .button.quiet:hover {
    background: var(--paper-sunken);
  }
  .button[aria-disabled='true'] {
    opacity: 0.6;
    cursor: default;
  }
  .field {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--space-1);
  }
  label {
    font-weight: 550;
  }
  input:not([type='checkbox']),
  textarea,
  select {
    inline-size: 100%;
    min-block-size: 40px;
    padding: var(--space-2) var(--space-3);
    border: 1px solid var(--edge);
    border-radius: var(--radius);
    background: var(--paper-raised);
    color: var(--ink);
    font: inherit;
  }
  /* As wide as its longest choice, and never wider than where it stands, in a grid neither. */
  select {
    inline-size: auto;
    min-inline-size: 0;
    max-inline-size: 100%;
    padding-block: 0;
  }
  input[aria-invalid='true'] {
    border-color: var(--danger);
  }
  input[type='checkbox'] {
    inline-size: 18px;
    block-size: 18px;
    margin: 0;
    accent-color: var(--accent);
  }
  .field-error {
    color: var(--danger);
    font-size: var(--text);
  }
  .icon {
    flex: none;
  }
  :dir(rtl) > .icon-back,
  :dir(rtl) > .icon-leave {
    transform: scaleX(-1);
  }
  @media (pointer: coarse) {
    .button {
      min-block-size: 44px;
    }
    input:not([type='checkbox']),
    textarea,
    select {
      font-size: max(16px, 1em);
    }
  }
  @media (prefers-reduced-motion: reduce) {
    *,
    *::before,
    *::after {
      animation: none !important;
      transition: none !important;
    }
  }
`;
