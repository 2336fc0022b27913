import { css } from 'lit';

export const callCardStyles = css`
  :host {
    display: flex;
    flex-wrap: wrap;
    gap: var(--s-xs) var(--s-m);
    align-items: center;
    padding: 12px 22px;
    min-block-size: 76px;
    border: 1px solid var(--line);
    border-radius: var(--r-card);
    background: var(--surface);
    color: var(--text);
  }
  status-mark {
    font-size: 1.75rem;
  }
  h2 {
    color: inherit;
    font-size: var(--t-h4);
    line-height: var(--l-h4);
    overflow-wrap: anywhere;
  }
  .text {
    flex: 1 1 13rem;
    min-inline-size: 0;
  }
  .acts {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: flex-end;
    gap: var(--s-xs) var(--s-m);
    margin-inline-start: auto;
  }
  .wait {
    font-size: var(--t-h3);
    line-height: var(--l-h3);
    font-weight: 700;
  }

  /* Amber is the call, nothing else. */
  :host([data-look='ringing']),
  :host([data-look='not-reached']) {
    border: 3px solid var(--call-edge);
    background: var(--call);
    color: var(--on-call);
    --status-colour: var(--on-call);
  }
  :host([data-look='not-reached']) {
    border-style: dashed;
    border-width: 4px;
  }
  :host([first]) {
    padding-block: 20px;
    min-block-size: 124px;
  }
  :host([first]) status-mark {
    font-size: 3.4rem;
  }
  :host([first]) h2 {
    font-size: var(--t-h2);
    line-height: var(--l-h2);
  }
  :host([first]) .wait {
    font-size: var(--t-h1);
    line-height: var(--l-h1);
  }
  /* The browser's own button, drawn like Web Awesome's: nothing has to be built before a call can be seen. */
  button {
    --edge: var(--action);
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: 0.6em;
    min-block-size: var(--control);
    padding-inline: var(--s-m);
    border: 1px solid var(--edge);
    border-radius: var(--r-control);
    background: var(--surface);
    color: var(--edge);
    font: 600 var(--t-body) / var(--l-body) var(--font);
    white-space: nowrap;
    cursor: pointer;
  }
  button.filled {
    background: var(--edge);
    color: var(--on-action);
  }
  :host([data-look='ringing']) button,
  :host([data-look='not-reached']) button {
    --edge: var(--heading);
  }
  :host([data-look='ringing']) button.filled,
  :host([data-look='not-reached']) button.filled {
    --edge: var(--call-action);
    color: var(--on-call-action);
  }
  button[aria-disabled='true'] {
    opacity: 0.7;
    cursor: not-allowed;
  }
  button:not([aria-disabled='true']):hover {
    background: color-mix(in oklab, var(--surface), var(--edge) 8%);
  }
  button.filled:not([aria-disabled='true']):hover {
    background: color-mix(in oklab, var(--edge), black 12%);
  }
  :host([first]) button {
    min-block-size: 60px;
    padding-inline: 26px;
    font-size: 1.25rem;
  }

  :host([data-look='way']) {
    border-color: var(--way);
    border-inline-start-width: 8px;
    background: var(--way-tint);
  }
  :host([data-look='missed']) {
    border: 2px dashed var(--call-edge);
    background: var(--surface);
  }
  kbd {
    opacity: 0.9;
  }

  @media (max-width: 36em) {
    :host([first]) status-mark {
      font-size: 2.4rem;
    }
    .text {
      flex-basis: 10rem;
    }
  }
  @media (forced-colors: active) {
    :host([data-look='ringing']) {
      border-width: 4px;
    }
  }
`;
