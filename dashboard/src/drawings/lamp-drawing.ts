import { svg } from 'lit';
import type { LampPattern } from '@etapiste/protocol';

/**
 * The lamp of a room, its middle at 0,0 and everything within 46 of it. Needs `lampStyles`, which hold its light and
 * its patterns.
 */
export const lampDrawing = (pattern: LampPattern) => svg`
  <path class="glass" d="M-22 20v-18a22 22 0 0 1 44 0v18z" />
  <g class="light" data-lamp=${pattern}>
    <circle r="45" opacity=".18" />
    <circle r="34" opacity=".3" />
    <path class="bulb" d="M-22 20v-18a22 22 0 0 1 44 0v18z" />
    <path class="gleam" d="M-11 4a11 11 0 0 1 9-13" />
  </g>
  <path class="foot" d="M-25 20h50v10h-50z" />
`;
