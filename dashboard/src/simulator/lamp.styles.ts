import { css } from 'lit';

/**
 * The lamp's light, drawn alike wherever a lamp is drawn: put `class="light" data-lamp=${pattern}` on what shines. The
 * patterns are the guide's; all blink below 3 per second. Where nothing may move the light is steady or dark, and the
 * pattern's word stands beside it (`lampWords`).
 */
export const lampStyles = css`
  .light {
    opacity: 0;
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
`;
