import { css } from 'lit';

/** Pages before anybody is signed in: one form in the middle. */
export const door = css`
  main {
    display: grid;
    align-content: center;
    justify-items: center;
    gap: var(--space-5);
    min-block-size: 100dvh;
    padding: var(--space-5) var(--space-4);
  }
  header {
    display: flex;
    align-items: center;
    gap: var(--space-2);
    font-size: var(--text-title);
    font-weight: 650;
  }
  form {
    display: grid;
    gap: var(--space-4);
    inline-size: min(100%, 400px);
    padding: var(--space-6);
    border: 1px solid var(--line);
    border-radius: var(--radius-large);
    background: var(--paper-raised);
  }
  .small {
    font-size: var(--text-small);
  }
  .notice {
    background: var(--paper);
  }
  @media (max-width: 480px) {
    main {
      align-content: start;
    }
    form {
      padding: var(--space-5) var(--space-4);
    }
  }
`;
