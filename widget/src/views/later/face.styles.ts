import { css } from 'lit';

/** Its room is taken from the first moment, so that nothing moves when the picture is there. */
export const faceStyles = css`
  .face {
    position: relative;
    flex: none;
    display: grid;
    place-items: center;
    box-sizing: border-box;
    width: 36px;
    height: 36px;
    overflow: hidden;
    background: var(--paper);
    color: var(--ink-soft);
    border: 1px solid var(--line);
    border-radius: 50%;
    font-size: var(--text-base, 15px);
    line-height: 1;
    user-select: none;
  }
  .face canvas {
    position: absolute;
    inset: 0;
    width: 100%;
    height: 100%;
  }
`;
