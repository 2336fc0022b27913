import { css } from 'lit';

export const staffBarStyles = css`
  :host {
    display: block;
  }
  header {
    display: flex;
    flex-wrap: wrap;
    align-items: stretch;
    gap: 0 var(--s-xl);
    min-block-size: 64px;
    padding-inline: var(--s-xl);
    background: var(--surface);
    border-block-end: 1px solid var(--line);
    box-shadow: inset 0 4px 0 var(--heading);
  }
  .skip {
    position: absolute;
    inset-block-start: 10px;
    inset-inline-start: -999px;
    z-index: 10;
    min-block-size: var(--control);
    padding: 0 var(--s-m);
    border: 1px solid var(--action);
    border-radius: var(--r-control);
    background: var(--surface);
    color: var(--action);
    font: inherit;
    font-weight: 600;
  }
  .skip:focus {
    inset-inline-start: var(--s-xl);
  }
  .brand {
    display: flex;
    align-items: center;
    gap: var(--s-xs);
    min-block-size: 64px;
    font-size: 1.375rem;
    font-weight: 700;
    color: var(--heading);
    letter-spacing: -0.01em;
    text-decoration: none;
  }
  nav {
    display: flex;
    flex-wrap: wrap;
    gap: var(--s-xxs);
  }
  nav a {
    display: flex;
    align-items: center;
    min-block-size: 64px;
    padding-inline: var(--s-s);
    color: var(--text);
    text-decoration: none;
    border-block: 4px solid transparent;
  }
  nav a:hover {
    text-decoration: underline;
  }
  nav a[aria-current='page'] {
    color: var(--heading);
    font-weight: 600;
    border-block-end-color: var(--action);
  }
  .end {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--s-xxs) var(--s-m);
    margin-inline-start: auto;
    padding-block: 8px 4px;
  }
  @media (max-width: 36em) {
    header {
      padding-inline: var(--s-s);
    }
    .end {
      inline-size: 100%;
      padding-block: var(--s-xxs);
    }
    .end language-switch {
      margin-inline-start: auto;
    }
  }
`;
