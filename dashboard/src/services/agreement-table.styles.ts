import { css } from 'lit';

export const agreementTableStyles = css`
  :host {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--s-m);
  }
  .scroll {
    overflow-x: auto;
    border: 1px solid var(--line);
    border-radius: var(--r-card);
    background: var(--surface);
  }
  table {
    border-collapse: collapse;
    inline-size: 100%;
  }
  th,
  td {
    padding: 0 var(--s-s);
    text-align: start;
    font-weight: 400;
    border-block-start: 1px solid var(--line-quiet);
  }
  thead th {
    padding-block: var(--s-xs);
    font-weight: 600;
    border: 0;
    min-inline-size: 9em;
    vertical-align: bottom;
  }
  tr > th:first-child {
    position: sticky;
    inset-inline-start: 0;
    background: var(--surface);
    min-inline-size: 10em;
  }
  tr > th.group {
    padding-block: var(--s-xs);
    font-weight: 600;
    color: var(--heading);
    background: var(--surface-quiet);
  }
  td :is(button, span) {
    display: flex;
    align-items: center;
    gap: 6px;
    min-block-size: 44px;
    inline-size: 100%;
    padding: 4px 6px;
    border: 0;
    background: none;
    color: var(--link);
    font: inherit;
    text-align: start;
  }
  td span {
    color: inherit;
  }
  td button {
    cursor: pointer;
    text-decoration: underline;
  }
  td .quiet {
    color: var(--text-quiet);
  }
`;
