import { css } from 'lit';

export const accountPanelStyles = css`
  :host,
  section,
  form {
    display: grid;
    gap: var(--s-m);
  }
  section {
    gap: var(--s-xs);
  }
  .head p {
    overflow-wrap: anywhere;
  }
  li {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: 0 var(--s-m);
    min-block-size: var(--control);
    padding-block: var(--s-xxs);
    border-block-start: 1px solid var(--line-quiet);
  }
  .over {
    color: var(--text-quiet);
  }
  form wa-button,
  section > wa-button {
    justify-self: start;
  }
  .deeds {
    display: flex;
    flex-wrap: wrap;
    gap: var(--s-xs);
    padding-block-start: var(--s-m);
    border-block-start: 1px solid var(--line);
  }
  .one-time {
    margin-inline-end: var(--s-xxs);
    font:
      600 1.0625rem/1.5 ui-monospace,
      monospace;
    overflow-wrap: anywhere;
  }
`;
