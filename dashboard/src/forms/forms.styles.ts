import { css } from 'lit';

/** How the fields of `fields.ts` look; a form of an element takes this beside the shared styles. */
export const formStyles = css`
  .fields,
  form {
    display: grid;
    gap: var(--s-m);
  }
  .pair,
  .three {
    display: grid;
    gap: var(--s-s) var(--s-m);
    grid-template-columns: repeat(auto-fit, minmax(min(200px, 100%), 1fr));
    align-items: start;
  }
  .three {
    grid-template-columns: repeat(auto-fit, minmax(min(170px, 100%), 1fr));
  }
  .field {
    display: grid;
    gap: 3px;
    align-content: start;
    min-inline-size: 0;
  }
  .field > .name,
  legend {
    padding: 0;
    font-weight: 600;
    font-size: 1rem;
    line-height: 1.5rem;
  }
  fieldset {
    min-inline-size: 0;
    padding: 0;
    border: 0;
  }
  fieldset > legend {
    margin-block-end: var(--s-xxs);
  }
  .field > :is(input, select, textarea) {
    inline-size: 100%;
    min-block-size: 44px;
    padding: 8px 12px;
    font: 400 1rem/1.5 var(--font);
    color: inherit;
    background: var(--surface);
    border: 1px solid var(--line-control);
    border-radius: var(--r-control);
  }
  .field > textarea {
    min-block-size: 7lh;
    resize: vertical;
  }
  .field > [aria-invalid='true'] {
    border: 2px solid var(--danger);
  }
  .wrong {
    display: flex;
    gap: 6px;
    align-items: center;
    color: var(--danger);
    font-weight: 600;
    font-size: var(--t-small);
    line-height: var(--l-small);
  }
  .tick {
    display: inline-flex;
    align-items: center;
    gap: 10px;
    min-block-size: 44px;
    padding-inline-end: var(--s-s);
    cursor: pointer;
  }
  .tick input {
    inline-size: 22px;
    block-size: 22px;
    flex: none;
    accent-color: var(--action);
  }
  .ticks {
    display: flex;
    flex-wrap: wrap;
    gap: 0 var(--s-m);
  }
  .rows {
    display: grid;
    gap: var(--s-s);
  }
  .row {
    display: grid;
    gap: var(--s-s);
    padding: var(--s-s);
    border: 1px solid var(--line);
    border-radius: var(--r-card);
    background: var(--surface-quiet);
  }
  .deeds {
    display: flex;
    flex-wrap: wrap;
    gap: var(--s-xs);
  }
  .save {
    position: sticky;
    inset-block-end: 0;
    display: grid;
    gap: var(--s-xs);
    margin-inline: calc(-1 * var(--s-m));
    padding: var(--s-s) var(--s-m);
    background: var(--surface);
    border-block-start: 1px solid var(--line);
    z-index: 1;
  }
  wa-details::part(content) {
    display: grid;
    gap: var(--s-m);
  }
`;
