import { css } from 'lit';

export const inboxStyles = css`
  :host {
    block-size: 100%;
    min-block-size: 0;
  }
  .columns {
    display: grid;
    grid-template-columns: minmax(280px, 340px) minmax(0, 1fr) 280px;
    block-size: 100%;
    min-block-size: 0;
  }
  .columns > * {
    min-block-size: 0;
  }
  merchant-conversations {
    border-inline-end: 1px solid var(--line);
  }
  .none {
    grid-column: 2 / -1;
    display: grid;
  }
  merchant-conversation:last-child {
    grid-column: 2 / -1;
  }
  aside {
    display: flex;
    flex-direction: column;
    border-inline-start: 1px solid var(--line);
    overflow-y: auto;
  }
  aside .back {
    display: none;
    justify-content: start;
    margin: var(--space-2);
    color: var(--accent);
  }
  @media (max-height: 480px) {
    :host,
    .columns {
      block-size: auto;
    }
    merchant-conversations {
      block-size: max(220px, 90dvh);
    }
  }
  @media (max-width: 1180px) {
    .columns {
      grid-template-columns: minmax(260px, 320px) minmax(0, 1fr);
    }
    aside {
      grid-column: 2;
    }
    aside .back {
      display: inline-flex;
    }
    .columns:not([data-shows='about']) aside,
    [data-shows='about'] merchant-conversation {
      display: none;
    }
  }
  @media (max-width: 900px) {
    .columns {
      grid-template-columns: minmax(0, 1fr);
    }
    .columns > * {
      grid-column: 1;
      border-inline: 0;
    }
    .none,
    [data-shows='conversation'] merchant-conversations,
    [data-shows='about'] merchant-conversations {
      display: none;
    }
  }
`;
