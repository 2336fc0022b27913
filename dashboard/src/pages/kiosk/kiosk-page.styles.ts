import { css } from 'lit';

/** Header, stage, footer. The stage scrolls when it must; the footer stays, with the call at its left. */
export const kioskPageStyles = css`
  :host {
    display: grid;
    grid-template-rows: auto auto minmax(0, 1fr) auto auto;
    block-size: 100dvh;
    overflow: hidden;
    font-size: var(--t-body);
    line-height: var(--l-body);
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
    grid-row: 3;
    position: relative;
    overflow-y: auto;
    scrollbar-width: thin;
  }
  main:focus-visible {
    box-shadow: inset 0 0 0 6px var(--focus);
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
    grid-row: 4;
    padding: 18px 60px;
    border-block-start: 2px solid var(--line-control);
    background: var(--surface-tint);
    font-weight: 600;
  }
  .touched:empty {
    display: none;
  }
  footer {
    grid-row: 5;
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
    .more {
      padding-inline-end: 48px;
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
