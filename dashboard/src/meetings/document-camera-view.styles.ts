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
    .stage {
      border: 1px solid;
    }
  }
`;
