import { css } from 'lit';

export const accountListStyles = css`
  :host {
    display: grid;
    grid-template-columns: minmax(0, 1fr) minmax(0, 480px);
    gap: var(--s-l);
    align-items: start;
  }
  loading-lines,
  notice-note {
    grid-column: 1 / -1;
  }
  .all,
  .all ul {
    display: grid;
    gap: var(--s-xs);
  }
  .top {
    display: flex;
    flex-wrap: wrap;
    align-items: end;
    gap: var(--s-xs) var(--s-m);
    margin-block-end: var(--s-xxs);
  }
  .top wa-input {
    flex: 1 1 240px;
  }
  li button {
    display: grid;
    inline-size: 100%;
    min-block-size: var(--control);
    padding: var(--s-xs) var(--s-m);
    border: 1px solid var(--line);
    border-radius: var(--r-card);
    background: var(--surface);
    color: inherit;
    font: inherit;
    text-align: start;
    cursor: pointer;
  }
  li button:hover {
    border-color: var(--action);
  }
  li button[aria-pressed='true'] {
    border-color: var(--action);
    box-shadow: inset 4px 0 0 var(--action);
  }
  li button:focus-visible {
    box-shadow: var(--focus-ring);
  }
  aside {
    position: sticky;
    inset-block-start: 20px;
    max-block-size: calc(100dvh - 40px);
    overflow: auto;
  }
  @media (max-width: 56em) {
    aside {
      position: static;
      max-block-size: none;
    }
    :host {
      grid-template-columns: minmax(0, 1fr);
    }
  }
`;
