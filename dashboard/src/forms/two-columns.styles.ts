import { css } from 'lit';

/** A list of things and, beside it, the one that is looked at; below it where there is no room. */
export const twoColumnStyles = css`
  :host {
    display: grid;
    grid-template-columns: minmax(0, 340px) minmax(0, 1fr);
    gap: var(--s-l);
    align-items: start;
  }
  :host > :is(loading-lines, notice-note) {
    grid-column: 1 / -1;
  }
  .all,
  .all ul {
    display: grid;
    gap: var(--s-xs);
  }
  .all h3 {
    margin-block-start: var(--s-xs);
  }
  .all > wa-button {
    justify-self: start;
  }
  .all li button {
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
  .all li button:hover {
    border-color: var(--action);
  }
  .all li button[aria-pressed='true'] {
    border-color: var(--action);
    box-shadow: inset 4px 0 0 var(--action);
  }
  .all li button:focus-visible {
    box-shadow: var(--focus-ring);
  }
  @media (max-width: 56em) {
    :host {
      grid-template-columns: minmax(0, 1fr);
    }
  }
`;
