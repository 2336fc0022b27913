import { css } from 'lit';

export const bookingsViewStyles = css`
  :host {
    display: grid;
    grid-template-columns: 324px minmax(0, 1fr);
    gap: 14px 24px;
    align-items: start;
  }
  .wide {
    grid-column: 1 / -1;
  }
  .panel {
    padding: 18px;
  }
  .head {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 10px;
    margin-block-end: 10px;
  }
  .head h1 {
    font-size: 1.5rem;
    line-height: 1.25;
  }
  .head .segments {
    margin: 0;
  }
  .head .choices {
    display: flex;
    flex-wrap: wrap;
    gap: 10px;
    margin-inline-start: auto;
  }
  .step {
    display: grid;
    place-items: center;
    inline-size: var(--control);
    block-size: var(--control);
    border: 1px solid var(--action);
    border-radius: var(--r-control);
    background: var(--surface);
    color: var(--action);
    cursor: pointer;
  }
  .legend {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 4px 20px;
    margin-block-start: 6px;
    font-size: var(--t-small);
    line-height: var(--l-small);
  }
  .legend ul {
    display: contents;
  }
  .legend li {
    display: flex;
    gap: 7px;
    align-items: center;
  }
  .legend i {
    inline-size: 22px;
    block-size: 16px;
    border-radius: 3px;
  }
  .legend .free {
    border: 1.5px solid var(--success);
  }
  .legend .booked {
    background: var(--use-tint);
    border-inline-start: 5px solid var(--use);
  }
  .legend .arrived {
    background: var(--use);
  }
  .legend .held {
    border: 2px dashed var(--line-control);
  }
  .legend .closed {
    border: 1px solid var(--line);
    background: repeating-linear-gradient(135deg, var(--line) 0 4px, var(--surface) 4px 8px);
  }
  .why {
    min-block-size: var(--control);
    margin-inline-start: auto;
    padding: 0 4px;
    border: 0;
    background: none;
    color: var(--link);
    font: inherit;
    text-decoration: underline;
    cursor: pointer;
  }
  .old {
    filter: grayscale(1);
  }
  @media (max-width: 56em) {
    :host {
      grid-template-columns: minmax(0, 1fr);
    }
  }
`;
