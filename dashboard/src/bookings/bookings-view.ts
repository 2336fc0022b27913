import '@awesome.me/webawesome/dist/components/button/button.js';
import '@awesome.me/webawesome/dist/components/dialog/dialog.js';
import { bookingOperations, type Booking, type Customer, type FreeTime, type ShownPoint } from '@etapiste/protocol';
import { LitElement, html, nothing } from 'lit';
import { customElement, query, state } from 'lit/decorators.js';
import { RequestFailure } from '../api/index.js';
import { clock, day as dayName, inLanguage, localized, msg, str } from '../i18n/index.js';
import { addDays, dayOf, instantOf, mondayOf, weekOf } from '../i18n/wall-time.js';
import { isOld } from '../live/index.js';
import { mayHereAt } from '../people/index.js';
import { KeptFocus, sharedStyles } from '../ui/index.js';
import { moveBooking, readCatalogue, showBooking, type Catalogue } from './bookings.data.js';
import './booking-form.js';
import './booking-panel.js';
import { bookingsViewStyles } from './bookings-view.styles.js';
import './free-time-search.js';
import type { FreeTimeSearch } from './free-time-search.js';
import { HoldController, type ChosenTime } from './hold.controller.js';
import { bookableAt, policyAt, searchFor, type Search } from './search.js';
import { TimetableController } from './timetable.controller.js';
import './week-grid.js';
import { daysShown, planOf, type Column } from './week-plan.js';
import './why-dialog.js';

type Span = 'day' | 'week';

/** Somewhere a booking may go, while a person looks at both times. */
interface Move {
  readonly booking: Booking;
  readonly to: ChosenTime;
}

/**
 * Booking for a customer (R-10–R-18): the calendar of a point's rooms, free times for a service, and the form of one booking. A time is
 * held from the press on, so that whoever talks with a customer on the phone does not lose it.
 */
@customElement('bookings-view')
@localized()
export class BookingsView extends LitElement {
  static override styles = [sharedStyles, bookingsViewStyles];

  @state() private catalogue: Catalogue | undefined;
  @state() private failure: string | undefined;
  @state() private span: Span = 'week';
  @state() private day: string | undefined;
  @state() private roomId: string | undefined;
  @state() private search: Search | undefined;
  @state() private isFormOpen = false;
  @state() private made: Booking | undefined;
  @state() private formFailure: string | undefined;
  @state() private nearest: readonly FreeTime[] = [];
  @state() private isSending = false;
  @state() private opened: Booking | undefined;
  @state() private moving: Booking | undefined;
  @state() private move: Move | undefined;
  @state() private why: string | undefined;
  @state() private said = '';
  private readonly calendar = new TimetableController(this);
  private readonly holding = new HoldController(this);
  private readonly keptFocus = new KeptFocus(this, () => this.renderRoot.querySelector('h1'));
  private isFocusWanted = false;
  @query('free-time-search') private readonly searching!: FreeTimeSearch | null;

  constructor() {
    super();
    this.addController(this.keptFocus);
  }

  /** Where whoever books by keyboard begins. */
  override focus(): void {
    this.isFocusWanted = true;
    this.requestUpdate();
  }

  /** The fields are there only when it is known what can be booked. */
  protected override updated(): void {
    const { searching } = this;
    if (!this.isFocusWanted || !searching) return;
    this.isFocusWanted = false;
    void searching.updateComplete.then(() => searching.focus());
  }

  override connectedCallback(): void {
    super.connectedCallback();
    void this.readAll();
  }

  private async readAll(): Promise<void> {
    try {
      this.catalogue = await readCatalogue();
      this.failure = undefined;
    } catch (failure) {
      if (!(failure instanceof RequestFailure)) throw failure;
      this.failure = failure.inWords;
    }
  }

  /** The points whose rooms this person books. */
  private get points(): readonly ShownPoint[] {
    const all = this.calendar.live.state?.points ?? [];
    return all.filter(({ id }) => mayHereAt(bookingOperations.showTimetable, { pointIds: [id] }));
  }

  private get point(): ShownPoint | undefined {
    const pointId = this.search?.pointId;
    return this.points.find(({ id }) => id === pointId) ?? this.points[0];
  }

  private get now(): Date {
    return this.calendar.live.hubNow();
  }

