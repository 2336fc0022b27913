import '@awesome.me/webawesome/dist/components/details/details.js';
import { bookingChannel, serviceOperations, type Calendar, type Service, type ShownPoint } from '@etapiste/protocol';
import { LitElement, html, type PropertyValues } from 'lit';
import { customElement, property, query } from 'lit/decorators.js';
import { channelWords } from '../bookings/index.js';
import {
  Editing,
  choiceField,
  dayField,
  saving,
  formStyles,
  numberField,
  saveBar,
  textField,
  ticksField,
} from '../forms/index.js';
import { inLanguage, localized, msg } from '../i18n/index.js';
import { mayHereAt } from '../people/index.js';
import { datesWords, exceptionWords, hoursWords } from '../points/index.js';
import { sharedStyles } from '../ui/index.js';
import { calendarBody, changeCalendar, listCalendars } from './services.data.js';

/** One expert's or pool's calendar: what for, where, how, and when. Says `calendars-changed`. */
@customElement('calendar-panel')
@localized()
export class CalendarPanel extends LitElement {
  static override styles = [sharedStyles, formStyles];

  @property({ attribute: false }) calendar!: Calendar;
  /** Those of its authority. */
  @property({ attribute: false }) services: readonly Service[] = [];
  @property({ attribute: false }) points: readonly ShownPoint[] = [];
  @query('h2') private readonly heading!: HTMLElement;
  private readonly editing = new Editing<Calendar>(this, {
    schema: () => calendarBody,
    send: changeCalendar,
    readAgain: async (wanted) => (await listCalendars()).find(({ id }) => id === wanted),
    saved: () => this.dispatchEvent(new CustomEvent('calendars-changed')),
  });

