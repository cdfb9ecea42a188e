import { css } from 'lit';

/** The frame: panel, header, what floats above the composer, and the composer itself. */
export const panelStyles = css`
  .panel {
    box-sizing: border-box;
    display: flex;
    flex-direction: column;
    width: min(360px, calc(100vw - 32px));
    height: min(600px, calc(100dvh - 32px));
    overflow: hidden;
    background: var(--paper);
    color: var(--ink);
    font: var(--text-base, 15px) / var(--leading) var(--font);
    text-align: start;
    border: 1px solid var(--line);
    border-radius: var(--radius-large);
    box-shadow: var(--shadow);
    animation: rise var(--motion) ease-out;
  }
  @keyframes rise {
    from {
      opacity: 0;
      transform: translateY(8px);
    }
  }
  header {
    display: flex;
    align-items: center;
    gap: var(--space-2);
    padding-block: var(--space-3);
    padding-inline: var(--space-4) var(--space-2);
    background: var(--paper-raised);
    border-block-end: 1px solid var(--line);
  }
  header .link {
    flex: none;
    font-size: var(--text-small);
  }
  /* As high as a name and two lines, since nobody knows yet how much there is to say: what is below stays where it is. */
  .who {
    flex: 1;
    min-width: 0;
    display: grid;
    align-content: center;
    min-height: calc(var(--leading-tight) * (var(--text-large) + 2 * var(--text-small)) + 2px);
  }
  h2 {
    margin: 0;
    font-size: var(--text-large);
    line-height: var(--leading-tight);
    overflow-wrap: anywhere;
  }
  .presence {
    margin: 2px 0 0;
    font-size: var(--text-small);
    line-height: var(--leading-tight);
    color: var(--ink-soft);
  }
  .presence[data-here]::before {
    content: '';
    display: inline-block;
    width: 8px;
    height: 8px;
    margin-inline-end: 6px;
    border-radius: 50%;
    background: var(--ok);
  }
  .line {
    margin: 0;
    padding: var(--space-2) var(--space-4);
    font-size: var(--text-small);
    background: var(--paper-raised);
    border-block-start: 1px solid var(--line);
  }
  .line.trouble {
    color: var(--warn);
  }
  .line:empty {
    display: none;
  }
  .promise {
    display: flex;
    flex-wrap: wrap;
    justify-content: space-between;
    gap: 0 var(--space-3);
    padding: var(--space-1) var(--space-4);
    font-size: var(--text-small);
    color: var(--ink-soft);
    border-block-start: 1px solid var(--line);
  }
  .promise p {
    margin: 0;
  }
  .sheet {
    max-height: 60%;
    overflow: auto;
    padding: var(--space-4);
    background: var(--paper-raised);
    border-block-start: 1px solid var(--line);
    font-size: var(--text-small);
  }
  .sheet h3 {
    margin: 0 0 var(--space-2);
    font-size: var(--text-base, 15px);
  }
  .sheet h3 ~ h3 {
    margin-block-start: var(--space-4);
  }
  .sheet p,
  .sheet ul {
    margin: 0 0 var(--space-2);
  }
  .sheet ul {
    padding-inline-start: var(--space-4);
  }
  form {
    display: flex;
    align-items: flex-end;
    gap: var(--space-2);
    padding: var(--space-2) var(--space-3) var(--space-3);
    background: var(--paper-raised);
    border-block-start: 1px solid var(--line);
  }
  .write {
    flex: 1;
    min-width: 0;
    display: grid;
  }
  textarea {
    box-sizing: border-box;
    width: 100%;
    min-height: 44px;
    max-height: 140px;
    padding: 9px var(--space-3);
    resize: none;
    font: 16px / 1.5 var(--font);
    color: inherit;
    background: var(--paper);
    border: 1px solid var(--edge);
    border-radius: var(--radius);
  }
  textarea::placeholder {
    color: var(--ink-soft);
    opacity: 1;
  }
  .count {
    font-size: var(--text-small);
    color: var(--ink-soft);
    text-align: end;
  }
  .count.over {
    color: var(--danger);
  }
  @media (max-width: 480px) {
    :host([open]) {
      inset: 0 !important;
    }
    .panel {
      position: fixed;
      inset: var(--viewport-top, 0) 0 auto;
      width: 100vw;
      height: var(--viewport-height, 100dvh);
      border: 0;
      border-radius: 0;
    }
    form {
      padding-block-end: max(var(--space-3), env(safe-area-inset-bottom));
    }
  }
  /* WCAG 1.4.10: magnified four times there is hardly any height; then all of it scrolls under the composer. */
  @media (max-height: 420px) {
    .panel {
      overflow: auto;
    }
    .panel > * {
      flex: none;
    }
    .panel > .body {
      flex: none;
      height: 50vh;
      min-height: 120px;
    }
    .sheet {
      max-height: none;
    }
    .panel > form {
      position: sticky;
      inset-block-end: 0;
    }
  }
  @media (prefers-reduced-motion: reduce) {
    * {
      animation: none !important;
    }
  }
`;
