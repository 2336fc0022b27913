import { css } from 'lit';

export const weekGridStyles = css`
  :host {
    display: block;
    min-inline-size: 0;
  }
  .scroll {
    overflow-x: auto;
    background: var(--surface);
    border: 1px solid var(--line);
    border-radius: var(--r-card);
  }
  .grid {
    display: grid;
    grid-template-columns: 58px repeat(var(--columns), minmax(0, 1fr));
    grid-template-rows: 40px repeat(var(--rows), minmax(47px, auto));
    min-inline-size: calc(58px + var(--columns) * 118px);
  }
  .column {
    display: contents;
  }
  h2 {
    grid-row: 1;
    display: grid;
    place-items: center;
    text-align: center;
    font-size: var(--t-body);
    line-height: 1.2;
    color: var(--text);
    border-inline-start: 1px solid var(--line);
    border-block-end: 2px solid var(--line);
  }
  h2.today {
    color: var(--action);
    box-shadow: inset 0 -4px var(--action);
  }
  .hour {
    grid-column: 1;
    padding: 5px 9px 0 0;
    text-align: end;
    font-size: var(--t-small);
    line-height: 1rem;
    color: var(--text-quiet);
    border-block-start: 1px solid var(--line-quiet);
  }
  .cell {
    display: grid;
    padding: 1px 3px;
    border-inline-start: 1px solid var(--line);
    border-block-start: 1px solid var(--line-quiet);
  }
  .cell.past {
    background: var(--surface-quiet);
  }
  .cell.over {
    background: var(--action-tint);
    box-shadow: inset 0 0 0 3px var(--action);
  }
  button {
    display: flex;
    flex-wrap: wrap;
    align-content: center;
    align-items: center;
    gap: 0 8px;
    min-block-size: 44px;
    min-inline-size: 0;
    padding: 1px 8px;
    overflow: hidden;
    border: 1px solid transparent;
    border-radius: var(--r-control);
    background: none;
    color: var(--text);
    font: 600 0.9375rem/1.25rem var(--font);
    text-align: start;
    cursor: pointer;
  }
  button span {
    font-weight: 400;
    font-size: var(--t-small);
    line-height: 1.125rem;
    overflow-wrap: anywhere;
  }
  button:focus-visible {
    z-index: 2;
  }
  .booking {
    background: var(--use-tint);
    border-inline-start: 5px solid var(--use);
    color: var(--use);
  }
  .booking span {
    color: var(--text);
  }
  .booking.arrived {
    background: var(--use);
    color: var(--surface);
  }
  .booking.arrived span {
    color: inherit;
  }
  .booking.opened {
    box-shadow: var(--focus-ring);
  }
  .booking.over-closed {
    border: 2px solid var(--danger);
  }
  .free {
    gap: 4px;
    border: 1.5px solid var(--success);
    background: var(--surface);
    color: var(--success);
  }
  .over-closed wa-icon {
    color: var(--danger);
  }
  .booking wa-icon,
  .free wa-icon,
  .held wa-icon,
  .closed wa-icon {
    flex: none;
    font-size: 16px;
  }
  .free:hover {
    background: var(--success-tint);
  }
  .chosen {
    background: var(--action);
    border-color: var(--action);
    color: var(--on-action);
    box-shadow: var(--focus-ring);
  }
  .held {
    border: 2px dashed var(--line-control);
    color: var(--text-quiet);
  }
  .closed {
    align-content: start;
    padding-block-start: 6px;
    border-color: var(--line);
    color: var(--text-quiet);
    background: repeating-linear-gradient(135deg, var(--off-tint) 0 8px, var(--surface) 8px 16px);
  }
  .closed b,
  .closed span {
    padding: 0 5px;
    border-radius: 3px;
    background: var(--surface);
  }
  .empty {
    color: transparent;
    justify-content: center;
  }
  .empty:hover,
  .empty:focus-visible {
    color: var(--text-quiet);
  }
  @media (forced-colors: active) {
    .empty {
      color: Canvas;
    }
    .closed {
      border-style: dotted;
    }
  }
`;
