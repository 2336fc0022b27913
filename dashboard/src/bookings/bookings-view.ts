import '@awesome.me/webawesome/dist/components/button/button.js';
import { LitElement, html, nothing } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import type { Booking, FreeTime, ShownPoint } from '@etapiste/protocol';
import { currentLanguage, inLanguage, localized, msg, str } from '../i18n/index.js';
import { dayOf } from '../i18n/wall-time.js';
import { isOld } from '../live/index.js';
import { KeptFocus, TickController, sharedStyles } from '../ui/index.js';
import { closedWords, spanWords, type BlockNames } from './block-words.js';
import './booked-note.js';
import './booking-form.js';
import type { BookWanted } from './booking-form.js';
import { BookingKeys } from './booking-keys.js';
import './booking-panel.js';
import { BookingWeekController } from './booking-week.controller.js';
import { bookingsViewStyles } from './bookings-view.styles.js';
import { HeldTimeController } from './held-time.controller.js';
import './move-panel.js';
import { panelStyles } from './panel.styles.js';
import './time-finder.js';
import { timesOffered, type ChoiceEvent } from './time-finder.js';
import './time-list.js';
import './week-grid.js';
import type { BookingDropped, BookingOpened, Place, PlaceEvent } from './week-grid.js';
import { WeekHead, type Looks } from './week-head.js';
import { columnsOf, viewedWeek, type ViewedWeek } from './week-view.js';
import './why-not-dialog.js';

type Panel =
  | { readonly kind: 'find' }
  | { readonly kind: 'form' }
  | { readonly kind: 'booked'; readonly booking: Booking }
  | { readonly kind: 'booking'; readonly booking: Booking }
  | { readonly kind: 'move'; readonly booking: Booking; readonly to?: Place };

/** The advisor's booking page: finding and booking beside the week of the rooms, all of it by mouse or by keyboard alone. */
@customElement('bookings-view')
@localized()
export class BookingsView extends LitElement {
  static override styles = [sharedStyles, panelStyles, bookingsViewStyles];

  /** Whether somebody came here by key for a new booking: the focus goes to its first field. */
  @property({ type: Boolean }) begins = false;
  /** Whether letters and digits act. */
  @property({ attribute: false }) areKeysOn = true;
  @state() private panel: Panel = { kind: 'find' };
  @state() private looks: Looks = { view: matchMedia('(max-width: 56em)').matches ? 'list' : 'week', roomId: '', day: '' };
  @state() private asked: Place | undefined;
  @query('time-finder, booking-form, booked-note, booking-panel, move-panel') private readonly content!: HTMLElement | null;
  private readonly week = new BookingWeekController(this);
  private readonly held = new HeldTimeController(this);
  private readonly head = new WeekHead(this, this.week);
  private announcement = '';

  constructor() {
    super();
    // What is past greys by itself.
    this.addController(new TickController(this, 30_000));
    this.addController(new KeptFocus(this, () => this.content));
    this.addController(
      new BookingKeys(() => this.areKeysOn && this.asked === undefined, {
        find: () => this.find(),
        take: (index) => this.takeFirst(index),
        letGo: () => this.panel.kind !== 'find' && this.close(),
      }),
    );
  }

  /** Where a new booking begins: its first field, whatever was open. */
  find(): void {
    if (this.panel.kind !== 'find') this.close();
    void this.updateComplete.then(() => this.content?.focus());
  }

  protected override updated(): void {
    if (!this.begins || !this.content) return;
    this.begins = false;
    this.find();
  }

  protected override render() {
    const { week } = this;
    if (!week.catalogue) return week.failure ? this.failed : html`<div class="card wide">${loading()}</div>`;
    if (!week.wanted || !week.point)
      return html`<div class="card wide">
        <empty-state heading=${msg('Ei varattavia palveluja')} icon="calendar" level="2"
          >${msg('Kun pisteelläsi on sopimus palvelusta, sen vapaat ajat tulevat tähän.')}</empty-state
        >
      </div>`;
    const viewed = week.timetable && this.viewed(week.point);
    return html`
      <p class="hidden-text" role="status">${this.announcement}</p>
      ${week.failure ? this.failed : nothing}
      <section class="card panel" aria-label=${msg('Varaaminen')}>${this.side(week.point)}</section>
      <section class=${isOld(week.line) ? 'old' : ''} aria-label=${msg('Huoneiden ajat')}>
        ${this.head.render(this.looks, week.point, (looks) => (this.looks = { ...this.looks, ...looks }))}
        ${viewed ? this.times(viewed, week.point) : html`<div class="card">${loading()}</div>`}
      </section>
      ${this.whyNot(viewed)}
    `;
  }

  private get failed() {
    return html`<notice-note class="wide" tone="bad" role="alert"
      ><wa-icon slot="mark" name="error"></wa-icon>${msg('Varauksia ei saatu haettua.')} ${this.week.failure}
      <wa-button slot="actions" variant="brand" appearance="outlined" @click=${this.week.begin}
        >${msg('Hae uudelleen')}</wa-button
      ></notice-note
    >`;
  }

