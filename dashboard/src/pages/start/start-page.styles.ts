import { css } from 'lit';

export const startPageStyles = css`
  .bar {
    align-self: center;
  }
  main {
    display: grid;
    grid-template-columns: minmax(0, 1fr) 332px;
    gap: var(--s-m) var(--s-xl);
    align-items: start;
    max-inline-size: 1680px;
    margin-inline: auto;
    padding: var(--s-m) var(--s-xl) var(--s-xl);
  }
  main.plain {
    grid-template-columns: minmax(0, 480px);
  }
  line-note {
    grid-column: 1 / -1;
  }
  .top {
    display: flex;
    align-items: end;
    justify-content: space-between;
    gap: var(--s-m);
    margin-block-end: 14px;
  }
  .top p {
    max-inline-size: 66ch;
    color: var(--text-quiet);
  }
  .top wa-button {
    flex: none;
  }
  notice-note {
    margin-block-end: 14px;
  }
  .scene {
    padding: 0;
    overflow: hidden;
  }
  .tabs {
    display: flex;
    flex-wrap: wrap;
    padding-inline: 10px;
    border-block-end: 1px solid var(--line);
  }
  .tabs button {
    min-block-size: var(--control);
    padding: 8px 16px 5px;
    border: 0;
    border-block-end: 3px solid transparent;
    background: none;
    color: var(--text);
    font: inherit;
    cursor: pointer;
  }
  .tabs button[aria-selected='true'] {
    border-color: var(--action);
    color: var(--heading);
    font-weight: 600;
  }
  .tabs button:focus-visible {
    box-shadow: inset 0 0 0 3px var(--focus);
  }
  .tabs span {
    margin-inline-start: auto;
    align-self: center;
  }
  room-scene {
    block-size: clamp(330px, calc(100dvh - 382px), 620px);
  }
  .tells {
    padding: 8px 16px;
    border-block-start: 1px solid var(--line);
    background: var(--surface-tint);
    font-weight: 600;
  }
  aside {
    display: grid;
    gap: 16px;
  }
  .see {
    padding: 0;
    overflow: hidden;
  }
  .see .head {
    display: flex;
    align-items: center;
    justify-content: space-between;
    gap: var(--s-xs);
    padding: 4px 10px 4px 18px;
  }
  .see h2 {
    font-size: var(--t-h4);
  }
  document-camera-view {
    --r-stage: 0;
  }
  .plain-button {
    min-block-size: var(--control);
    padding: 0 8px;
    border: 0;
    background: none;
    color: var(--link);
    font: inherit;
    font-weight: 600;
    text-decoration: underline;
    text-underline-offset: 3px;
    white-space: nowrap;
    cursor: pointer;
  }
  .closed {
    display: grid;
    justify-items: center;
    gap: var(--s-xxs);
    padding: var(--s-l) var(--s-m);
    border-block-start: 1px solid var(--line-quiet);
    color: var(--text-quiet);
    text-align: center;
  }
  .closed wa-icon {
    font-size: 34px;
  }
  @media (max-width: 900px) {
    main {
      grid-template-columns: minmax(0, 1fr);
      padding-inline: var(--s-s);
    }
    .top {
      flex-direction: column;
      align-items: start;
    }
  }
  @media (max-width: 700px) {
    room-scene {
      block-size: auto;
    }
  }
`;
