import '@awesome.me/webawesome/dist/components/button/button.js';
import { LitElement, html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { bookingOperations, seconds, type Booking } from '@etapiste/protocol';
import { RequestFailure } from '../api/index.js';
import { clock, inLanguage, localized, msg, str } from '../i18n/index.js';
import { isOld } from '../live/index.js';
import { mayHere } from '../people/index.js';
import { TickController, blocked, sharedStyles } from '../ui/index.js';
import { needWords } from './booking-words.js';
import { noteArrival, noteNoShow } from './bookings.data.js';
import { TodayController } from './today.controller.js';
import { todayListStyles } from './today-list.styles.js';
import type { Visit } from './visit.js';

/** A day's bookings in order: who comes, where and for what, and what a person notes of it (R-19). */
@customElement('today-list')
@localized()
export class TodayList extends LitElement {
  static override styles = [sharedStyles, todayListStyles];

  /** Whether another day can be chosen. */
  @property({ type: Boolean }) anyDay = false;
  /** Where a booking is moved; without it no move is offered. */
  @property() moveAddress = '';
  @state() private busyId: string | undefined;
  @state() private refusal: string | undefined;
  private readonly today = new TodayController(this);

  constructor() {
    super();
    this.addController(new TickController(this, seconds(10)));
  }

  protected override render() {
    const { today } = this;
    return html`<div class="head">
        <h2>${this.anyDay ? msg('Päivän varaukset') : msg('Varaukset tänään')}</h2>
        ${
          this.anyDay
            ? html`<label>${msg('Päivä')} <input type="date" .value=${today.day} @change=${this.onDay} /></label>`
            : nothing
        }
      </div>
      ${this.problem(this.refusal)}
      ${this.problem(
        today.failure,
        html`<wa-button slot="actions" variant="brand" appearance="outlined" @click=${today.begin}
          >${msg('Hae uudelleen')}</wa-button
        >`,
      )}
      <div class="card ${isOld(today.line) ? 'old' : ''}">${this.list}</div>`;
  }

  private problem(words: string | undefined, action: unknown = nothing) {
    if (!words) return nothing;
    return html`<notice-note tone="bad" role="alert"><wa-icon slot="mark" name="error"></wa-icon>${words}${action}</notice-note>`;
  }

  private get list() {
    const { bookings, failure } = this.today;
    if (!bookings) return failure ? nothing : html`<loading-lines label=${msg('Haetaan varauksia')}></loading-lines>`;
    if (bookings.length === 0)
      return html`<empty-state heading=${msg('Ei varauksia')} icon="calendar"
        >${msg('Kun aika varataan, se tulee tähän.')}</empty-state
      >`;
    return html`<ol>
      ${repeat(
        bookings,
        ({ id }) => id,
        (booking) => this.row(booking),
      )}
    </ol>`;
  }

  private row(booking: Booking) {
    const { today } = this;
    const point = today.point(booking.pointId);
    const room = point?.rooms.find(({ id }) => id === booking.roomId);
    const service = today.catalogue?.services.find(({ id }) => id === booking.serviceId);
    const authority = today.catalogue?.authorities.find(({ id }) => id === booking.authorityId);
    const visit = today.visit(booking);
    const to = new Date(new Date(booking.from).getTime() + booking.slots * 30 * 60_000);
    const languages = { fi: msg('suomi'), sv: msg('ruotsi'), en: msg('englanti') };
    const { customer } = booking;
    const details = customer && [languages[customer.language], ...customer.needs.map((need) => needWords()[need])].join(', ');
    return html`<li>
      <b class="num">${clock(booking.from, point?.timeZone)}–${clock(to, point?.timeZone)}</b>
      <div class="who">
        <p><b>${customer?.name ?? msg('Tiedot poistettu')}</b> <span class="quiet">${details}</span></p>
        <p class="small">${authority && inLanguage(authority.shortName)}: ${service && inLanguage(service.name)}</p>
        <p class="small quiet">${point && inLanguage(point.name)}${room ? msg(str`, huone ${room.number}`) : nothing}</p>
        <p class="told small">${visitWords(visit)}</p>
        ${
          booking.isClosedOver
            ? html`<p class="told small">
                <wa-icon name="error" aria-hidden="true"></wa-icon> ${msg('Aika on suljettu varaamisen jälkeen.')}
              </p>`
            : nothing
        }
      </div>
      <div class="deeds">${this.deeds(booking, visit)}</div>
    </li>`;
  }

  private deeds(booking: Booking, visit: Visit) {
    const isExpected = booking.state === 'booked';
    const mayNote = mayHere(bookingOperations.noteArrival);
    return [
      isExpected && mayNote ? this.button(msg('Saapui'), booking, noteArrival, visit !== 'missing') : nothing,
      visit === 'missing' && mayHere(bookingOperations.noteNoShow)
        ? this.button(msg('Ei tullut'), booking, noteNoShow, false)
        : nothing,
      visit === 'no-show' && mayNote ? this.button(msg('Tulikin'), booking, noteArrival, false) : nothing,
      isExpected && booking.isClosedOver && this.moveAddress
        ? html`<wa-button variant="brand" appearance="outlined" href=${this.moveAddress}
            >${msg('Siirrä')}<span class="hidden-text"> ${booking.customer?.name}</span></wa-button
          >`
        : nothing,
    ];
  }

  private button(words: string, booking: Booking, note: (booking: Booking) => Promise<Booking>, isMain: boolean) {
    const blockedBy = isOld(this.today.line) ? msg('Ei onnistu, kun yhteys on poikki.') : undefined;
    return html`<wa-button
      variant="brand"
      appearance=${isMain ? 'filled' : 'outlined'}
      ?loading=${this.busyId === booking.id}
      ${blocked(blockedBy)}
      @click=${() => void this.note(booking, note)}
      >${words}<span class="hidden-text"> ${booking.customer?.name}</span></wa-button
    >`;
  }

  private async note(booking: Booking, note: (booking: Booking) => Promise<Booking>): Promise<void> {
    if (this.busyId) return;
    this.busyId = booking.id;
    this.refusal = undefined;
    try {
      await note(booking);
    } catch (failure) {
      if (!(failure instanceof RequestFailure)) throw failure;
      this.refusal = failure.inWords;
    } finally {
      this.busyId = undefined;
      // Also after a refusal: somebody else was first, and what it is now is to be seen.
      await this.today.read();
    }
  }

  private readonly onDay = (event: Event): void => {
    const day = (event.target as HTMLInputElement).value;
    if (day) this.today.show(day);
  };
}

const visitWords = (visit: Visit): string =>
  ({
    ahead: msg('Tulossa'),
    now: msg('Aika on alkanut'),
    late: msg('Asiakas on myöhässä'),
    missing: msg('Asiakas ei ehkä tule. Merkitse, jos hän ei tullut.'),
    here: msg('Asiakas paikalla'),
    'no-show': msg('Asiakas ei tullut'),
    over: msg('Käynti on päättynyt'),
  })[visit];

declare global {
  interface HTMLElementTagNameMap {
    'today-list': TodayList;
  }
}