  private side(point: ShownPoint) {
    const { panel, week, held } = this;
    const common = { timeZone: week.timeZone, today: week.today };
    switch (panel.kind) {
      case 'find':
        return html`<time-finder
          .catalogue=${week.catalogue}
          .points=${week.points}
          .wanted=${week.wanted}
          .firstFree=${week.firstFree}
          .timeZone=${common.timeZone}
          .today=${common.today}
          @choice-changed=${(event: ChoiceEvent) => week.choose(event.detail)}
          @first-chosen=${(event: CustomEvent<FreeTime>) => this.takeFree(event.detail)}
        ></time-finder>`;
      case 'form':
        return html`<booking-form
          .held=${held}
          .state=${held.state}
          .service=${this.serviceName(held.chosen?.serviceId)}
          .place=${this.placeName(held.hold?.roomId ?? held.chosen?.roomId)}
          .timeZone=${common.timeZone}
          .today=${common.today}
          .usualLanguage=${point.languages[0] ?? currentLanguage()}
          .blockedBy=${this.blockedBy}
          @book-wanted=${this.onBook}
          @time-instead=${(event: CustomEvent<FreeTime>) => this.takeFree(event.detail)}
          @dismissed=${() => this.close()}
        ></booking-form>`;
      case 'booked':
        return html`<booked-note
          .booking=${panel.booking}
          .service=${this.serviceName(panel.booking.serviceId)}
          .place=${this.placeName(panel.booking.roomId)}
          .timeZone=${common.timeZone}
          @dismissed=${() => this.close()}
        ></booked-note>`;
      case 'booking':
        return html`<booking-panel
          .booking=${panel.booking}
          .service=${this.serviceName(panel.booking.serviceId)}
          .place=${this.placeName(panel.booking.roomId)}
          .timeZone=${common.timeZone}
          .blockedBy=${this.blockedBy}
          @move-wanted=${() => this.beginMove(panel.booking)}
          @booking-changed=${(event: BookingOpened) => this.changed(event.detail)}
          @dismissed=${() => this.close()}
        ></booking-panel>`;
    }
    panel.kind satisfies 'move';
    return html`<move-panel
      .booking=${panel.booking}
      .to=${panel.to}
      .place=${this.placeName(panel.to?.roomId)}
      .firstFree=${week.firstFree}
      .timeZone=${common.timeZone}
      .today=${common.today}
      .blockedBy=${this.blockedBy}
      @time-instead=${(event: CustomEvent<FreeTime>) => this.takeFree(event.detail)}
      @booking-moved=${(event: BookingOpened) => this.moved(event.detail)}
      @booking-changed=${(event: BookingOpened) => (this.panel = { ...panel, booking: event.detail })}
      @dismissed=${() => this.close()}
    ></move-panel>`;
  }

  private times(viewed: ViewedWeek, point: ShownPoint) {
    const { names, chosen } = this;
    const headings = viewed.columns.map(({ column }) => this.head.columnName(this.looks, column, point));
    const on = {
      chosen: (event: PlaceEvent) => this.take(event.detail),
      opened: (event: BookingOpened) => this.open({ kind: 'booking', booking: event.detail }),
    };
    if (this.looks.view === 'list')
      return html`<time-list
        .view=${viewed}
        .names=${names}
        .headings=${headings}
        .chosen=${chosen}
        @time-chosen=${on.chosen}
        @booking-opened=${on.opened}
      ></time-list>`;
    return html`<week-grid
        .view=${viewed}
        .names=${names}
        .headings=${headings}
        .today=${this.week.today}
        .chosen=${chosen}
        .openedId=${'booking' in this.panel ? this.panel.booking.id : undefined}
        ?movable=${this.blockedBy === undefined}
        @time-chosen=${on.chosen}
        @booking-opened=${on.opened}
        @why-asked=${(event: PlaceEvent) => (this.asked = event.detail)}
        @booking-lifted=${(event: BookingOpened) => this.lifted(event.detail)}
        @booking-let-go=${() => this.panel.kind !== 'move' && this.week.lookBack()}
        @booking-dropped=${(event: BookingDropped) =>
          this.open({
            kind: 'move',
            booking: event.detail.booking,
            to: { from: event.detail.from, roomId: event.detail.roomId },
          })}
      ></week-grid>
      ${this.head.legend(() => this.askFirst(viewed))}`;
  }

  private whyNot(viewed: ViewedWeek | undefined) {
    const { week } = this;
    return html`<why-not-dialog
      .asked=${this.asked}
      .wanted=${week.wanted}
      .service=${this.serviceName(week.wanted?.serviceId)}
      .days=${[...new Set(viewed?.columns.map(({ column }) => column.day))]}
      .hours=${viewed?.hours ?? []}
      .timeZone=${week.timeZone}
      .today=${week.today}
      .free=${week.free}
      @time-asked=${(event: PlaceEvent) => (this.asked = event.detail)}
      @time-instead=${(event: CustomEvent<FreeTime>) => {
        this.asked = undefined;
        this.takeFree(event.detail);
      }}
      @dismissed=${() => (this.asked = undefined)}
    ></why-not-dialog>`;
  }

