import { css } from 'lit';

/** Two columns lying down, one upright or with larger text; the reading order is the same. */
export const stageStyles = css`
  .stage {
    display: grid;
    grid-template-columns: minmax(0, 1.15fr) minmax(0, 1fr);
    gap: 3.75rem 5.6rem;
    align-items: center;
    min-block-size: 100%;
    padding: 2.5rem 5.6rem;
  }
  .stage.ended {
    grid-template-columns: minmax(0, 1fr);
  }
  .big {
    display: grid;
    gap: 1.6rem;
    justify-items: start;
  }
  h1 {
    font-size: var(--t-h1);
    line-height: var(--l-h1);
    letter-spacing: -0.015em;
    hyphens: manual;
    overflow-wrap: break-word;
    max-inline-size: 100%;
  }
  h2 {
    font-size: var(--t-h3);
    line-height: var(--l-h3);
  }
  .lead {
    max-inline-size: 34em;
    font-size: var(--t-h3);
    line-height: 1.4;
    text-wrap: pretty;
  }
  .mark {
    inline-size: 10rem;
    block-size: 10rem;
    font-size: calc(10rem / 1.4);
  }
  .drawn {
    color: var(--action);
  }
  .priv {
    display: flex;
    align-items: center;
    gap: 14px;
  }
  .priv wa-icon {
    font-size: calc(2.4rem * var(--text-factor));
  }

  .side {
    display: grid;
    gap: 2.5rem;
  }
  .drawing {
    display: block;
    inline-size: 100%;
    block-size: 25.6rem;
    border: 2px solid var(--line-quiet);
    border-radius: var(--r-stage);
  }
  .how {
    display: grid;
    grid-template-columns: repeat(3, minmax(0, 1fr));
    gap: 2rem;
  }
  .how li {
    display: grid;
    gap: var(--s-xs);
    align-content: start;
  }
  .how b {
    display: grid;
    place-items: center;
    inline-size: calc(3.5rem * var(--text-factor));
    block-size: calc(3.5rem * var(--text-factor));
    border: 3px solid var(--action);
    border-radius: 50%;
    color: var(--action);
    font-size: calc(1.9rem * var(--text-factor));
    line-height: 1;
  }

  .panel {
    display: grid;
    gap: 1.6rem;
    padding: 2.5rem clamp(24px, 2.9vmax, 56px);
    border: 2px solid var(--line-quiet);
    border-radius: var(--r-stage);
    background: var(--surface);
  }
  .lampline {
    display: flex;
    gap: 1.6rem;
    align-items: center;
    padding-block-start: 1.2rem;
    border-block-start: 2px solid var(--line-quiet);
  }
  /* Its light shines over its edges: the words beside it start where those of the steps do. */
  .lampline lamp-picture {
    margin-inline: -1rem;
  }
  .steps li {
    position: relative;
    display: grid;
    grid-template-columns: 4rem minmax(0, 1fr);
    gap: 1.6rem;
    align-items: center;
    min-block-size: 5.25rem;
    color: var(--text-quiet);
  }
  .steps li:not(:last-child)::before {
    content: '';
    position: absolute;
    inset: 50% auto -50% calc(2rem - 1.5px);
    inline-size: 3px;
    background: var(--line);
  }
  .dot {
    position: relative;
    display: grid;
    place-items: center;
    inline-size: 4rem;
    block-size: 4rem;
    border: 3px solid var(--line-control);
    border-radius: 50%;
    background: var(--surface);
    font-size: 1.9rem;
    font-weight: 700;
  }
  .dot svg {
    inline-size: 2.4rem;
  }
  .steps .done {
    color: var(--text);
  }
  .done .dot {
    border-color: var(--success);
    background: var(--success);
    color: var(--surface);
  }
  .steps .now {
    color: var(--text);
    font-weight: 700;
  }
  .now .dot {
    border-color: var(--action);
    background: var(--action);
    color: var(--on-action);
    box-shadow: 0 0 0 0.5rem var(--action-tint);
  }

  .ways {
    display: grid;
    gap: 1.5rem;
  }
  .ways li {
    display: grid;
    grid-template-columns: 6.5rem minmax(0, 1fr);
    gap: 2.5rem;
    align-items: center;
    padding: 1.9rem clamp(20px, 2.3vw, 44px);
    border: 2px solid var(--line-control);
    border-radius: var(--r-stage);
    background: var(--surface);
  }
  .ways li.first {
    border: 5px solid var(--action);
  }
  .ways strong {
    display: block;
    font-size: calc(var(--t-h3) * 1.16);
    line-height: 1.25;
    color: var(--heading);
  }
  .ways strong.num {
    font-size: calc(var(--t-h3) * 1.4);
  }
  .ways wa-icon {
    justify-self: center;
    font-size: 4.75rem;
    color: var(--heading);
  }
  .panel .ways li {
    grid-template-columns: 4rem minmax(0, 1fr);
    gap: 1.9rem;
    padding: 0;
    border: 0;
  }
  .panel .ways wa-icon {
    font-size: 3.75rem;
    color: var(--action);
  }
  .wall {
    inline-size: 6.5rem;
    fill: var(--surface);
    stroke: var(--text);
    stroke-width: 4;
  }
  .wall circle {
    fill: var(--call);
    stroke: var(--call-edge);
  }
  .wall path {
    stroke: var(--on-call);
  }

  @media (orientation: portrait), (max-width: 999px) {
    .stage {
      grid-template-columns: minmax(0, 1fr);
      align-content: center;
      gap: 4.4rem;
      padding: 3.75rem 48px;
    }
    .stage.idle .side {
      display: contents;
    }
    .stage.idle .drawing {
      order: -1;
      block-size: 30rem;
    }
    .stage.idle .how {
      border-block-start: 2px solid var(--line-quiet);
      padding-block-start: var(--s-xxl);
    }
  }
  @media (max-width: 699px) {
    .how {
      grid-template-columns: minmax(0, 1fr);
    }
  }
  /* The answer to a touch takes its line from the margins, so that nothing else moves out of sight. */
  .is-answering .stage {
    padding-block: 1rem;
  }
  /* Larger text needs the whole width; high contrast leaves out what only decorates. */
  .is-larger .stage {
    grid-template-columns: minmax(0, 1fr);
  }
  .is-larger .how,
  .is-contrast .how {
    grid-template-columns: minmax(0, 1fr);
  }
  .is-larger .how li,
  .is-contrast .how li {
    grid-template-columns: calc(3.5rem * var(--text-factor)) minmax(0, 1fr);
    gap: 1.5rem;
    align-items: center;
  }
  .is-larger .drawing,
  .is-contrast .drawing {
    display: none;
  }
  /* The paper stands where the drawing was, and beside a call it leaves the call's words their place. */
  .has-paper .stage {
    gap: 2.5rem;
    padding-block: 1rem;
  }
  .has-paper .panel {
    gap: 1.2rem;
    padding-block: 1.6rem;
  }
  .has-paper .ways {
    gap: 1rem;
  }
  .has-paper .ways li {
    gap: 1.6rem;
    padding-block: 1rem;
  }
  .has-paper .stage.idle,
  .has-paper .stage.ended {
    grid-template-columns: minmax(0, 1fr);
    align-content: center;
  }
  .has-paper .drawing {
    display: none;
  }
  @media (forced-colors: active) {
    .drawing {
      display: none;
    }
    .drawn {
      color: CanvasText;
    }
    .done .dot,
    .now .dot {
      forced-color-adjust: none;
      background: CanvasText;
      border-color: CanvasText;
      color: Canvas;
      box-shadow: none;
    }
  }
`;
