import { css } from 'lit';

/** The menu of deeds and the dialog in which one is done. */
export const deedStyles = css`
  :host {
    display: inline-flex;
    position: relative;
  }
  [popover] {
    position: fixed;
    inset: auto;
    margin: var(--space-1) 0 0;
    padding: var(--space-1);
    border: 1px solid var(--line);
    border-radius: var(--radius);
    background: var(--paper-raised);
    color: var(--ink);
    box-shadow: var(--shadow);
  }
  button[popovertarget] {
    anchor-name: --more;
  }
  @supports (anchor-name: --more) {
    [popover] {
      position-anchor: --more;
      inset-block-start: anchor(bottom);
      inset-inline-end: anchor(end);
    }
  }
  @supports not (anchor-name: --more) {
    [popover] {
      inset-block-start: 72px;
      inset-inline-end: var(--space-4);
    }
  }
  [popover]:popover-open {
    display: grid;
  }
  [popover] .button {
    justify-content: start;
    inline-size: 100%;
    font-weight: 400;
  }
  dialog form {
    display: grid;
    align-items: stretch;
    justify-content: stretch;
    gap: var(--space-4);
    margin-block-start: var(--space-3);
  }
  dialog form .button {
    padding-inline: var(--space-4);
  }
  fieldset {
    display: grid;
    gap: var(--space-2);
    min-inline-size: 0;
    margin: 0;
    padding: 0;
    border: 0;
  }
  legend {
    padding: 0;
    font-weight: 550;
  }
  .choice {
    display: flex;
    align-items: baseline;
    gap: var(--space-2);
    min-block-size: 24px;
    font-weight: 400;
  }
  .choice input {
    inline-size: auto;
    min-block-size: 0;
  }
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
  .answers {
    display: flex;
    flex-wrap: wrap;
    justify-content: end;
    gap: var(--space-2);
  }
  .failed {
    color: var(--danger);
  }
`;