  private viewed(point: ShownPoint): ViewedWeek | undefined {
    const { week, looks } = this;
    if (!week.timetable) return undefined;
    const known = { timetable: week.timetable, free: week.free, timeZone: week.timeZone, now: week.now };
    const roomIds = point.rooms.map(({ id }) => id);
    const shown = { ...looks, ...this.head.within(looks, point) };
    return viewedWeek(columnsOf(shown, roomIds, week.monday, known), known);
  }

  private get names(): BlockNames {
    const { timeZone, catalogue } = this.week;
    const names = new Map(catalogue?.authorities.map(({ id, shortName }) => [id, inLanguage(shortName)]));
    return { timeZone, authority: (id) => names.get(id) ?? id, closed: (closed) => closedWords(closed, timeZone) };
  }

  /** The time that is being booked or moved to, as the week shows it. */
  private get chosen(): Place | undefined {
    if (this.panel.kind === 'move') return this.panel.to;
    const { chosen, hold } = this.held;
    return chosen && { from: chosen.from, roomId: hold?.roomId ?? chosen.roomId ?? '' };
  }

  private get blockedBy(): string | undefined {
    return isOld(this.week.line) ? msg('Ei onnistu, kun yhteys on poikki.') : undefined;
  }

  private takeFree({ from, roomIds }: FreeTime): void {
    const roomId = roomIds.find((id) => id === this.head.within(this.looks, this.week.point).roomId) ?? roomIds[0];
    if (roomId) this.take({ from, roomId });
  }

  private takeFirst(index: number): void {
    const time = index < timesOffered ? this.week.firstFree?.[index] : undefined;
    if (this.panel.kind === 'find' && time) this.takeFree(time);
  }

  /** A free time: what the open panel is about moves to it, and without any it is held for a new booking. */
  private take(place: Place): void {
    this.showTime(place);
    if (this.panel.kind === 'move') return this.open({ ...this.panel, to: place });
    const { wanted } = this.week;
    if (!wanted || this.blockedBy !== undefined) return;
    void this.held.choose({ ...wanted, ...(this.held.chosen && { channel: this.held.chosen.channel }), ...place });
    if (this.panel.kind !== 'form') this.open({ kind: 'form' });
  }

  private showTime({ from, roomId }: Place): void {
    const at = dayOf(from, this.week.timeZone);
    this.week.showWeekOf(at);
    this.looks = { ...this.looks, roomId, day: at };
  }

  private readonly onBook = async (event: BookWanted): Promise<void> => {
    const booking = await this.held.book(event.detail);
    if (!booking) return;
    this.say(msg(str`Aika on varattu: ${spanWords(booking.from, booking.slots, this.week.timeZone)}`));
    this.open({ kind: 'booked', booking });
    void this.week.read();
  };

  private beginMove(booking: Booking): void {
    this.lifted(booking);
    this.open({ kind: 'move', booking });
  }

  /** Its own free times are shown while a booking moves. */
  private lifted({ pointId, serviceId, slots, channel }: Booking): void {
    this.held.giveUp();
    this.week.lookAside({ pointId, serviceId, slots, channel });
  }

  private moved(booking: Booking): void {
    this.say(msg(str`Varaus on siirretty: ${spanWords(booking.from, booking.slots, this.week.timeZone)}`));
    this.changed(booking);
    this.open({ kind: 'booking', booking });
  }

  private changed(booking: Booking): void {
    if (this.panel.kind === 'booking') this.panel = { kind: 'booking', booking };
    void this.week.read();
  }

  private open(panel: Panel): void {
    if (panel.kind !== 'form') this.held.giveUp();
    if (panel.kind !== 'move') this.week.lookBack();
    this.panel = panel;
    void this.updateComplete.then(() => this.content?.focus());
  }

  private close(): void {
    const wasHeld = this.panel.kind === 'form';
    this.open({ kind: 'find' });
    if (wasHeld) void this.week.read();
  }

  private askFirst(viewed: ViewedWeek): void {
    const column = viewed.columns.find(({ blocks }) => blocks.some(({ kind }) => kind === 'empty')) ?? viewed.columns[0];
    const block = column?.blocks.find((each) => each.kind === 'empty' && !each.isPast) ?? column?.blocks[0];
    if (column && block) this.asked = { from: block.from, roomId: column.column.roomId };
  }

  private serviceName(serviceId: string | undefined): string {
    const service = this.week.catalogue?.services.find(({ id }) => id === serviceId);
    return service ? inLanguage(service.name) : '';
  }

  private placeName(roomId: string | undefined): string {
    return this.head.placeName(roomId, this.week.points);
  }

  private say(words: string): void {
    this.announcement = words;
  }
}

const loading = () => html`<loading-lines label=${msg('Haetaan varauksia')}></loading-lines>`;

declare global {
  interface HTMLElementTagNameMap {
    'bookings-view': BookingsView;
  }
}
