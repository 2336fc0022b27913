import '@awesome.me/webawesome/dist/components/button/button.js';
import { html, nothing } from 'lit';
import type { FreeTime } from '@etapiste/protocol';
import { clock, day, msg, str } from '../i18n/index.js';
import { addDays, dayOf } from '../i18n/wall-time.js';

interface Choices {
  readonly timeZone: string;
  readonly today: string;
  readonly words: string;
  /** Under each time, after *tänään* and *huomenna*. */
  readonly detail?: string;
  /** Whether Enter takes the first one: the page's one filled button. */
  readonly isEnterFirst?: boolean;
  readonly choose: (time: FreeTime) => void;
}

/** Some free times, each with its button. */
export const timeChoices = (times: readonly FreeTime[], { timeZone, today, words, detail, isEnterFirst, choose }: Choices) =>
  html`<ul class="times">
    ${times.map((time, index) => {
      const isFirst = isEnterFirst && index === 0;
      const told = `${day(time.from, timeZone)} ${msg(str`klo ${clock(time.from, timeZone)}`)}`;
      const below = [nearWords(dayOf(time.from, timeZone), today), detail].filter(Boolean).join(', ');
      return html`<li>
        <span><b class="num">${told}</b>${below ? html`<span class="small quiet">${below}</span>` : nothing}</span>
        <wa-button
          variant="brand"
          appearance=${isFirst ? 'accent' : 'outlined'}
          type=${isFirst ? 'submit' : 'button'}
          @click=${(event: Event) => {
            event.preventDefault();
            choose(time);
          }}
          >${words}<span class="hidden-text"> ${told}</span
          >${isFirst ? html`<kbd slot="end" aria-hidden="true">Enter</kbd>` : nothing}</wa-button
        >
      </li>`;
    })}
  </ul>`;

const nearWords = (at: string, today: string): string => {
  if (at === today) return msg('tänään');
  return at === addDays(today, 1) ? msg('huomenna') : '';
};
