import { html } from 'lit';
import type { BookingChange } from '@etapiste/protocol';
import { clock, day, msg, str } from '../i18n/index.js';
import { cancelWords, deedWords } from './booking-words.js';
import { spanWords } from './block-words.js';

/** What happened to a booking, by whom and when (R-24). */
export const bookingHistory = (changes: readonly BookingChange[], timeZone: string) =>
  html`<ol>
    ${changes.map(
      (change) =>
        html`<li>
          <span class="small quiet num">${day(change.at, timeZone)} ${msg(str`klo ${clock(change.at, timeZone)}`)}</span><br />
          ${[sentence(change, timeZone), change.who].filter(Boolean).join(', ')}
        </li>`,
    )}
  </ol>`;

const sentence = ({ what, to, before, why }: BookingChange, timeZone: string): string => {
  if (what === 'moved' && to && before) {
    const [earlier, later] = [spanWords(before.from, before.slots, timeZone), spanWords(to.from, to.slots, timeZone)];
    return msg(str`Aika siirrettiin: ${earlier} → ${later}`);
  }
  return why ? `${deedWords()[what]}: ${cancelWords()[why].toLowerCase()}` : deedWords()[what];
};
