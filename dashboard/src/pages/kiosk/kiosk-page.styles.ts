import { css } from 'lit';

/** Header, stage, footer. The stage scrolls when it must; the footer stays, with the call at its left. */
export const kioskPageStyles = css`
  :host {
    display: grid;
    grid-template: auto auto auto minmax(0, 1fr) auto auto / minmax(0, 1fr) auto;
    block-size: 100dvh;
    overflow: hidden;
    font-size: var(--t-body);
    line-height: var(--l-body);
  }
  header,
  .test,
  .touched,
  footer {
    grid-column: 1 / -1;
  }
  header {
    grid-row: 1;
    display: flex;
    align-items: center;
    justify-content: space-between;
    padding: 1.75rem 60px;
    border-block-end: 2px solid var(--line-quiet);
    background: var(--surface);
    color: var(--heading);
    font-size: 2.5rem;
    line-height: 3rem;
  }
  .brand {
    display: flex;
    align-items: center;
    gap: 14px;
    font-weight: 700;
    letter-spacing: -0.01em;
  }
  brand-mark {
    inline-size: 4.25rem;
  }
  .clock {
    font-weight: 600;
  }
  .test {
    grid-row: 2;
    display: flex;
    align-items: center;
    gap: 20px;
    padding: 14px 60px;
    border-block-end: 2px solid var(--line-control);
    background: var(--surface-tint);
    font-weight: 600;
  }
  .test wa-icon {
    flex: none;
    font-size: 2.4rem;
  }
  main {
    grid-row: 4;
    grid-column: 1;
    position: relative;
    overflow-y: auto;
    scrollbar-width: thin;
  }
  main:focus-visible {
    box-shadow: inset 0 0 0 6px var(--focus);
  }
  /* What the expert sees: beside the stage, or above it where the screen stands; small while a call is told. */
  .paper {
    grid-row: 4;
    grid-column: 2;
    align-self: center;
    inline-size: 27vw;
    padding-inline-end: 60px;
  }
  .paper.wide {
    inline-size: 46vw;
  }
  .is-larger + .paper.wide {
    inline-size: 36vw;
  }
  .more {
    position: sticky;
    inset-block-end: 16px;
    display: flex;
    justify-content: flex-end;
    block-size: 0;
    padding-inline-end: 60px;
  }
  .more button {
    display: flex;
    align-items: center;
    gap: 14px;
    block-size: 72px;
    margin-block-start: -72px;
    padding-inline: 30px;
    border: 3px solid var(--action);
    border-radius: 36px;
    background: var(--surface);
    color: var(--action);
    font: 600 28px/34px var(--font);
    box-shadow: var(--e-menu);
    cursor: pointer;
  }
  .touched {
    grid-row: 5;
    padding: 18px 60px;
    border-block-start: 2px solid var(--line-control);
    background: var(--surface-tint);
    font-weight: 600;
  }
  .touched:empty {
    display: none;
  }
  footer {
    grid-row: 6;
    display: flex;
    align-items: center;
    gap: 26px;
    padding: 32px 60px;
    border-block-start: 2px solid var(--line);
    background: var(--surface);
  }
  @media (max-height: 900px) {
    footer {
      padding-block: 20px;
    }
  }
  @media (max-width: 1599px) {
    header,
    footer,
    .test,
    .touched {
      padding-inline: 48px;
    }
    .more,
    .paper {
      padding-inline-end: 48px;
    }
  }
  @media (orientation: portrait), (max-width: 999px) {
    .paper,
    .paper.wide,
    .is-larger + .paper.wide {
      grid-row: 3;
      grid-column: 1 / -1;
      justify-self: start;
      inline-size: min(100%, 33rem);
      padding: 30px 48px 0;
    }
    .paper.wide {
      inline-size: 100%;
    }
  }
  @media (max-width: 999px) {
    footer {
      flex-wrap: wrap;
      padding-inline: 24px;
    }
    comfort-bar {
      flex-basis: 100%;
    }
  }
`;
