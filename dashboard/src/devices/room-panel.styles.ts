import { css } from 'lit';

export const roomPanelStyles = css`
  :host {
    display: flex;
    flex-direction: column;
    background: var(--surface);
    border: 1px solid var(--line);
    border-radius: var(--r-card);
    overflow: auto;
  }
  header {
    display: grid;
    justify-items: start;
    gap: 2px;
    padding: 16px 20px 14px;
    border-block-start: 6px solid var(--c, var(--line));
  }
  header.fault {
    --c: var(--fault);
  }
  header.off {
    --c: var(--off);
  }
  header.use {
    --c: var(--use);
  }
  header.free {
    --c: var(--free);
  }
  section,
  .notes,
  .faults {
    padding: 12px 20px;
    border-block-start: 1px solid var(--line-quiet);
  }
  .faults {
    background: var(--fault-tint);
  }
  .notes li {
    display: flex;
    gap: var(--s-xs);
    align-items: center;
  }
  h3 {
    font-size: var(--t-body);
    margin-block-end: 4px;
  }
  dl {
    display: grid;
    grid-template-columns: minmax(7rem, auto) minmax(0, 1fr);
    gap: 4px 14px;
  }
  :host > dl {
    padding: 12px 20px;
    border-block-start: 1px solid var(--line-quiet);
  }
  dt {
    color: var(--text-quiet);
  }
  dd {
    overflow-wrap: anywhere;
  }
  dd > span {
    display: block;
  }
  .drivers,
  .drivers ul {
    display: grid;
    gap: 4px;
  }
  .drivers ul {
    margin-block-start: 4px;
    padding-inline-start: 14px;
    border-inline-start: 2px solid var(--line-quiet);
  }
  .drivers .detail {
    display: block;
    color: var(--text-quiet);
    overflow-wrap: anywhere;
  }
  .drivers .fault {
    color: var(--danger);
    font-weight: 600;
  }
  .events li {
    display: grid;
    grid-template-columns: minmax(5rem, auto) minmax(0, 1fr);
    gap: 0 14px;
    padding-block: 2px;
  }
  footer {
    position: sticky;
    inset-block-end: 0;
    margin-block-start: auto;
    padding: 12px 20px 14px;
    background: var(--surface);
    border-block-start: 1px solid var(--line);
  }
  footer p {
    min-block-size: 1.5em;
    margin-block-start: 6px;
    font-weight: 600;
  }
  footer .done {
    color: var(--success);
  }
  footer .failed,
  footer .timed-out,
  footer .refused {
    color: var(--danger);
  }
`;
