import { css } from 'lit';

/**
 * The lamp's colours and its light. The patterns are the guide's; all blink below 3 per second. Where nothing may move the
 * light is steady or dark, and the pattern's word stands beside it.
 */
export const lampStyles = css`
  .foot {
    fill: hsl(214 50% 28%);
  }
  .glass {
    fill: var(--lamp-dark);
    stroke: var(--call-edge);
    stroke-width: 3px;
  }
  .light {
    fill: var(--lamp-light);
    opacity: 0;
  }
  .bulb {
    stroke: var(--call-edge);
    stroke-width: 3px;
  }
  .gleam {
    fill: none;
    stroke: hsl(45 100% 91%);
    stroke-width: 4px;
    stroke-linecap: round;
  }
  .light[data-lamp='sending'],
  .light[data-lamp='stored'],
  .light[data-lamp='shown'],
  .light[data-lamp='on-the-way'],
  .light[data-lamp='not-reached'],
  .light[data-lamp='announced-test'],
  .light[data-lamp='fault'],
  .light[data-lamp='identify'] {
    opacity: 1;
  }
  @media (prefers-reduced-motion: no-preference) {
    .light[data-lamp='sending'],
    .light[data-lamp='identify'] {
      animation: lamp-blink calc(2 * var(--lamp-sending)) steps(1) infinite;
    }
    .light[data-lamp='stored'] {
      animation: lamp-blink calc(2 * var(--lamp-stored)) steps(1) infinite;
    }
    .light[data-lamp='on-the-way'] {
      animation: lamp-breathe var(--lamp-way) ease-in-out infinite;
    }
    .light[data-lamp='not-reached'] {
      animation: lamp-two-short var(--lamp-missed) steps(1) infinite;
    }
    .light[data-lamp='announced-test'],
    .light[data-lamp='fault'] {
      animation: lamp-one-short var(--lamp-missed) steps(1) infinite;
    }
  }
  @keyframes lamp-blink {
    50% {
      opacity: 0;
    }
  }
  @keyframes lamp-breathe {
    50% {
      opacity: 0.25;
    }
  }
  @keyframes lamp-two-short {
    8% {
      opacity: 0;
    }
    16% {
      opacity: 1;
    }
    24% {
      opacity: 0;
    }
  }
  @keyframes lamp-one-short {
    8% {
      opacity: 0;
    }
  }
  @media (forced-colors: active) {
    .foot {
      fill: CanvasText;
    }
    .glass,
    .bulb {
      stroke: CanvasText;
    }
  }
`;
