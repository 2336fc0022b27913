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
  line-note,
  .day {
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
  .picture {
    display: grid;
    gap: 12px;
    /* What the bar, the heading and the tools leave of the window. */
    --stage-room: max(240px, calc(100dvh - 220px));
  }
  /* The person has chosen the paper large: it takes the whole width, and what stood beside it stands below. */
  main:has(document-camera-view[large]) {
    grid-template-columns: minmax(0, 1fr);
  }
  main:has(document-camera-view[large]) .picture {
    order: -1;
  }
  main:has(document-camera-view[large]) .choose {
    grid-template-columns: repeat(auto-fit, minmax(300px, 1fr));
  }
  main:has(document-camera-view[large]) h1 {
    grid-column: 1 / -1;
  }
  .place,
  .ending {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
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
    /* What the person came to see stands first. */
    .showing .picture {
      order: -1;
    }
  }
  @media (max-width: 575px) {
    main {
      padding: 14px 12px 40px;
    }
  }
`;
