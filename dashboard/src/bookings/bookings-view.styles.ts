import { css } from 'lit';

export const bookingsViewStyles = css`
  :host {
    display: block;
  }
  .layout {
    display: grid;
    grid-template-columns: 308px minmax(0, 1fr);
    gap: 24px;
    align-items: start;
  }
  .find {
    padding: 18px;
  }
  .head {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 10px;
    margin-block-end: 10px;
  }
  .grow {
    flex: 1;
  }
  notice-note {
    margin-block-end: 10px;
  }
  .seg {
    display: inline-flex;
    border: 1px solid var(--line-control);
    border-radius: var(--r-control);
    overflow: hidden;
  }
  .seg button {
    font: 600 1rem/1.25 var(--font);
    min-block-size: 44px;
    padding: 0 15px;
    border: 0;
    color: inherit;
    background: var(--surface);
    cursor: pointer;
  }
  .seg button[aria-pressed='true'] {
    background: var(--action);
    color: var(--on-action);
  }
  .seg button:focus-visible {
    box-shadow:
      inset 0 0 0 3px var(--surface),
      inset 0 0 0 5px var(--action);
  }
  .legend {
    display: flex;
    flex-wrap: wrap;
    gap: 4px 22px;
    margin-block-start: 11px;
    line-height: 24px;
  }
  .legend li {
    display: flex;
    gap: 7px;
    align-items: center;
  }
  .legend .last {
    margin-inline-start: auto;
  }
  .legend i {
    inline-size: 22px;
    block-size: 16px;
    border-radius: 3px;
  }
  i.free {
    border: 1.5px solid var(--success);
  }
  i.booked {
    background: var(--use-tint);
    border-inline-start: 5px solid var(--use);
  }
  i.here {
    background: var(--use);
  }
  i.held {
    border: 2px dashed var(--line-control);
  }
  i.shut {
    background: repeating-linear-gradient(135deg, var(--line) 0 4px, var(--surface) 4px 8px);
    border: 1px solid var(--line);
  }
  .link {
    font: inherit;
    min-block-size: 32px;
    padding: 0;
    border: 0;
    background: none;
    color: var(--link);
    text-decoration: underline;
    cursor: pointer;
  }
  .old {
    filter: grayscale(1);
  }
  @media (max-width: 56em) {
    .layout {
      grid-template-columns: minmax(0, 1fr);
    }
  }
`;
