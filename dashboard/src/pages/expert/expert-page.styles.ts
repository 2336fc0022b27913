import { css } from 'lit';

export const expertPageStyles = css`
  :host {
    display: block;
  }
  main {
    display: grid;
    grid-template-columns: 344px minmax(0, 1fr);
    gap: 24px;
    align-items: start;
    padding: 22px 24px 40px;
  }
  main:focus {
    outline: none;
    box-shadow: none;
  }
  .choose {
    display: grid;
    gap: 20px;
  }
  line-note {
    grid-column: 1 / -1;
  }
  .card {
    display: grid;
    gap: var(--s-s);
  }
  .told {
    display: grid;
    gap: var(--s-xs);
  }
  .told li {
    display: grid;
    grid-template-columns: 24px 1fr;
    gap: 10px;
  }
  .told wa-icon {
    font-size: 22px;
    color: var(--action);
  }
  .left {
    font-size: var(--t-h3);
    line-height: var(--l-h3);
    font-weight: 600;
    color: var(--heading);
  }
  .picture {
    display: grid;
    gap: 12px;
  }
  .place {
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    justify-content: space-between;
    gap: 0 var(--s-m);
  }
  .nothing {
    display: grid;
    place-content: center;
    aspect-ratio: 16 / 9;
    border: 2px dashed var(--line);
    border-radius: var(--r-stage);
    background: var(--surface);
  }
  @media (max-width: 899px) {
    main {
      grid-template-columns: minmax(0, 1fr);
    }
  }
  @media (max-width: 575px) {
    main {
      padding: 14px 12px 40px;
    }
  }
`;
