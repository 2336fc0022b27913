import { css } from 'lit';

/** What the side panels of the booking page share: fields, segments of a choice, lists of times. */
export const panelStyles = css`
  :host {
    display: block;
  }
  form,
  .stack {
    display: grid;
    gap: 13px;
  }
  .field {
    display: grid;
    gap: 3px;
  }
  .field > span,
  legend {
    padding: 0;
    font-weight: 600;
  }
  select {
    inline-size: 100%;
    min-block-size: var(--control);
    padding-inline: 12px;
    border: 1px solid var(--line-control);
    border-radius: var(--r-control);
    background: var(--surface);
    color: var(--text);
    font: inherit;
  }
  fieldset {
    min-inline-size: 0;
    padding: 0;
    border: 0;
  }
  .segments {
    display: flex;
    flex-wrap: wrap;
    margin-block-start: 3px;
  }
  .segments label {
    position: relative;
    display: grid;
    place-items: center;
    min-block-size: var(--control);
    min-inline-size: 60px;
    padding-inline: 15px;
    margin-inline-end: -1px;
    border: 1px solid var(--line-control);
    background: var(--surface);
    cursor: pointer;
  }
  .segments label:first-child {
    border-radius: var(--r-control) 0 0 var(--r-control);
  }
  .segments label:last-child {
    border-radius: 0 var(--r-control) var(--r-control) 0;
  }
  .segments input {
    position: absolute;
    inset: 0;
    opacity: 0;
    cursor: pointer;
  }
  .segments label:has(:checked) {
    background: var(--action);
    border-color: var(--action);
    color: var(--on-action);
    font-weight: 600;
  }
  .segments label:has(:focus-visible) {
    z-index: 1;
    box-shadow: var(--focus-ring);
  }
  .times {
    display: grid;
    gap: 6px;
  }
  .times li {
    display: flex;
    align-items: center;
    justify-content: space-between;
    gap: 8px;
  }
  .times b {
    display: block;
    white-space: nowrap;
  }
  .ruled {
    display: grid;
    gap: 8px;
    padding-block-start: 11px;
    border-block-start: 1px solid var(--line);
  }
  .buttons {
    display: flex;
    flex-wrap: wrap;
    gap: var(--s-xs);
  }
  /* The deed stays in sight below a form that is longer than the page. */
  .staying {
    position: sticky;
    inset-block-end: 0;
    z-index: 3;
    padding-block: 10px;
    background: var(--surface);
    border-block-start: 1px solid var(--line);
  }
  h2:focus {
    outline: none;
  }
  dl {
    display: grid;
    grid-template-columns: auto 1fr;
    gap: 4px var(--s-s);
    margin: 0;
  }
  dt {
    color: var(--text-quiet);
  }
  dd {
    margin: 0;
    overflow-wrap: anywhere;
  }
  .wrong {
    color: var(--danger);
    font-weight: 600;
  }
  @media (forced-colors: active) {
    .segments label:has(:checked) {
      forced-color-adjust: none;
      background: Highlight;
      color: HighlightText;
    }
  }
`;
