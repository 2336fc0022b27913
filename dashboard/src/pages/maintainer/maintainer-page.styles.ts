import { css } from 'lit';

export const maintainerPageStyles = css`
  :host {
    display: block;
  }
  main {
    display: grid;
    grid-template-columns: minmax(0, 1fr) 372px;
    gap: 24px;
    align-items: start;
    padding: 20px 24px 40px;
  }
  main:focus {
    outline: none;
    box-shadow: none;
  }
  .work {
    display: grid;
    gap: 14px;
  }
  .head {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--s-xxs) 12px;
  }
  h1 {
    font-size: 1.5rem;
  }
  wa-input {
    inline-size: 15rem;
    margin-inline-start: auto;
  }
  wa-input::part(form-control-label) {
    position: absolute;
    clip-path: inset(50%);
  }
  .filters {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
  }
  .filters button {
    display: flex;
    gap: 8px;
    align-items: center;
    min-block-size: 44px;
    padding: 0 14px;
    border: 1px solid var(--line-control);
    border-radius: 99px;
    background: var(--surface);
    color: var(--text);
    font: inherit;
    cursor: pointer;
  }
  .filters button[aria-pressed='true'] {
    border: 2px solid var(--action);
    padding-inline: 13px;
    font-weight: 600;
  }
  .filters b {
    color: var(--heading);
  }
  .tiles {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(min(100%, 11.8rem), 1fr));
    gap: 10px;
  }
  .tiles li {
    display: grid;
  }
  .tile {
    --c: var(--line);
    display: grid;
    gap: 1px;
    align-content: start;
    justify-items: start;
    padding: 8px 12px 9px;
    min-block-size: 84px;
    border: 1px solid var(--line);
    border-inline-start: 6px solid var(--c);
    border-radius: var(--r-card);
    background: var(--surface);
    color: inherit;
    font: inherit;
    text-align: start;
    overflow-wrap: anywhere;
    cursor: pointer;
  }
  .tile b {
    font-size: 0.9375rem;
    line-height: 1.25rem;
  }
  .tile.noted {
    --c: var(--line-control);
  }
  .tile.fault {
    --c: var(--fault);
    background: var(--fault-tint);
  }
  .tile.off {
    --c: var(--off);
    background: var(--off-tint);
  }
  .tile[aria-pressed='true'] {
    outline: 3px solid var(--action);
    outline-offset: 1px;
  }
  .tile:focus-visible {
    outline: none;
  }
  /* Only the last known: without colour, but as readable as ever. */
  .old {
    filter: grayscale(1);
  }
  aside {
    position: sticky;
    inset-block-start: 20px;
  }
  room-panel {
    max-block-size: calc(100dvh - 105px);
  }

  @media (max-width: 56em) {
    main {
      grid-template-columns: minmax(0, 1fr);
    }
    wa-drawer {
      --size: min(100vw, 26rem);
      --spacing: 0;
    }
    wa-drawer::part(header) {
      padding: 8px 20px;
    }
    room-panel {
      max-block-size: none;
      min-block-size: 100%;
      border: 0;
      border-radius: 0;
    }
  }
  @media (max-width: 36em) {
    main {
      padding: 14px 12px 40px;
    }
    wa-input {
      inline-size: 100%;
    }
  }
  @media (forced-colors: active) {
    .tile[aria-pressed='true'],
    .filters button[aria-pressed='true'] {
      outline: 3px solid Highlight;
    }
  }
`;
