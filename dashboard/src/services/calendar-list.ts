import '@awesome.me/webawesome/dist/components/button/button.js';
import { newId, serviceOperations, type Calendar } from '@etapiste/protocol';
import { LitElement, html, nothing } from 'lit';
import { customElement, query, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { RequestFailure } from '../api/index.js';
import { Reading, badNote, twoColumnStyles } from '../forms/index.js';
import { inLanguage, localized, msg, str } from '../i18n/index.js';
import { mayHereAt } from '../people/index.js';
import { sharedStyles } from '../ui/index.js';
import './calendar-panel.js';
import type { CalendarPanel } from './calendar-panel.js';
import { createCalendar, listAuthorities, listCalendars, listPoints, listServices } from './services.data.js';

const lookUp = () => Promise.all([listCalendars(), listAuthorities(), listServices(), listPoints()]);

/** When experts and pools serve (R-17), and the calendar that is looked at. */
@customElement('calendar-list')
@localized()
export class CalendarList extends LitElement {
  static override styles = [sharedStyles, twoColumnStyles];

  @state() private chosenId: string | undefined;
  @state() private failure: string | undefined;
  @state() private isBusy = false;
  @query('calendar-panel') private readonly panel!: CalendarPanel | null;
  private readonly all = new Reading(this, lookUp);

  protected override render() {
    const { value } = this.all;
    if (!value) return this.all.waiting(msg('Haetaan kalentereita'));
    const [calendars, authorities, services, points] = value;
    const chosen = calendars.find(({ id }) => id === this.chosenId) ?? calendars[0];
    // The owner sees what authorities have promised; only they themselves change it.
    const own = authorities.filter(({ id }) => mayHereAt(serviceOperations.createCalendar, { authorityId: id }));
    return html`
      ${this.all.failure ? this.all.failed() : nothing}
      <section class="all" aria-label=${msg('Kalenterit')}>
        ${own.map(({ id, name }) => {
          const first = services.find(({ authorityId }) => authorityId === id);
          return first
            ? html`<wa-button variant="brand" ?loading=${this.isBusy} @click=${() => void this.add(id, first.id)}
                ><wa-icon slot="start" name="plus" aria-hidden="true"></wa-icon>${
                  own.length === 1 ? msg('Uusi kalenteri') : msg(str`Uusi kalenteri: ${inLanguage(name)}`)
                }</wa-button
              >`
            : html`<p>${msg('Lisää ensin palvelu: kalenteri on aina jonkin palvelun.')}</p>`;
        })}
        ${this.failure ? badNote(this.failure) : nothing}
        ${authorities
          .map((authority) => ({ authority, kept: calendars.filter(({ authorityId }) => authorityId === authority.id) }))
          .filter(({ kept }) => kept.length > 0)
          .map(
            ({ authority, kept }) =>
              html`<h3>${inLanguage(authority.name)}</h3>
                <ul>
                  ${repeat(
                    kept,
                    ({ id }) => id,
                    (calendar) => this.row(calendar, calendar === chosen),
                  )}
                </ul>`,
          )}
      </section>
      ${
        chosen
          ? html`<calendar-panel
              .calendar=${chosen}
              .services=${services.filter(({ authorityId }) => authorityId === chosen.authorityId)}
              .points=${points}
              @calendars-changed=${this.all.read}
            ></calendar-panel>`
          : html`<empty-state icon="calendar" level="2" heading=${msg('Ei vielä kalentereita')}
              >${msg('Ilman kalenteria aikoja ei voi varata.')}</empty-state
            >`
      }
    `;
  }

  private row({ id, name, seats }: Calendar, isChosen: boolean) {
    return html`<li>
      <button type="button" aria-pressed=${isChosen} @click=${() => void this.choose(id)}>
        <b>${name}</b>
        <span class="small quiet">${seats === 1 ? msg('Yksi asiantuntija') : msg(str`${seats} asiantuntijaa`)}</span>
      </button>
    </li>`;
  }

  private async choose(id: string): Promise<void> {
    this.chosenId = id;
    await this.updateComplete;
    await this.panel?.goTo();
  }

  /** A calendar begins without hours: nothing can be booked of it until somebody has said when. */
  private async add(authorityId: string, serviceId: string): Promise<void> {
    this.isBusy = true;
    this.failure = undefined;
    try {
      const { id } = await createCalendar({
        id: newId(),
        authorityId,
        name: msg('Uusi kalenteri'),
        serviceIds: [serviceId],
        pointIds: null,
        channels: ['on-site', 'point-phone', 'authority-phone', 'service-number'],
        seats: 1,
        hours: [],
        exceptionalHours: [],
        validFrom: null,
        validTo: null,
      });
      await this.all.read();
      await this.choose(id);
    } catch (failure) {
      if (!(failure instanceof RequestFailure)) throw failure;
      this.failure = failure.inWords;
    } finally {
      this.isBusy = false;
    }
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'calendar-list': CalendarList;
  }
}
