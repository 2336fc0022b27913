import '@awesome.me/webawesome/dist/components/button/button.js';
import '@awesome.me/webawesome/dist/components/dialog/dialog.js';
import {
  cancelReason,
  minutes,
  slotMinutes,
  type Booking,
  type CancelReason,
  type FreeTime,
  type Service,
  type ShownPoint,
} from '@etapiste/protocol';
import { LitElement, css, html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { RequestFailure } from '../api/index.js';
import { cancelBooking, cancelWords, listFreeTimes, moveBooking, readCatalogue } from '../bookings/index.js';
import { badNote, choiceField, formStyles, noneWrong } from '../forms/index.js';
import { atClock, day, inLanguage, localized, msg, str } from '../i18n/index.js';
import { dayOf } from '../i18n/wall-time.js';
import { KeptFocus, sharedStyles } from '../ui/index.js';
import type { ClosedPlace } from './points.data.js';

/** So many of the nearest free times are offered, within so many days. */
const offered = 6;
const searchedDays = 28;

/** Bookings whose time is closed: each can be moved to one of the nearest free times, or cancelled. Says `booking-changed`. */
@customElement('hit-list')
@localized()
export class HitList extends LitElement {
  static override styles = [
    sharedStyles,
    formStyles,
    css`
      li {
        display: grid;
        gap: var(--s-xs);
        padding-block: var(--s-xs);
        border-block-start: 1px solid var(--line-quiet);
      }
      .head {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        justify-content: space-between;
        gap: var(--s-xxs) var(--s-m);
      }
    `,
  ];

  @property({ attribute: false }) point!: ShownPoint;
  @property({ attribute: false }) bookings: readonly Booking[] = [];
  /** What is about to be closed: nobody is moved into it. */
  @property({ attribute: false }) closing: ClosedPlace | undefined;
  @state() private services: readonly Service[] = [];
  /** Whose new time is looked for, and the nearest ones. */
  @state() private moving: { readonly id: string; readonly times: readonly FreeTime[] | undefined } | undefined;
  @state() private cancelling: Booking | undefined;
  @state() private reason: CancelReason = 'room-closed';
  @state() private failure: string | undefined;

  constructor() {
    super();
    this.addController(new KeptFocus(this, () => this.renderRoot.querySelector<HTMLElement>('ul')));
  }

  override connectedCallback(): void {
    super.connectedCallback();
    void this.attempt(async () => {
      this.services = (await readCatalogue()).services;
    });
  }

  protected override render() {
    return html`${this.failure ? badNote(this.failure) : nothing}
      <ul tabindex="-1">
        ${repeat(
          this.bookings,
          ({ id }) => id,
          (booking) => this.row(booking),
        )}
      </ul>
      ${this.dialog}`;
  }

  private row(booking: Booking) {
    const name = this.nameOf(booking);
    const { id } = booking;
    return html`<li>
      <div class="head">
        <div><b>${name}</b><br /><span class="quiet">${this.timeOf(booking.from)}, ${this.serviceOf(booking)}</span></div>
        <div class="deeds">
          <wa-button
            appearance="outlined"
            variant="brand"
            aria-expanded=${this.moving?.id === id}
            @click=${() => void this.offer(booking)}
            >${msg('Siirrä')}<span class="hidden-text">: ${name}</span></wa-button
          >
          <wa-button appearance="plain" variant="danger" @click=${() => (this.cancelling = booking)}
            >${msg('Peru aika')}<span class="hidden-text">: ${name}</span></wa-button
          >
        </div>
      </div>
      ${this.moving?.id === id ? this.times(booking, this.moving.times) : nothing}
    </li>`;
  }

  private times(booking: Booking, times: readonly FreeTime[] | undefined) {
    if (!times) return html`<loading-lines label=${msg('Haetaan vapaita aikoja')}></loading-lines>`;
    if (times.length === 0) return html`<p>${msg('Vapaita aikoja ei löytynyt neljään viikkoon.')}</p>`;
    return html`<div class="deeds" role="group" aria-label=${msg(str`Lähimmät vapaat ajat: ${this.nameOf(booking)}`)}>
      ${times.map(
        (time) =>
          html`<wa-button variant="brand" appearance="outlined" @click=${() => void this.move(booking, time)}
            >${this.timeOf(time.from)}</wa-button
          >`,
      )}
    </div>`;
  }

  private get dialog() {
    const booking = this.cancelling;
    return html`<wa-dialog
      label=${msg('Perutaanko aika?')}
      ?open=${booking !== undefined}
      @wa-after-hide=${(event: Event) => event.target === event.currentTarget && (this.cancelling = undefined)}
    >
      <div class="fields">
        <p>${booking ? `${this.nameOf(booking)}, ${this.timeOf(booking.from)}` : ''}</p>
        ${choiceField(
          { label: msg('Syy'), at: 'reason', wrong: noneWrong },
          cancelReason.options.map((value) => ({ value, words: cancelWords()[value] })),
          this.reason,
          (reason) => (this.reason = reason),
        )}
      </div>
      <wa-button slot="footer" appearance="plain" variant="brand" data-dialog="close">${msg('Pidä aika')}</wa-button>
      <wa-button slot="footer" variant="danger" @click=${() => void this.cancel()}>${msg('Peru aika')}</wa-button>
    </wa-dialog>`;
  }

  /** The nearest free times after the one that is lost, and after now. */
  private async offer({ id, serviceId, slots, channel, from }: Booking): Promise<void> {
    if (this.moving?.id === id) {
      this.moving = undefined;
      return;
    }
    this.moving = { id, times: undefined };
    const first = from > new Date().toISOString() ? from : new Date().toISOString();
    await this.attempt(async () => {
      const times = await listFreeTimes(
        { pointId: this.point.id, serviceId, slots, channel },
        dayOf(first, this.point.timeZone),
        searchedDays,
      );
      if (this.moving?.id !== id) return;
      const open = times
        .map((time) => this.opened(time, slots))
        .filter(({ from: other, roomIds }) => other !== from && roomIds.length > 0);
      const nearest = open.toSorted((a, b) => distance(a.from, from) - distance(b.from, from));
      this.moving = { id, times: nearest.slice(0, offered).toSorted((a, b) => a.from.localeCompare(b.from)) };
    });
  }

  /** A free time with those of its rooms that stay open. */
  private opened({ from, roomIds }: FreeTime, slots: number): FreeTime {
    const { closing } = this;
    const end = new Date(Date.parse(from) + minutes(slots * slotMinutes)).toISOString();
    if (!closing || end <= closing.from || from >= closing.to) return { from, roomIds };
    return { from, roomIds: closing.roomId === null ? [] : roomIds.filter((id) => id !== closing.roomId) };
  }

  private async move(booking: Booking, { from, roomIds: [roomId] }: FreeTime): Promise<void> {
    await this.attempt(async () => {
      await moveBooking(booking, { pointId: this.point.id, from, slots: booking.slots, ...(roomId ? { roomId } : {}) });
      this.moving = undefined;
    });
    this.dispatchEvent(new CustomEvent('booking-changed'));
  }

  private async cancel(): Promise<void> {
    const booking = this.cancelling;
    this.cancelling = undefined;
    if (!booking) return;
    await this.attempt(() => cancelBooking(booking, this.reason));
    this.dispatchEvent(new CustomEvent('booking-changed'));
  }

  private async attempt(deed: () => Promise<unknown>): Promise<void> {
    this.failure = undefined;
    try {
      await deed();
    } catch (failure) {
      if (!(failure instanceof RequestFailure)) throw failure;
      this.failure = failure.inWords;
      this.moving = undefined;
    }
  }

  private nameOf = ({ customer }: Booking): string => customer?.name ?? msg('Nimi poistettu');

  private serviceOf({ serviceId }: Booking): string {
    const service = this.services.find(({ id }) => id === serviceId);
    return service ? inLanguage(service.name) : serviceId;
  }

  private timeOf(from: string): string {
    const { timeZone } = this.point;
    return `${day(from, timeZone)} ${atClock(from, timeZone)}`;
  }
}

const distance = (one: string, other: string): number => Math.abs(Date.parse(one) - Date.parse(other));

declare global {
  interface HTMLElementTagNameMap {
    'hit-list': HitList;
  }
}
