import { css } from 'lit';

/** Buttons of the viewer: small, white, blue line. */
export const viewerButtonStyles = css`
  button {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: 8px;
    min-inline-size: var(--control);
    min-block-size: var(--control);
    padding: 0 14px;
    border: 1px solid var(--action);
    border-radius: var(--r-control);
    background: var(--surface);
    color: var(--action);
    font: 600 1rem/1.5rem var(--font);
    cursor: pointer;
  }
  button wa-icon {
    font-size: 20px;
  }
  button.icon {
    padding: 0;
  }
  button.icon wa-icon:is([name='plus'], [name='minus']) {
    font-size: 16px;
  }
  button:hover {
    background: var(--action-tint);
  }
  button[aria-pressed='true'],
  button[aria-expanded='true'] {
    background: var(--action);
    color: var(--on-action);
  }
  button[aria-disabled='true'] {
    border-color: var(--line);
    background: var(--surface-quiet);
    color: var(--text-quiet);
    cursor: default;
  }
  @media (forced-colors: active) {
    button {
      border-color: ButtonText;
    }
    button[aria-pressed='true'],
    button[aria-expanded='true'] {
      border: 3px solid Highlight;
    }
    button[aria-disabled='true'] {
      color: GrayText;
      border-color: GrayText;
    }
  }
`;

export const viewerToolsStyles = css`
  :host {
    display: block;
  }
  .bar {
    display: flex;
    flex-wrap: wrap;
    gap: 8px 14px;
  }
  .group {
    display: flex;
  }
  .end {
    margin-inline-start: auto;
    gap: 8px;
  }
  /* Buttons that belong together touch; the one in focus lies above. */
  .group:not(.end) button {
    border-radius: 0;
    margin-inline-start: -1px;
  }
  .group:not(.end) button:first-of-type {
    border-start-start-radius: var(--r-control);
    border-end-start-radius: var(--r-control);
    margin-inline-start: 0;
  }
  .group:not(.end) button:last-of-type {
    border-start-end-radius: var(--r-control);
    border-end-end-radius: var(--r-control);
  }
  button:focus-visible {
    z-index: 1;
    position: relative;
  }
  .percent {
    min-inline-size: 76px;
    padding: 0 6px;
  }
  .percent[aria-disabled='true'] {
    color: var(--text);
  }
  /* One column anyway. */
  @media (max-width: 899px) {
    #large {
      display: none;
    }
  }
  @media (max-width: 575px) {
    .bar {
      gap: 8px 10px;
    }
    .percent {
      min-inline-size: 66px;
    }
    .word {
      padding: 0 10px;
    }
  }
`;
