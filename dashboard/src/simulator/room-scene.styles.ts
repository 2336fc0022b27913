import { css } from 'lit';

export const roomSceneStyles = css`
  :host {
    display: block;
    position: relative;
  }
  room-picture {
    block-size: 100%;
  }
  .hot {
    position: absolute;
    display: flex;
    align-items: center;
    gap: 9px;
    min-block-size: var(--control);
    padding: 3px 12px 3px 10px;
    border: 1px solid var(--action);
    border-radius: var(--r-control);
    background: var(--surface);
    color: var(--text);
    font: inherit;
    text-align: start;
    white-space: nowrap;
    box-shadow: var(--e-card);
  }
  button.hot,
  label.hot {
    cursor: pointer;
  }
  button.hot:hover,
  label.hot:hover {
    background: var(--action-tint);
  }
  .hot b,
  .hot span span,
  select {
    display: block;
    font-size: var(--t-small);
    line-height: 1.125rem;
  }
  .hot wa-icon {
    font-size: 20px;
    color: var(--action);
  }
  button b {
    color: var(--link);
    text-decoration: underline;
    text-underline-offset: 3px;
  }
  label.hot {
    padding-inline-end: 4px;
  }
  label b {
    padding-inline-start: 5px;
    color: var(--link);
  }
  select {
    min-block-size: 24px;
    max-inline-size: 9.5em;
    padding: 0 2px;
    border: 0;
    border-radius: var(--r-control);
    background: none;
    color: inherit;
    font-family: inherit;
    cursor: pointer;
  }
  /* What floats has a shadow; the ring of focus goes before it. */
  .hot:focus-visible,
  .hot:focus-within {
    box-shadow: var(--focus-ring);
    z-index: 1;
  }
  .hot select:focus-visible {
    box-shadow: none;
  }
  .lamp {
    inset: 5% auto auto 32.7%;
    translate: -50%;
    border: 2px solid var(--call-edge);
  }
  .door {
    inset: auto auto 3% 6%;
  }
  .bell {
    position: absolute;
    inset: auto auto 16% 32.7%;
    display: grid;
    justify-items: center;
    translate: -50%;
  }
  .bell .hot {
    position: relative;
  }
  .bell button {
    touch-action: none;
    user-select: none;
  }
  .hot.long {
    border-block-start: 0;
    border-color: var(--line-control);
  }
  .hot.long:not(:focus-visible) {
    box-shadow: none;
  }
  .person {
    inset: auto auto 3% 43.5%;
  }
  .paper {
    inset: auto auto 3% 58%;
  }
  .network {
    inset: 5% 2% auto auto;
  }
  .away {
    position: absolute;
    inset: auto 0 0;
    padding: var(--s-m);
    background: var(--off-tint);
    font-weight: 600;
  }
  [disabled] {
    opacity: 0.6;
    cursor: default;
  }
  @media (max-width: 700px) {
    :host {
      display: grid;
      grid-template-columns: repeat(auto-fit, minmax(150px, 1fr));
      gap: var(--s-xs);
      padding-block-end: var(--s-xs);
    }
    room-picture {
      grid-column: 1 / -1;
      block-size: auto;
      aspect-ratio: 880 / 470;
    }
    .hot,
    .bell {
      position: static;
      translate: none;
      white-space: normal;
    }
    .bell {
      justify-items: stretch;
    }
  }
`;
