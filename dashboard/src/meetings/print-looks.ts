import { html, svg } from 'lit';
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

const unsharpMask = svg`<feGaussianBlur stdDeviation="1.4" result="soft" />
  <feComposite in="SourceGraphic" in2="soft" operator="arithmetic" k2="2.4" k3="-1.4" />`;

/** The same for red, green and blue: each value times `slope`, plus `intercept`. */
const levels = (slope: number, intercept: number) => svg`<feComponentTransfer>
  <feFuncR type="linear" slope=${slope} intercept=${intercept} />
  <feFuncG type="linear" slope=${slope} intercept=${intercept} />
  <feFuncB type="linear" slope=${slope} intercept=${intercept} />
</feComponentTransfer>`;
const inverse = levels(-1, 1);

const filter = (id: Exclude<PrintLook, 'plain'>, steps: unknown) =>
  svg`<filter id=${id} x="0" y="0" width="1" height="1" color-interpolation-filters="sRGB">${steps}</filter>`;

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
  ${filter('sharp', unsharpMask)} ${filter('strong', [unsharpMask, levels(1.7, -0.42)])}
  ${filter(
    'print',
    svg`<feColorMatrix type="saturate" values="0" result="grey" />
      <feGaussianBlur stdDeviation="9" />
      ${inverse}
      <feBlend in2="grey" mode="color-dodge" />
      ${levels(2.2, -1.15)}`,
  )}
</svg>`;
