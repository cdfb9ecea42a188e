import { css } from 'lit';

export const ownPictureStyles = css`
  :host {
    --face: 96px;
  }
  .card {
    display: grid;
    gap: var(--space-3);
    justify-items: start;
  }
  .card.over {
    outline: 2px dashed var(--accent);
    outline-offset: -2px;
  }
  .beside {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--space-3) var(--space-4);
  }
  .deeds {
    display: grid;
    gap: var(--space-2);
    flex: 1 1 240px;
    min-inline-size: 0;
  }
  progress {
    inline-size: min(100%, 240px);
    accent-color: var(--accent);
  }
  [role='alert']:empty,
  [role='status']:empty {
    display: none;
  }
`;
