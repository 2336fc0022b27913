import '@awesome.me/webawesome/dist/components/icon/icon.js';
import { html, nothing, type TemplateResult } from 'lit';
import { inLanguage, msg, str } from '../i18n/index.js';
import type { KeptPoint } from './kept-point.js';
import { openingHoursWords } from './opening-hours.js';

/**
 * The ways to help that do not need this screen: the wall button, the desk, the number. Text, never links: a terminal has
 * no telephone. Without a known point only the wall button is left.
 */
export const helpWays = (point: KeptPoint | undefined, hasWall: boolean): TemplateResult =>
  html`<ul class="ways">
    ${hasWall ? wall() : nothing} ${point ? [desk(point), phone(point)] : nothing}
  </ul>`;

const wall = () =>
  html`<li class="first">
    ${wallButton}
    <p><strong>${msg('Paina seinän kutsunappia')}</strong>${msg('Lamppu kertoo, menikö kutsu perille.')}</p>
  </li>`;

const desk = (point: KeptPoint) =>
  html`<li>
    <wa-icon name="walk" aria-hidden="true"></wa-icon>
    <p><strong>${msg('Tule tiskille')}</strong>${inLanguage(point.desk)}</p>
  </li>`;

const phone = (point: KeptPoint) =>
  html`<li>
    <wa-icon name="phone" aria-hidden="true"></wa-icon>
    <p>
      <strong class="num">${point.phone}</strong>${
        point.openingHours.length > 0
          ? msg(str`${inLanguage(point.name)}, avoinna ${openingHoursWords(point.openingHours)}`)
          : inLanguage(point.name)
      }
    </p>
  </li>`;

/** The plate on the wall, as it looks: a person finds it by its picture. */
const wallButton = html`<svg class="wall" viewBox="0 0 104 112" aria-hidden="true">
  <rect x="2" y="2" width="100" height="108" rx="14" />
  <circle cx="52" cy="56" r="36" />
  <path
    d="M52 36c-8.5 0-14 6-14 13.5V60l-5.5 9h39L66 60V49.5c0-7.5-5.5-13.5-14-13.5zM46 72.5a6 6 0 0 0 12 0"
    fill="none"
    stroke-width="4"
    stroke-linejoin="round"
    stroke-linecap="round"
  />
</svg>`;
