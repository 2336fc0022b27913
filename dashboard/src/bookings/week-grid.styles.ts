import { css } from 'lit';

export const weekGridStyles = css`
  .frame {
    overflow-x: auto;
    background: var(--surface);
    border: 1px solid var(--line);
    border-radius: var(--r-card);
  }
  .grid {
    display: grid;
    min-inline-size: 640px;
  }
  .head {
    grid-row: 1;
    display: grid;
    place-items: center;
    padding: 0 6px;
    font-weight: 600;
    line-height: 1.2;
    text-align: center;
    border-inline-start: 1px solid var(--line);
    border-block-end: 2px solid var(--line);
  }
  .head.today {
    color: var(--action);
    box-shadow: inset 0 -4px var(--action);
  }
  .hour {
    grid-column: 1;
    font-size: var(--t-small);
    line-height: 16px;
    color: var(--text-quiet);
    text-align: end;
    padding: 5px 9px 0 0;
    border-block-start: 1px solid var(--line-quiet);
  }
  .cell {
    border-inline-start: 1px solid var(--line);
    border-block-start: 1px solid var(--line-quiet);
  }
  .past {
    background: var(--surface-quiet);
  }
  button {
    font: inherit;
    color: inherit;
    background: none;
    border: 0;
    text-align: start;
    cursor: pointer;
  }
  .entry {
    min-inline-size: 0;
    margin: 2px 4px;
    padding: 1px 8px;
    border: 1px solid transparent;
    border-radius: var(--r-control);
    line-height: 20px;
    font-weight: 600;
    overflow: hidden;
    display: flex;
    flex-wrap: wrap;
    align-content: center;
    align-items: center;
    gap: 0 8px;
  }
  .entry span {
    font-weight: 400;
    font-size: var(--t-small);
    line-height: 18px;
    overflow-wrap: anywhere;
  }
  .booked {
    background: var(--use-tint);
    border-inline-start: 5px solid var(--use);
    color: var(--use);
  }
  .booked span {
    color: var(--text);
  }
  .here {
    background: var(--use);
    color: #fff;
  }
  .hit {
    border: 2px solid var(--danger);
    border-inline-start-width: 5px;
  }
  .moving {
    box-shadow: var(--focus-ring);
  }
  .free {
    border: 1.5px solid var(--success);
    background: var(--surface);
    color: var(--success);
    gap: 4px;
  }
  .free:hover {
    background: var(--success-tint, var(--surface-quiet));
  }
  .free.over {
    background: var(--action);
    color: var(--on-action);
  }
  .free.own {
    background: var(--action);
    border-color: var(--action);
    color: var(--on-action);
  }
  .held {
    border: 2px dashed var(--line-control);
    color: var(--text-quiet);
  }
  .shut {
    background: repeating-linear-gradient(135deg, var(--off-tint) 0 8px, var(--surface) 8px 16px);
    border-color: var(--line);
    color: var(--text-quiet);
    align-content: start;
    padding-block-start: 6px;
  }
  .shut b,
  .shut span {
    background: var(--surface);
    padding: 0 5px;
    border-radius: 3px;
  }
  .why {
    margin: 0;
    border: 0;
    border-radius: 0;
    justify-content: center;
    color: var(--text-quiet);
  }
  .why span {
    opacity: 0;
  }
  .why:hover span,
  .why:focus-visible span {
    opacity: 1;
  }
  @media (forced-colors: active) {
    .entry {
      border-color: CanvasText;
    }
  }
`;