  /** Takes the reader to the calendar. */
  async goTo(): Promise<void> {
    await this.updateComplete;
    this.heading.focus();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('calendar')) this.editing.show(this.calendar);
  }

  protected override render() {
    const { typed, wrong } = this.editing;
    if (!typed) return html``;
    const mayChange = mayHereAt(serviceOperations.changeCalendar, { authorityId: typed.authorityId });
    if (!mayChange) return this.told;
    const set = (changed: Partial<Calendar>) => this.editing.set(changed);
    return html`<form class="card" @submit=${this.submit}>
      <h2 tabindex="-1">${this.calendar.name}</h2>
      <div class="pair">
        ${textField(
          { label: msg('Nimi'), at: 'name', wrong, hint: msg('Asiantuntija tai ryhmä. Ei näy asiakkaille.') },
          typed.name,
          (name) => set({ name }),
        )}
        ${numberField(
          { label: msg('Montako asiantuntijaa palvelee yhtä aikaa'), at: 'seats', wrong, min: 1, max: 100 },
          typed.seats,
          (seats) => set({ seats: seats ?? 0 }),
        )}
      </div>
      ${ticksField(
        { label: msg('Palvelut'), at: 'serviceIds', wrong },
        this.services.map(({ id, name }) => ({ value: id, words: inLanguage(name) })),
        typed.serviceIds,
        (serviceIds) => set({ serviceIds }),
      )}
      ${ticksField(
        { label: msg('Mistä aikoja saa varata'), at: 'channels', wrong },
        bookingChannel.options.map((value) => ({ value, words: channelWords()[value] })),
        typed.channels,
        (channels) => set({ channels }),
      )}
      ${this.where(typed, set)}
      <h3>${msg('Viikon ajat')}</h3>
      <p class="small quiet">${msg('Kellonajat ovat pisteen omaa aikaa, kuten asiakkaalla.')}</p>
      <hours-editor
        .hours=${typed.hours}
        .wrong=${wrong}
        at="hours"
        empty=${msg('Ei aikoja: tästä kalenterista ei voi vielä varata mitään.')}
        @hours-changed=${({ detail }: CustomEvent<Calendar['hours']>) => set({ hours: detail })}
      ></hours-editor>
      <wa-details summary=${msg('Poikkeukset, esimerkiksi lomat')}>
        <exceptions-editor
          .exceptions=${typed.exceptionalHours}
          .wrong=${wrong}
          @exceptions-changed=${({ detail }: CustomEvent<Calendar['exceptionalHours']>) => set({ exceptionalHours: detail })}
        ></exceptions-editor>
      </wa-details>
      <div class="pair">
        ${dayField(
          { label: msg('Käytössä alkaen'), at: 'validFrom', wrong, hint: msg('Tyhjä: alusta asti.') },
          typed.validFrom,
          (validFrom) => set({ validFrom }),
        )}
        ${dayField(
          { label: msg('Viimeinen päivä'), at: 'validTo', wrong, hint: msg('Tyhjä: toistaiseksi.') },
          typed.validTo,
          (validTo) => set({ validTo }),
        )}
      </div>
      ${saveBar(this.editing, labels(), (key, calendar) => this.toWords(key, calendar))}
    </form>`;
  }

  /** For those who may read it only: the authority itself keeps it. */
  private get told() {
    const keys = Object.keys(labels()) as (keyof Calendar)[];
    const lines = keys.map((key) => [labels()[key], this.toWords(key, this.calendar)] as const).filter(([, words]) => words);
    return html`<div class="card fields">
      <h2 tabindex="-1">${this.calendar.name}</h2>
      <p class="quiet">${msg('Viranomainen pitää itse kalenteriaan.')}</p>
      ${lines.map(([label, words]) => html`<p><b>${label}</b><br />${words}</p>`)}
    </div>`;
  }

  private where(typed: Calendar, set: (changed: Partial<Calendar>) => void) {
    const { wrong } = this.editing;
    return html`${choiceField(
      { label: msg('Missä pisteissä'), at: 'where', wrong },
      [
        { value: 'all' as const, words: msg('Kaikissa, joista on sopimus') },
        { value: 'some' as const, words: msg('Vain valituissa') },
      ],
      typed.pointIds === null ? 'all' : 'some',
      (chosen) => set({ pointIds: chosen === 'all' ? null : [] }),
    )}
    ${
      typed.pointIds === null
        ? ''
        : ticksField(
            { label: msg('Pisteet'), at: 'pointIds', wrong },
            this.points.map(({ id, name }) => ({ value: id, words: inLanguage(name) })),
            typed.pointIds,
            (pointIds) => set({ pointIds }),
          )
    }`;
  }

  private toWords(key: keyof Calendar, calendar: Calendar): string {
    const named = (things: readonly { readonly id: string; readonly name: Service['name'] }[], ids: readonly string[]) =>
      things
        .filter(({ id }) => ids.includes(id))
        .map(({ name }) => inLanguage(name))
        .join(', ');
    switch (key) {
      case 'serviceIds':
        return named(this.services, calendar.serviceIds);
      case 'pointIds':
        return calendar.pointIds ? named(this.points, calendar.pointIds) : msg('Kaikissa, joista on sopimus');
      case 'channels':
        return calendar.channels.map((channel) => channelWords()[channel]).join(', ');
      case 'hours':
        return calendar.hours.map(hoursWords).join('; ');
      case 'exceptionalHours':
        return calendar.exceptionalHours.map(exceptionWords).join('; ');
      case 'validFrom':
      case 'validTo':
        return datesWords(calendar.validFrom, calendar.validTo);
      case 'id':
      case 'authorityId':
      case 'name':
      case 'seats':
      case 'version':
        return String(calendar[key]);
    }
    return key satisfies never;
  }

  private readonly submit = saving(this, this.editing);
}

const labels = (): Partial<Record<keyof Calendar, string>> => ({
  name: msg('Nimi'),
  seats: msg('Montako asiantuntijaa palvelee yhtä aikaa'),
  serviceIds: msg('Palvelut'),
  channels: msg('Mistä aikoja saa varata'),
  pointIds: msg('Missä pisteissä'),
  hours: msg('Viikon ajat'),
  exceptionalHours: msg('Poikkeukset, esimerkiksi lomat'),
  validFrom: msg('Käytössä alkaen'),
  validTo: msg('Viimeinen päivä'),
});

declare global {
  interface HTMLElementTagNameMap {
    'calendar-panel': CalendarPanel;
  }
}
