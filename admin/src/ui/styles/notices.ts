import { css } from 'lit';

/** Sentences that stand out, what is loading, what is empty, what has failed. */
export const notices = css`
  .notice {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--space-2) var(--space-4);
    padding: var(--space-3) var(--space-4);
    border: 1px solid var(--line);
    border-inline-start: 3px solid var(--ink-soft);
    border-radius: var(--radius);
    background: var(--paper-raised);
  }
  .notice > p {
    flex: 1 1 20ch;
  }
  .notice.warn {
    border-inline-start-color: var(--warn);
  }
  .notice.danger {
    border-inline-start-color: var(--danger);
  }
  .notice.ok {
    border-inline-start-color: var(--ok);
  }
  /* Where something will be said: there before it is, and without room of its own. */
  [role='alert']:empty,
  [role='status']:empty,
  .field-error:empty,
  p.small:empty {
    position: absolute;
  }
  .empty {
    display: grid;
    justify-items: center;
    align-content: center;
    gap: var(--space-2);
    padding: var(--space-6) var(--space-4);
    color: var(--ink-soft);
    text-align: center;
    text-wrap: balance;
  }
  .empty strong {
    color: var(--ink);
    font-size: var(--text-large);
    font-weight: 600;
  }
  .empty p {
    max-inline-size: 44ch;
  }
  /* As wide as what comes, also where that is laid out by its own width. */
  .outline,
  .outline > p,
  .outline > section,
  .outline .card > p {
    justify-self: stretch;
    inline-size: 100%;
  }
  .bone {
    display: block;
    block-size: 0.9em;
    border-radius: 4px;
    background: var(--line);
    animation: bone 1.4s ease-in-out infinite alternate;
  }
  .bone.short {
    inline-size: 25%;
  }
  .bone.half {
    inline-size: 50%;
  }
  .bone.long {
    inline-size: 85%;
  }
  @keyframes bone {
    from {
      opacity: 0.9;
    }
    to {
      opacity: 0.45;
    }
  }
`;
