import { css } from 'lit';

export const signInPageStyles = css`
  main {
    display: grid;
    gap: var(--s-m);
    inline-size: min(100%, 480px);
    margin: var(--s-xl) auto;
    padding-inline: var(--s-s);
  }
  /* In the demo its people stand beside the form, where both fit. */
  @media (min-width: 56em) {
    main.is-demo {
      grid-template-columns: repeat(2, minmax(0, 1fr));
      align-items: start;
      inline-size: min(100%, 980px);
    }
  }
  .card {
    display: grid;
    gap: var(--s-m);
    padding: var(--s-l);
  }
  form,
  .providers {
    display: grid;
    gap: var(--s-m);
  }
  /* A line on both sides of the word between two ways in. */
  .or {
    display: grid;
    grid-template-columns: 1fr auto 1fr;
    align-items: center;
    gap: var(--s-s);
    color: var(--text-quiet);
  }
  .or::before,
  .or::after {
    content: '';
    border-block-start: 1px solid var(--line);
  }
  section.card {
    gap: var(--s-xs);
    padding-block-end: var(--s-xs);
  }
  section li {
    border-block-start: 1px solid var(--line-quiet);
  }
  section button {
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    justify-content: space-between;
    gap: 0 var(--s-m);
    inline-size: 100%;
    min-block-size: var(--control);
    padding: var(--s-xs) 0;
    border: 0;
    background: none;
    color: inherit;
    font: inherit;
    text-align: start;
    cursor: pointer;
  }
  section button b {
    color: var(--link);
    text-decoration: underline;
    text-underline-offset: 3px;
    text-decoration-thickness: 1px;
  }
  section button:hover {
    background: var(--action-tint);
  }
`;
