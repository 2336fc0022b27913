import { html } from 'lit';
import { msg } from '../i18n/index.js';

/** How the picture is drawn so that print reads better. */
export const printLooks = ['plain', 'sharp', 'strong', 'print'] as const;
export type PrintLook = (typeof printLooks)[number];

export function lookWords(look: PrintLook): string {
  switch (look) {
    case 'plain':
      return msg('Tavallinen');
    case 'sharp':
      return msg('Terävä');
    case 'strong':
      return msg('Kontrasti');
    default:
      return msg('Mustavalkoinen');
  }
}

export const filterOf = (look: PrintLook): string => (look === 'plain' ? 'none' : `url(#${look})`);

/**
 * The filters, for the root that uses them. Made of blurs and sums only, which browsers let the graphics processor do while
 * they compose the page: no script sees a frame. Lengths are pixels of the picture, so a filter looks the same at each zoom.
 * - sharp: what differs from the surroundings counts more (unsharp mask).
 * - strong: the same, with more between dark and light.
 * - print: each place divided by the light around it (color-dodge with the inverse), so that a shadow over the paper goes and
 *   ink stays.
 * None of them adds light to what is outside of the picture: such a filter would be worked out for all of a zoomed picture.
 */
export const printFilters = html`<svg class="filters" width="0" height="0" aria-hidden="true">
  <filter id="sharp" x="0" y="0" width="1" height="1" color-interpolation-filters="sRGB">
    <feGaussianBlur stdDeviation="1.4" result="soft" />
    <feComposite in="SourceGraphic" in2="soft" operator="arithmetic" k2="2.4" k3="-1.4" />
  </filter>
  <filter id="strong" x="0" y="0" width="1" height="1" color-interpolation-filters="sRGB">
    <feGaussianBlur stdDeviation="1.4" result="soft" />
    <feComposite in="SourceGraphic" in2="soft" operator="arithmetic" k2="2.4" k3="-1.4" />
    <feComponentTransfer>
      <feFuncR type="linear" slope="1.7" intercept="-0.42" />
      <feFuncG type="linear" slope="1.7" intercept="-0.42" />
      <feFuncB type="linear" slope="1.7" intercept="-0.42" />
    </feComponentTransfer>
  </filter>
  <filter id="print" x="0" y="0" width="1" height="1" color-interpolation-filters="sRGB">
    <feColorMatrix type="saturate" values="0" result="grey" />
    <feGaussianBlur stdDeviation="9" />
    <feComponentTransfer result="dark-around">
      <feFuncR type="table" tableValues="1 0" />
      <feFuncG type="table" tableValues="1 0" />
      <feFuncB type="table" tableValues="1 0" />
    </feComponentTransfer>
    <feBlend in="dark-around" in2="grey" mode="color-dodge" />
    <feComponentTransfer>
      <feFuncR type="linear" slope="2.2" intercept="-1.15" />
      <feFuncG type="linear" slope="2.2" intercept="-1.15" />
      <feFuncB type="linear" slope="2.2" intercept="-1.15" />
    </feComponentTransfer>
  </filter>
</svg>`;