  protected override willUpdate(): void {
    const { point, catalogue } = this;
    if (!point || !catalogue) return;
    const today = dayOf(this.now, point.timeZone);
    this.day ??= today;
    const services = bookableAt(catalogue, point.id, today, ({ name }) => inLanguage(name));
    const service = services.find(({ id }) => id === this.search?.serviceId) ?? services[0];
    const first: Search | undefined = service && {
      pointId: point.id,
      serviceId: service.id,
      slots: service.slots,
      channel: 'point-phone',
    };
    if (this.search?.pointId !== point.id || this.search.serviceId !== service?.id)
      this.search = first && { ...first, channel: this.search?.channel ?? first.channel };
    if (!point.rooms.some(({ id }) => id === this.roomId)) this.roomId = point.rooms[0]?.id;
    const from = this.span === 'week' ? mondayOf(this.day) : this.day;
    const search = this.moving ? { ...searchFor(this.moving), pointId: point.id } : this.search;
    this.calendar.show({ pointId: point.id, from, days: this.span === 'week' ? 7 : 1, today, search });
  }

  protected override render() {
    const { point, catalogue } = this;
    if (this.failure)
      return html`<notice-note tone="bad" role="alert"
        ><wa-icon slot="mark" name="error"></wa-icon>${this.failure}
        <wa-button variant="brand" appearance="outlined" @click=${() => void this.readAll()}>${msg('Yritä uudelleen')}</wa-button>
      </notice-note>`;
    if (!catalogue || !this.calendar.live.state) return html`<loading-lines label=${msg('Haetaan varauksia')}></loading-lines>`;
    if (!point || !this.day)
      return html`<empty-state icon="calendar" heading=${msg('Ei omia pisteitä')}
        >${msg('Varauksia tekee se, jolla on neuvojan rooli jossakin pisteessä.')}</empty-state
      >`;
    return html`<p class="hidden-text" role="status">${this.said}</p>
      <div class="layout">
        <section class="card find">${this.finder(point, catalogue)}</section>
        <section class=${isOld(this.calendar.live.line) ? 'old' : ''}>
          ${this.head(point)} ${this.table(point)} ${this.legend}
        </section>
      </div>
      ${this.dialogs(point)}`;
  }

  private finder(point: ShownPoint, catalogue: Catalogue) {
    if (!this.search)
      return html`<empty-state heading=${msg('Ei varattavia palveluita')} level="2"
        >${msg('Tässä pisteessä ei ole tänään palveluita, joihin voi varata ajan.')}</empty-state
      >`;
    const today = dayOf(this.now, point.timeZone);
    const maxSlots = Number(policyAt(catalogue.policies, 'bookingMaxSlots', point.id, today) ?? 2);
    return html`<free-time-search
      .search=${this.search}
      .points=${this.points.map(({ id, name, timeZone }) => ({ id, name: inLanguage(name), timeZone }))}
      .services=${bookableAt(catalogue, point.id, today, ({ name }) => inLanguage(name))}
      .nameOfAuthority=${this.nameOfAuthority}
      .first=${this.moving ? [] : this.calendar.first}
      .today=${today}
      .maxSlots=${maxSlots}
      @search-changed=${(event: CustomEvent<Search>) => (this.search = event.detail)}
      @time-chosen=${(event: CustomEvent<ChosenTime>) => void this.choose(event.detail)}
    ></free-time-search>`;
  }

  private head(point: ShownPoint) {
    const date = this.day ?? '';
    const step = this.span === 'week' ? 7 : 1;
    const room = point.rooms.find(({ id }) => id === this.roomId);
    const where = inLanguage(point.name);
    const what =
      this.span === 'week'
        ? msg(str`Viikko ${weekOf(date)}, ${where}${room && point.rooms.length > 1 ? '' : this.roomWords(room?.number)}`)
        : msg(str`${dayName(instantOf(date, '12:00', point.timeZone), point.timeZone)}, ${where}`);
    return html`<div class="head">
        <wa-button
          appearance="outlined"
          variant="brand"
          aria-label=${this.span === 'week' ? msg('Edellinen viikko') : msg('Edellinen päivä')}
          @click=${() => (this.day = addDays(date, -step))}
          ><wa-icon name="chevron-left"></wa-icon
        ></wa-button>
        <wa-button
          appearance="outlined"
          variant="brand"
          aria-label=${this.span === 'week' ? msg('Seuraava viikko') : msg('Seuraava päivä')}
          @click=${() => (this.day = addDays(date, step))}
          ><wa-icon name="chevron-right"></wa-icon
        ></wa-button>
        <h1 tabindex="-1">${what}</h1>
        <span class="grow"></span>
        ${this.rooms(point)}
        <div class="seg" role="group" aria-label=${msg('Näkymä')}>
          ${this.spanButton('day', msg('Päivä'))} ${this.spanButton('week', msg('Viikko'))}
        </div>
      </div>
      ${
        this.moving
          ? html`<notice-note role="status"
              ><wa-icon slot="mark" name="calendar"></wa-icon>${msg(str`Valitse uusi aika: ${this.moving.customer?.name ?? ''}`)}
              <wa-button variant="brand" appearance="plain" @click=${() => (this.moving = undefined)}
                >${msg('Älä siirrä')}</wa-button
              ></notice-note
            >`
          : nothing
      }
      ${
        this.calendar.failure
          ? html`<notice-note tone="bad" role="alert"
              ><wa-icon slot="mark" name="error"></wa-icon>${this.calendar.failure}</notice-note
            >`
          : nothing
      }`;
  }

