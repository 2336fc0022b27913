import { css } from 'lit';

export const todayListStyles = css`
  :host {
    display: block;
  }
  .head {
    display: flex;
    flex-wrap: wrap;
    align-items: end;
    justify-content: space-between;
    gap: var(--s-xs) var(--s-m);
    margin-block-end: 8px;
  }
  input {
    min-block-size: var(--control);
    padding-inline: 12px;
    border: 1px solid var(--line-control);
    border-radius: var(--r-control);
    background: var(--surface);
    color: var(--text);
    font: inherit;
  }
  li {
    display: grid;
    grid-template-columns: 6.5em minmax(0, 1fr) auto;
    align-items: center;
    gap: 4px var(--s-s);
    padding-block: 10px;
    border-block-start: 1px solid var(--line);
  }
  li:first-child {
    border-block-start: 0;
  }
  .deeds {
    display: flex;
    flex-wrap: wrap;
    justify-content: end;
    gap: var(--s-xs);
  }
  .who {
    overflow-wrap: anywhere;
  }
  .told {
    font-weight: 600;
  }
  .told wa-icon {
    vertical-align: -3px;
  }
  notice-note {
    margin-block-end: 8px;
  }
  .old {
    filter: grayscale(1);
  }
  @media (max-width: 40em) {
    li {
      grid-template-columns: minmax(0, 1fr);
    }
    .deeds {
      justify-content: start;
    }
  }
`;
