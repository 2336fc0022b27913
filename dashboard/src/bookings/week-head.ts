import { html } from 'lit';
import type { LitElement } from 'lit';
import type { ShownPoint } from '@etapiste/protocol';
import { day, inLanguage, msg, str } from '../i18n/index.js';
import { addDays, instantOf, mondayOf, weekOf } from '../i18n/wall-time.js';
import type { BookingWeekController } from './booking-week.controller.js';
import type { Column } from './week-view.js';

/** How the times are looked at. An empty `roomId` is the first room, an empty `day` today or the first day of the week. */
export interface Looks {
  readonly view: 'day' | 'week' | 'list';
  readonly roomId: string;
  readonly day: string;
}

/** Above and below the times: which week, day and room, the way to look at them, and what the drawing means. */
export class WeekHead {
  constructor(
    private readonly host: LitElement,
    private readonly week: BookingWeekController,
  ) {}

  /** What is looked at, when nothing else was chosen or the chosen is not there any more. */
  within({ roomId, day: wanted }: Looks, point: ShownPoint | undefined): Pick<Looks, 'roomId' | 'day'> {
    const { monday, today } = this.week;
    const rooms = point?.rooms ?? [];
    const isThere = (at: string): boolean => at !== '' && mondayOf(at) === monday;
    return {
      roomId: (rooms.find(({ id }) => id === roomId) ?? rooms[0])?.id ?? '',
      day: isThere(wanted) ? wanted : isThere(today) ? today : monday,
    };
  }

  columnName({ view }: Looks, { day: at, roomId }: Column, point: ShownPoint): string {
    const room = point.rooms.find(({ id }) => id === roomId);
    if (view === 'day') return room ? roomName(room) : roomId;
    const name = this.dayName(at);
    return at === this.week.today ? msg(str`tänään ${name}`) : name;
  }

  placeName(roomId: string | undefined, points: readonly ShownPoint[]): string {
    const point = points.find(({ rooms }) => rooms.some(({ id }) => id === roomId));
    const room = point?.rooms.find(({ id }) => id === roomId);
    return point && room ? `${inLanguage(point.name)}, ${roomName(room).toLowerCase()}` : '';
  }

  render(looks: Looks, point: ShownPoint, look: (changes: Partial<Looks>) => void) {
    const { roomId, day: at } = this.within(looks, point);
    const { monday } = this.week;
    const name = inLanguage(point.name);
    const room = point.rooms.find(({ id }) => id === roomId);
    const isDay = looks.view === 'day';
    const step = isDay ? 1 : 7;
    const go = (days: number): void => {
      const next = addDays(isDay ? at : monday, days);
      this.week.showWeekOf(next);
      look({ day: next });
      this.host.requestUpdate();
    };
    const title = isDay
      ? `${this.dayName(at)}, ${name}`
      : [msg(str`Viikko ${weekOf(monday)}`), name, room && roomName(room).toLowerCase()].filter(Boolean).join(', ');
    const views = { day: msg('Päivä'), week: msg('Viikko'), list: msg('Lista') };
    return html`<div class="head">
      ${this.stepButton(isDay ? msg('Edellinen päivä') : msg('Edellinen viikko'), 'chevron-left', () => go(-step))}
      ${this.stepButton(isDay ? msg('Seuraava päivä') : msg('Seuraava viikko'), 'chevron-right', () => go(step))}
      <h1>${title}</h1>
      <div class="choices">
        ${
          !isDay && point.rooms.length > 1
            ? this.segments(
                msg('Huone'),
                'room',
                point.rooms.map((each) => [each.id, roomName(each)]),
                roomId,
                (chosen) => look({ roomId: chosen }),
              )
            : ''
        }
        ${this.segments(msg('Näkymä'), 'view', Object.entries(views), looks.view, (view) => look({ view: view as Looks['view'] }))}
      </div>
    </div>`;
  }

  legend(askWhy: () => void) {
    const words = {
      free: msg('Vapaa tähän palveluun'),
      booked: msg('Varattu'),
      arrived: msg('Asiakas paikalla'),
      held: msg('Toinen varaa parhaillaan'),
      closed: msg('Suljettu'),
    };
    return html`<div class="legend">
      <ul>
        ${Object.entries(words).map(([kind, word]) => html`<li><i class=${kind} aria-hidden="true"></i>${word}</li>`)}
      </ul>
      <button class="why" type="button" @click=${askWhy}>${msg('Miksi jokin aika ei ole vapaa?')}</button>
    </div>`;
  }

  private dayName(at: string): string {
    const { timeZone } = this.week;
    return day(instantOf(`${at}T12:00`, timeZone), timeZone);
  }

  private stepButton(label: string, icon: string, press: () => void) {
    return html`<button class="step" type="button" aria-label=${label} @click=${press}>
      <wa-icon name=${icon} aria-hidden="true"></wa-icon>
    </button>`;
  }

  private segments(
    label: string,
    name: string,
    options: readonly (readonly [string, string])[],
    value: string,
    choose: (value: string) => void,
  ) {
    return html`<fieldset>
      <legend class="hidden-text">${label}</legend>
      <div class="segments">
        ${options.map(
          ([id, words]) =>
            html`<label><input type="radio" name=${name} .checked=${id === value} @change=${() => choose(id)} />${words}</label>`,
        )}
      </div>
    </fieldset>`;
  }
}

const roomName = ({ kind, number }: ShownPoint['rooms'][number]): string =>
  kind === 'module' ? msg(str`Moduuli ${number}`) : msg(str`Huone ${number}`);
