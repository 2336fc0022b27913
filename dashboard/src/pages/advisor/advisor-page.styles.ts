import { css } from 'lit';

export const advisorPageStyles = css`
  :host {
    display: block;
  }
  main {
    display: grid;
    grid-template-columns: minmax(0, 1fr) 344px;
    gap: 24px;
    align-items: start;
    padding: 20px 24px 40px;
  }
  main.bookings {
    grid-template-columns: minmax(0, 1fr);
    padding-block: 12px 16px;
  }
  main.bookings .work {
    gap: 0;
  }
  main.bookings :is(line-note:not([hidden]), .top:has(call-card, notice-note)) {
    margin-block-end: 14px;
  }
  main:focus {
    outline: none;
    box-shadow: none;
  }
  .waiting {
    border-radius: var(--r-card);
  }
  .work,
  .top,
  .top section {
    display: grid;
    gap: 14px;
  }
  aside {
    display: grid;
    gap: 24px;
  }
  aside .card {
    padding-block-end: var(--s-xs);
  }
  aside h2 {
    margin-block-end: var(--s-xs);
  }
  .shift {
    display: flex;
    align-items: center;
    gap: 12px;
    line-height: 1.25;
  }
  .shift wa-icon {
    font-size: 22px;
  }
  .shift .on {
    color: var(--success);
  }
  .shift .off {
    color: var(--danger);
  }

  /* As high as the largest call, which takes its place: the first call moves nothing. */
  .quiet-place {
    display: grid;
    align-content: center;
    min-block-size: 124px;
    padding: 0;
  }
  .quiet-place empty-state {
    padding: 10px;
  }
  .off-shift {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: var(--s-s) var(--s-m);
    min-block-size: 124px;
  }
  .sec {
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    justify-content: space-between;
    gap: 0 var(--s-m);
    margin-block-start: 4px;
  }
  /* Only the last known: without colour, but as readable as ever. */
  .old {
    filter: grayscale(1);
  }

  @media (max-width: 56em) {
    main {
      grid-template-columns: minmax(0, 1fr);
    }
  }
  @media (max-width: 36em) {
    main {
      padding: 14px 12px 40px;
    }
  }
`;
