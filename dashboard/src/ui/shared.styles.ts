import { css } from 'lit';

/** What every element of ours starts from: the document's rules do not reach into a shadow root. */
export const sharedStyles = css`
  *,
  ::before,
  ::after {
    box-sizing: border-box;
    margin: 0;
  }
  :host([hidden]),
  [hidden] {
    display: none !important;
  }
  h1,
  h2,
  h3,
  h4 {
    color: var(--heading);
    font-weight: 600;
    text-wrap: balance;
  }
  h1 {
    font-size: var(--t-h2);
    line-height: var(--l-h2);
  }
  h2 {
    font-size: var(--t-h3);
    line-height: var(--l-h3);
  }
  h3 {
    font-size: var(--t-h4);
    line-height: var(--l-h4);
  }
  h4 {
    font-size: var(--t-body);
    line-height: var(--l-body);
  }
  ul,
  ol {
    list-style: none;
    padding: 0;
  }
  a {
    color: var(--link);
  }
  strong,
  b {
    font-weight: 600;
  }
  .quiet {
    color: var(--text-quiet);
  }
  .small {
    font-size: var(--t-small);
    line-height: var(--l-small);
  }
  .num {
    font-variant-numeric: tabular-nums;
    white-space: nowrap;
  }
  .card {
    background: var(--surface);
    border: 1px solid var(--line);
    border-radius: var(--r-card);
    padding: var(--s-m);
  }
  .hidden-text {
    position: absolute;
    inline-size: 1px;
    block-size: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  wa-button[data-blocked]::part(button) {
    opacity: 0.5;
    cursor: not-allowed;
  }
  kbd {
    font: 600 0.8125rem/1.25rem var(--font);
    padding: 0 6px;
    border: 1px solid currentColor;
    border-radius: 3px;
  }
  /* The reset above also reaches what we put into Web Awesome's slots. */
  wa-button > [slot='start'] {
    margin-inline-end: 0.6em;
  }
  wa-button > [slot='end'] {
    margin-inline-start: 0.6em;
  }
  :focus-visible {
    outline: none;
    box-shadow: var(--focus-ring);
  }
  @media (forced-colors: active) {
    :focus-visible {
      outline: 4px solid Highlight;
      outline-offset: 3px;
    }
  }
`;
