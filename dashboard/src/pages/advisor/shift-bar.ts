import { html } from 'lit';
import type { BoardController } from '../../calls/index.js';
import { msg, str } from '../../i18n/index.js';
import { blocked } from '../../ui/index.js';

/** What the bar can ask the page to do. */
export interface ShiftBarDeeds {
  readonly start: () => void;
  readonly end: () => void;
  readonly settings: () => void;
}

/** The shift in the bar: whether calls sound here, whose shift it is, and the way out of it. */
export const shiftBar = (board: BoardController, deeds: ShiftBarDeeds) => {
  const shift = board.shift.current;
  if (!shift) return html`<span class="quiet">${msg('Et ole vuorossa')}</span>`;
  const isHeard = board.sound.isAllowed;
  const count = shift.pointIds.length;
  const points = count === 1 ? msg('1 piste') : msg(str`${count} pistettä`);
  return html`<span class="shift">
      <wa-icon class=${isHeard ? 'on' : 'off'} name=${isHeard ? 'speaker' : 'speaker-off'} aria-hidden="true"></wa-icon>
      <span
        >${isHeard ? msg('Vuorossa, ääni päällä') : msg('Vuorossa, ääni estetty')}<br /><span class="small quiet"
          >${shift.name}, ${points}</span
        ></span
      >
    </span>
    <wa-button variant="brand" appearance="plain" @click=${deeds.settings}>
      <wa-icon name="settings" label=${msg('Ääni ja näppäimet')}></wa-icon>
    </wa-button>
    <wa-button variant="brand" appearance="outlined" ${blocked(board.blockedBy)} @click=${deeds.end}
      >${msg('Lopeta vuoro')}</wa-button
    >`;
};
