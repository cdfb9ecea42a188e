import { css } from 'lit';

/** What can be operated: buttons and choices. Targets are at least 24 px, the main ones 44. */
export const controlStyles = css`
  /* The accent as text, where a page's own would be too light or too dark for the paper. */
  :host {
    --accent-text: var(--accent);
  }
  @supports (color: oklch(from red l c h)) {
    :host {
      --accent-text: light-dark(
        oklch(from var(--accent) min(l, 0.5) c h),
        oklch(from var(--accent) max(l, 0.78) c h)
      );
    }
  }
  button {
    all: unset;
    box-sizing: border-box;
    cursor: pointer;
    -webkit-tap-highlight-color: transparent;
  }
  button:focus-visible,
  a:focus-visible,
  input:focus-visible,
  textarea:focus-visible,
  .body:focus-visible,
  .sheet:focus-visible {
    outline: 2px solid var(--accent-text);
    outline-offset: 2px;
  }
  .body:focus-visible,
  .sheet:focus-visible {
    outline-offset: -2px;
  }
  .link {
    min-height: 24px;
    line-height: 24px;
    color: var(--accent-text);
    text-decoration: underline;
    text-underline-offset: 2px;
  }
  .link.soft {
    color: inherit;
  }
  .icon {
    display: grid;
    place-items: center;
    width: 44px;
    height: 44px;
    flex: none;
    border-radius: var(--radius);
    color: var(--ink-soft);
  }
  .icon svg {
    width: 20px;
    height: 20px;
    fill: none;
    stroke: currentColor;
    stroke-width: 2;
    stroke-linecap: round;
    stroke-linejoin: round;
  }
  [dir='rtl'] .icon svg {
    transform: scaleX(-1);
  }
  .icon:hover {
    background: var(--paper);
  }
  .button,
  .icon.go {
    background: var(--accent);
    color: var(--accent-ink);
  }
  .button {
    padding: var(--space-2) var(--space-4);
    border-radius: var(--radius);
    font-weight: 600;
  }
  .button.plain {
    color: inherit;
    background: none;
    border: 1px solid var(--edge);
    padding-block: 7px;
  }
  .icon[aria-disabled='true'] {
    background: var(--line);
    color: var(--ink-soft);
    cursor: default;
  }
  .row {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--space-2);
  }
  fieldset {
    margin: 0;
    padding: 0;
    border: 0;
    min-width: 0;
  }
  legend {
    padding: 0;
    font-weight: 600;
  }
  .choice {
    display: grid;
    grid-template-columns: auto 1fr;
    gap: 2px var(--space-2);
    margin-block-start: var(--space-3);
    font-size: var(--text-small);
  }
  .choice label {
    font-size: var(--text-base, 15px);
    font-weight: 600;
    line-height: 24px;
  }
  .choice p {
    grid-column: 2;
    margin: 0;
    color: var(--ink-soft);
  }
  input {
    width: 20px;
    height: 20px;
    margin: 2px 0;
    accent-color: var(--accent);
  }
  @media (forced-colors: active) {
    .button,
    .icon.go {
      border: 1px solid;
      background: ButtonFace;
      color: ButtonText;
    }
    .bubble {
      border-color: CanvasText !important;
    }
    .icon[aria-disabled='true'] {
      color: GrayText;
    }
    .presence[data-here]::before {
      background: CanvasText;
    }
  }
`;
