import '@awesome.me/webawesome/dist/components/icon/icon.js';
import type { Booking } from '@etapiste/protocol';
import { LitElement, html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { classMap } from 'lit/directives/class-map.js';
import { styleMap } from 'lit/directives/style-map.js';
import { clock, day as dayName, inLanguage, localized, msg, str } from '../i18n/index.js';
import { instantOf } from '../i18n/wall-time.js';
import { sharedStyles } from '../ui/index.js';
import { whyNotWords } from './booking-words.js';
import type { ChosenTime } from './hold.controller.js';
import type { Column, Entry, Plan } from './week-plan.js';
import { weekGridStyles } from './week-grid.styles.js';

const rowHeight = 47;

/**
 * A calendar of half hours, one column a day or a room. Says `time-chosen` (ChosenTime) for a free time, `booking-opened` (Booking),
 * `why-asked` (ChosenTime) for one that is not free, and `booking-dropped` ({booking, to}) for one that was drawn to a free time.
 */
@customElement('week-grid')
@localized()
export class WeekGrid extends LitElement {
  static override styles = [sharedStyles, weekGridStyles];

  @property({ attribute: false }) plan: Plan = { times: [], columns: [] };
  @property({ attribute: false }) timeZone = 'Europe/Helsinki';
  @property({ attribute: false }) today = '';
  /** What stands above a column. */
  @property({ attribute: false }) headOf: (column: Column) => string = ({ day }) =>
    dayName(instantOf(day, '12:00', this.timeZone));
  @property({ attribute: false }) nameOfAuthority: (authorityId: string) => string = (id) => id;
  /** The hold of this page. */
  @property({ attribute: false }) ownHoldId: string | undefined;
  /** The booking that is being moved. */
  @property({ attribute: false }) movingId: string | undefined;
  @state() private over: string | undefined;
  private drawn: Booking | undefined;

  protected override render() {
    const { times, columns } = this.plan;
    const layout = {
      gridTemplateColumns: `58px repeat(${columns.length}, minmax(0, 1fr))`,
      gridTemplateRows: `40px repeat(${times.length}, ${rowHeight}px)`,
    };
    return html`<div class="frame">
      <div class="grid" style=${styleMap(layout)}>
        ${columns.map((column, index) => this.head(column, index + 2))}
        ${times.map(
          (time, row) => html`<div class="hour num" style=${place(1, row, 1)}>${Number(time.slice(0, 2))}.${time.slice(3)}</div>`,
        )}
        ${columns.map((column, index) => column.entries.map((entry) => this.entry(entry, column, index + 2)))}
      </div>
    </div>`;
  }

  private head(column: Column, place: number) {
    const isToday = column.day === this.today;
    const name = this.headOf(column);
    return html`<div class=${classMap({ head: true, today: isToday })} style=${styleMap({ gridColumn: String(place) })}>
      ${isToday ? msg(str`tänään ${name}`) : name}
    </div>`;
  }

  private entry(entry: Entry, { day, roomId }: Column, column: number) {
    const at = { from: entry.from, roomId };
    const style = place(column, entry.row, entry.rows);
    const cells = Array.from(
      { length: entry.rows },
      (_, index) =>
        html`<div
          class=${classMap({ cell: true, past: entry.kind === 'nothing' && entry.isPast })}
          style=${place(column, entry.row + index, 1)}
        ></div>`,
    );
    const words = `${dayName(instantOf(day, '12:00', this.timeZone), this.timeZone)} ${clock(entry.from, this.timeZone)}`;
    switch (entry.kind) {
      case 'booking':
        return [cells, this.booking(entry.booking, style, words)];
      case 'hold':
        return [cells, this.hold(entry.hold.id === this.ownHoldId, entry.from, style)];
      case 'free':
        return [cells, this.free(at, style, words)];
      case 'closed':
        return [
          cells,
          html`<button type="button" class="entry shut" style=${style} tabindex="-1" @click=${() => this.say('why-asked', at)}>
            <wa-icon name="lock"></wa-icon><b>${msg('Suljettu')}</b>
            ${entry.rows > 1 ? html`<span>${entry.why.reason ? inLanguage(entry.why.reason) : whyNotWords(entry.why)}</span>` : nothing}
          </button>`,
        ];
      case 'nothing':
        return [
          cells,
          html`<button
            type="button"
            class="entry why"
            style=${style}
            tabindex="-1"
            aria-label=${msg(str`${words}, ei vapaa. Miksi?`)}
            @click=${() => this.say('why-asked', at)}
          >
            <span aria-hidden="true">${msg('Miksi ei vapaa?')}</span>
          </button>`,
        ];
    }
  }

  private booking(booking: Booking, style: unknown, words: string) {
    const { customer, authorityId, state: its, isClosedOver } = booking;
    const name = customer?.name ?? msg('Asiakas');
    const isHere = its === 'arrived';
    return html`<button
      type="button"
      class=${classMap({ entry: true, booked: !isHere, here: isHere, hit: isClosedOver, moving: booking.id === this.movingId })}
      style=${style}
      draggable=${its === 'booked'}
      aria-label=${`${words}, ${this.nameOfAuthority(authorityId)}, ${name}${isHere ? `, ${msg('paikalla')}` : ''}${isClosedOver ? `, ${msg('tila on suljettu silloin')}` : ''}`}
      @click=${() => this.say('booking-opened', booking)}
      @dragstart=${(event: DragEvent) => this.draw(event, booking)}
      @dragend=${() => this.letGo()}
    >
      ${this.nameOfAuthority(authorityId)}<span
        >${name}${isHere ? `, ${msg('paikalla')}` : ''}${isClosedOver ? `, ${msg('siirrettävä')}` : ''}</span
      >
    </button>`;
  }

  private hold(isOwn: boolean, from: string, style: unknown) {
    if (isOwn)
      return html`<div class="entry free own" style=${style}>${clock(from, this.timeZone)}<span>${msg('valittu')}</span></div>`;
    return html`<div class="entry held" style=${style}><wa-icon name="m-held"></wa-icon>${msg('Varataan')}</div>`;
  }

  private free(at: ChosenTime, style: unknown, words: string) {
    const key = `${at.roomId} ${at.from}`;
    return html`<button
      type="button"
      class=${classMap({ entry: true, free: true, over: this.over === key })}
      style=${style}
      aria-label=${msg(str`${words}, vapaa`)}
      @click=${() => this.say('time-chosen', at)}
      @dragover=${(event: DragEvent) => {
        if (!this.drawn) return;
        event.preventDefault();
        this.over = key;
      }}
      @dragleave=${() => (this.over = undefined)}
      @drop=${(event: DragEvent) => {
        event.preventDefault();
        const { drawn } = this;
        this.letGo();
        if (drawn) this.say('booking-dropped', { booking: drawn, to: at });
      }}
    >
      <wa-icon name="plus"></wa-icon>${clock(at.from, this.timeZone)}
    </button>`;
  }

  private draw(event: DragEvent, booking: Booking): void {
    this.drawn = booking;
    event.dataTransfer?.setData('text/plain', booking.code);
    this.say('booking-drawn', booking);
  }

  private letGo(): void {
    this.drawn = undefined;
    this.over = undefined;
    this.say('booking-let-go', undefined);
  }

  private say(name: string, detail: unknown): void {
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }
}

const place = (column: number, row: number, rows: number) =>
  styleMap({ gridColumn: String(column), gridRow: `${row + 2} / span ${rows}` });

declare global {
  interface HTMLElementTagNameMap {
    'week-grid': WeekGrid;
  }
}
