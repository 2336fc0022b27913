import { css } from 'lit';

export const documentCameraViewStyles = css`
  :host {
    display: grid;
    gap: 10px;
  }
  /* A page that knows how much height is left says so in --stage-room; an open panel takes its part of it. */
  .stage {
    position: relative;
    container-type: size;
    aspect-ratio: 16 / 9;
    inline-size: 100%;
    max-block-size: max(240px, calc(var(--stage-room, 100vmax) - var(--panel, 0px)));
    overflow: hidden;
    border-radius: var(--r-stage);
    background: var(--stage);
    touch-action: pan-y;
  }
  .stage.upright {
    aspect-ratio: auto;
    block-size: max(320px, calc(var(--stage-room, 60dvh) - var(--panel, 0px)));
    max-block-size: none;
  }
  :host([panel='adjust']) {
    --panel: 122px;
  }
  :host([panel='keys']) {
    --panel: 226px;
  }
  .stage.near {
    touch-action: none;
    cursor: grab;
  }
  .stage.near:active {
    cursor: grabbing;
  }
  .filters {
    position: absolute;
  }
  .window {
    position: absolute;
    inset: 0;
    overflow: hidden;
  }
  video,
  canvas {
    position: absolute;
    inset: 50% auto auto 50%;
    max-inline-size: none;
    pointer-events: none;
  }
  canvas {
    display: none;
  }
  .frozen canvas {
    display: block;
  }
  /* Beside the frozen picture the live one goes on: never frozen in the place of live. */
  .frozen .window {
    inset: auto 12px 12px auto;
    inline-size: 26%;
    aspect-ratio: 16 / 9;
    border-radius: 8px;
    background: var(--stage);
    box-shadow: 0 0 0 3px #fff;
  }
  .frozen::after {
    content: '';
    position: absolute;
    inset: 0;
    border: 5px dashed #fff;
    border-radius: inherit;
    outline: 5px solid var(--text);
    outline-offset: -5px;
    pointer-events: none;
  }
  /* An old picture is not even there below its cover. */
  .covered video,
  .covered canvas,
  .covered::after {
    visibility: hidden;
  }
  .covered .window {
    box-shadow: none;
  }
  .cover {
    position: absolute;
    inset: 0;
    display: grid;
    place-content: center;
    justify-items: center;
    gap: var(--s-xs);
    padding: var(--s-l);
    text-align: center;
    color: #fff;
    background: repeating-linear-gradient(135deg, hsl(214 40% 15%) 0 14px, hsl(214 40% 13%) 14px 28px);
    cursor: default;
  }
  .cover h2 {
    color: inherit;
  }
  .cover p {
    max-inline-size: 38ch;
    text-wrap: balance;
  }
  .cover wa-icon {
    font-size: 56px;
  }
  .plate {
    position: absolute;
    display: inline-flex;
    align-items: center;
    gap: 8px;
    padding: 4px 12px;
    border-radius: var(--r-control);
    font-weight: 600;
    line-height: 1.5rem;
    color: var(--text);
    background: var(--surface);
    pointer-events: none;
  }
  .plate.live,
  .plate.unsure {
    inset: 12px auto auto 12px;
  }
  .plate.live {
    color: #fff;
    background: var(--success);
  }
  .plate.live::before {
    content: '';
    inline-size: 10px;
    block-size: 10px;
    border-radius: 50%;
    background: currentColor;
  }
  .plate.badge {
    inset: auto auto 12px 12px;
  }
  .plate wa-icon {
    font-size: 20px;
  }
  /* What is said of the live picture stands above it, on the right. */
  .frozen .plate.live,
  .frozen .plate.unsure {
    inset: auto 12px calc(14.625cqw + 22px) auto;
  }
  .frozen .plate.badge {
    inset: auto 12px calc(14.625cqw + 60px) auto;
  }
  .band {
    position: absolute;
    inset: 0 0 auto;
    z-index: 1;
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 6px 12px;
    padding: 8px 12px 8px 20px;
    color: #fff;
    background: hsl(0 0% 13%);
    font-weight: 600;
  }
  .band wa-icon {
    font-size: 24px;
  }
  .band p {
    flex: 1 1 12em;
    font-variant-numeric: tabular-nums;
  }
  .band button {
    min-block-size: var(--control);
    padding: 0 16px;
    border: 0;
    border-radius: var(--r-control);
    background: #fff;
    color: hsl(0 0% 13%);
    font: 600 1rem/1.5rem var(--font);
    cursor: pointer;
  }
  /* In a small place the way back is only below, where it always is. */
  @container (max-inline-size: 520px) {
    .plate {
      padding: 2px 8px;
      font-size: 0.875rem;
    }
    .band {
      padding: 6px 10px;
    }
    .band button {
      display: none;
    }
  }
  :host(:fullscreen) {
    grid-template-rows: minmax(0, 1fr);
    grid-auto-rows: auto;
    padding: 0 12px 12px;
    background: var(--page);
    overflow: auto;
  }
  :host(:fullscreen) .stage {
    aspect-ratio: auto;
    block-size: auto;
    min-block-size: 240px;
    max-block-size: none;
    border-radius: 0 0 var(--r-stage) var(--r-stage);
  }
  @media (prefers-reduced-motion: no-preference) {
    .gliding video,
    .gliding canvas {
      transition: transform var(--move);
    }
  }
  @media (forced-colors: active) {
    .stage,
    .plate,
    .band,
    .band button {
      border: 1px solid;
    }
  }
`;
