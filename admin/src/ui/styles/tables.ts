import { css } from 'lit';

/** Compact tables with aligned numbers; a narrow screen scrolls them within their own frame. */
export const tables = css`
  .table-frame {
    overflow-x: auto;
    border: 1px solid var(--line);
    border-radius: var(--radius-large);
    background: var(--paper-raised);
  }
  .scroll {
    inline-size: 100%;
    overflow-x: auto;
  }
  table {
    inline-size: 100%;
    border-collapse: collapse;
    line-height: 1.3;
    font-variant-numeric: tabular-nums;
  }
  caption {
    padding: var(--space-3) var(--space-4);
    text-align: start;
    font-weight: 650;
  }
  th,
  td {
    padding: var(--space-2) var(--space-4);
    border-block-start: 1px solid var(--line);
    text-align: start;
    vertical-align: top;
  }
  thead th {
    color: var(--ink-soft);
    font-size: var(--text-small);
    font-weight: 550;
    white-space: nowrap;
  }
  table:not(:has(caption)) thead th {
    border-block-start: 0;
  }
  thead td {
    border-block-start: 0;
  }
  tbody th {
    font-weight: 550;
  }
  tfoot td,
  tfoot th {
    font-weight: 650;
  }
  .amount {
    text-align: end;
  }
  /* On a phone each row is a card of its own, each cell with the name of its column. */
  @media (max-width: 720px) {
    thead {
      position: absolute;
      inline-size: 1px;
      block-size: 1px;
      overflow: hidden;
      clip-path: inset(50%);
    }
    tr {
      display: grid;
      gap: var(--space-1);
      padding: var(--space-3) var(--space-4);
      border-block-start: 1px solid var(--line);
    }
    th,
    td,
    .amount {
      padding: 0;
      border: 0;
      text-align: start;
    }
    td[data-label] {
      display: grid;
      grid-template-columns: minmax(0, 2fr) minmax(0, 3fr);
      gap: var(--space-3);
    }
    td[data-label]::before {
      content: attr(data-label);
      color: var(--ink-soft);
      font-size: var(--text-small);
    }
  }
  .cut {
    display: block;
    max-inline-size: 20ch;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  code {
    font-family: ui-monospace, 'SF Mono', Menlo, Consolas, monospace;
    font-size: 0.92em;
    overflow-wrap: anywhere;
  }
`;