  private roomWords(number: number | undefined): string {
    return number === undefined ? '' : msg(str`, huone ${number}`);
  }

  /** A week shows one room; a day all of them. */
  private rooms(point: ShownPoint) {
    if (this.span === 'day' || point.rooms.length < 2) return nothing;
    return html`<div class="seg" role="group" aria-label=${msg('Huone')}>
      ${point.rooms.map(
        ({ id, number }) =>
          html`<button type="button" aria-pressed=${id === this.roomId} @click=${() => (this.roomId = id)}>
            ${msg(str`Huone ${number}`)}
          </button>`,
      )}
    </div>`;
  }

  private spanButton(span: Span, words: string) {
    return html`<button type="button" aria-pressed=${this.span === span} @click=${() => (this.span = span)}>${words}</button>`;
  }

  private table(point: ShownPoint) {
    const { timetable, free } = this.calendar;
    const { timeZone } = point;
    const date = this.day ?? '';
    const columns =
      this.span === 'week'
        ? daysShown(mondayOf(date), timeZone, timetable, free).map((day) => ({ day, roomId: this.roomId ?? '' }))
        : point.rooms.map(({ id }) => ({ day: date, roomId: id }));
    const headOf = ({ day, roomId }: Column) =>
      this.span === 'week'
        ? dayName(instantOf(day, '12:00', timeZone), timeZone)
        : msg(str`huone ${point.rooms.find(({ id }) => id === roomId)?.number ?? ''}`);
    return html`<week-grid
      aria-busy=${timetable === undefined}
      .plan=${planOf({ timeZone, now: this.now, columns, timetable, free })}
      .timeZone=${timeZone}
      .today=${dayOf(this.now, timeZone)}
      .headOf=${headOf}
      .nameOfAuthority=${this.nameOfAuthority}
      .ownHoldId=${this.holding.hold?.id}
      .movingId=${this.moving?.id}
      @time-chosen=${(event: CustomEvent<ChosenTime>) => void this.choose(event.detail)}
      @booking-opened=${(event: CustomEvent<Booking>) => (this.opened = event.detail)}
      @booking-drawn=${(event: CustomEvent<Booking>) => (this.moving = event.detail)}
      @booking-let-go=${() => this.move === undefined && (this.moving = undefined)}
      @booking-dropped=${({ detail }: CustomEvent<Move>) => (this.move = detail)}
      @why-asked=${(event: CustomEvent<ChosenTime>) => (this.why = event.detail.from)}
    ></week-grid>`;
  }

  private get legend() {
    return html`<ul class="legend small">
      <li><i class="free"></i>${msg('Vapaa tähän palveluun')}</li>
      <li><i class="booked"></i>${msg('Varattu')}</li>
      <li><i class="here"></i>${msg('Asiakas paikalla')}</li>
      <li><i class="held"></i>${msg('Toinen varaa parhaillaan')}</li>
      <li><i class="shut"></i>${msg('Suljettu')}</li>
      <li class="last">
        <button type="button" class="link" ?hidden=${!this.search} @click=${this.askWhy}>
          ${msg('Miksi jokin aika ei ole vapaa?')}
        </button>
      </li>
    </ul>`;
  }

  private dialogs(point: ShownPoint) {
    const place = (roomId: string | undefined) => {
      const number = point.rooms.find(({ id }) => id === roomId)?.number;
      return `${inLanguage(point.name)}${this.roomWords(number)}`;
    };
    const current = this.made ?? this.holding.hold;
    return html`<booking-form
        ?open=${this.isFormOpen}
        .hold=${this.holding.hold}
        .booking=${this.made}
        .place=${place(current?.roomId)}
        .service=${this.serviceName(current?.serviceId ?? this.search?.serviceId)}
        .timeZone=${point.timeZone}
        .languages=${point.languages}
        .failure=${this.formFailure}
        .nearest=${this.nearest}
        .isBusy=${this.isSending}
        @customer-given=${(event: CustomEvent<Customer>) => void this.bookFor(event.detail)}
        @time-chosen=${(event: CustomEvent<ChosenTime>) => void this.choose(event.detail)}
        @dismissed=${this.closeForm}
      ></booking-form>
      <booking-panel
        .booking=${this.opened}
        .place=${place(this.opened?.roomId)}
        .service=${this.serviceName(this.opened?.serviceId)}
        .timeZone=${point.timeZone}
        @move-wanted=${this.beginMove}
        @booking-changed=${this.onChanged}
        @dismissed=${this.onDismissed}
      ></booking-panel>
      <why-dialog
        ?open=${this.why !== undefined}
        .from=${this.why}
        .search=${this.search}
        .timeZone=${point.timeZone}
        @dismissed=${this.onDismissed}
      ></why-dialog>
      ${this.moveDialog(point)}`;
  }

