import { css } from 'lit';

export const auditListStyles = css`
  :host {
    display: block;
  }
  .filters {
    display: flex;
    flex-wrap: wrap;
    gap: var(--s-s);
    align-items: end;
    margin-block-end: var(--s-s);
  }
  .filters wa-input {
    flex: 0 1 11.5rem;
    min-inline-size: 9.5rem;
  }
  .filters wa-select {
    flex: 1 1 16rem;
    max-inline-size: 24rem;
  }
  .filters .export {
    margin-inline-start: auto;
  }
  .narrowed {
    display: flex;
    flex-wrap: wrap;
    gap: var(--s-xs);
    margin-block-end: var(--s-s);
  }
  .scroll {
    overflow-x: auto;
    padding: var(--s-s) var(--s-m) 0;
    border: 1px solid var(--line);
    border-radius: var(--r-card);
    background: var(--surface);
  }
  table {
    inline-size: 100%;
    min-inline-size: 44rem;
    border-collapse: collapse;
  }
  caption {
    padding-block-end: var(--s-xs);
    text-align: start;
  }
  th,
  td {
    padding: var(--s-xs) var(--s-s) var(--s-xs) 0;
    border-block-start: 1px solid var(--line-quiet);
    text-align: start;
    vertical-align: top;
    overflow-wrap: anywhere;
  }
  th {
    font-size: var(--t-small);
    line-height: var(--l-small);
    font-weight: 600;
    white-space: nowrap;
  }
  td:first-child {
    inline-size: 7rem;
  }
  td > .small {
    display: block;
  }
  button {
    min-block-size: 24px;
    padding: 0;
    border: 0;
    border-radius: 2px;
    background: none;
    font: inherit;
    text-align: start;
    color: var(--link);
    text-decoration: underline;
    text-underline-offset: 3px;
    text-decoration-thickness: 1px;
    overflow-wrap: anywhere;
    cursor: pointer;
  }
  button.id {
    display: block;
    max-inline-size: 16rem;
    font-size: var(--t-small);
  }
  summary {
    min-block-size: 24px;
    inline-size: fit-content;
    color: var(--link);
    cursor: pointer;
  }
  dl {
    display: grid;
    grid-template-columns: auto minmax(0, 1fr);
    gap: 0 var(--s-xs);
  }
  dt {
    color: var(--text-quiet);
  }
  dd {
    overflow-wrap: anywhere;
  }
  .turn {
    display: flex;
    justify-content: space-between;
    gap: var(--s-s);
    padding-block-start: var(--s-s);
  }
`;