  private moveDialog(point: ShownPoint) {
    const { move } = this;
    const words = (from: string) => `${dayName(from, point.timeZone)} ${msg(str`klo ${clock(from, point.timeZone)}`)}`;
    return html`<wa-dialog
      label=${msg('Siirretäänkö aika?')}
      ?open=${move !== undefined}
      @wa-after-hide=${() => {
        this.move = undefined;
        this.moving = undefined;
      }}
    >
      ${
        move
          ? html`<p><b>${move.booking.customer?.name ?? ''}</b></p>
              <p class="num">${words(move.booking.from)} → <b>${words(move.to.from)}</b></p>
              ${this.formFailure ? html`<notice-note tone="bad" role="alert">${this.formFailure}</notice-note>` : nothing}`
          : nothing
      }
      <wa-button slot="footer" appearance="plain" variant="brand" data-dialog="close">${msg('Älä siirrä')}</wa-button>
      <wa-button slot="footer" variant="brand" autofocus ?loading=${this.isSending} @click=${this.doMove}
        >${msg('Siirrä')}</wa-button
      >
    </wa-dialog>`;
  }

  private readonly nameOfAuthority = (authorityId: string): string => {
    const authority = this.catalogue?.authorities.find(({ id }) => id === authorityId);
    return authority ? inLanguage(authority.shortName) : authorityId;
  };

  private serviceName(serviceId: string | undefined): string {
    const service = this.catalogue?.services.find(({ id }) => id === serviceId);
    return service ? inLanguage(service.name) : '';
  }

  /** A free time is pressed: it is kept, and the form opens; or the booking that is being moved may go there. */
  private async choose(time: ChosenTime): Promise<void> {
    if (this.moving) {
      this.formFailure = undefined;
      this.move = { booking: this.moving, to: time };
      return;
    }
    if (!this.search) return;
    this.made = undefined;
    this.nearest = [];
    this.formFailure = undefined;
    await this.told(() => this.holding.take(this.search as Search, time));
    this.isFormOpen = true;
  }

  private async bookFor(customer: Customer): Promise<void> {
    this.isSending = true;
    const { search } = this;
    await this.told(async () => {
      if (!search) return;
      this.made = await this.holding.book(search.channel, customer);
      this.said = msg('Aika on varattu.');
    });
    this.isSending = false;
    void this.calendar.read();
  }

  private readonly doMove = async (): Promise<void> => {
    const { move, point } = this;
    if (!move || !point) return;
    this.isSending = true;
    await this.told(async () => {
      const { from, roomId } = move.to;
      await moveBooking(move.booking, { pointId: point.id, from, slots: move.booking.slots, ...(roomId ? { roomId } : {}) });
      this.move = undefined;
      this.moving = undefined;
      this.said = msg('Aika on siirretty.');
    });
    this.isSending = false;
    void this.calendar.read();
  };

  private readonly beginMove = ({ detail }: CustomEvent<Booking>): void => {
    this.opened = undefined;
    this.moving = detail;
  };

  private readonly onChanged = ({ detail }: CustomEvent<Booking>): void => {
    this.opened = detail;
    this.said = msg('Varausta on muutettu.');
    void this.calendar.read();
  };

  private readonly onDismissed = (event: Event): void => {
    this.opened = undefined;
    this.why = undefined;
    this.keptFocus.keep(event.currentTarget as Element);
  };

  private readonly closeForm = (event: Event): void => {
    this.holding.giveUp();
    this.isFormOpen = false;
    this.made = undefined;
    this.keptFocus.keep(event.currentTarget as Element);
  };

  private readonly askWhy = (): void => {
    const now = this.now.getTime();
    this.why = new Date(now - (now % 1_800_000) + 1_800_000).toISOString();
  };

  /** What went wrong is said in the dialog that is open; a lost race with the nearest times (PEERS 1). */
  private async told(work: () => Promise<void>): Promise<void> {
    this.formFailure = undefined;
    this.nearest = [];
    try {
      await work();
    } catch (failure) {
      if (!(failure instanceof RequestFailure)) throw failure;
      this.formFailure = failure.inWords;
      const nearest = failure.details?.extra?.['nearest'];
      if (Array.isArray(nearest)) this.nearest = nearest as FreeTime[];
      if (failure.code === 'version-differs' && this.moving) this.moving = await showBooking(this.moving.id);
    }
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'bookings-view': BookingsView;
  }
}
