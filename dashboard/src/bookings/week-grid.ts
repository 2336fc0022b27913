import { LitElement, html } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { classMap } from 'lit/directives/class-map.js';
import { repeat } from 'lit/directives/repeat.js';
import type { Booking } from '@etapiste/protocol';
import { clock, localized, msg } from '../i18n/index.js';
import { sharedStyles } from '../ui/index.js';
import { blockWords, spanWords, type BlockNames } from './block-words.js';
import { weekGridStyles } from './week-grid.styles.js';
import type { Block, Column, ViewedWeek } from './week-view.js';

/** A time in a room. */
export interface Place {
  readonly from: string;
  readonly roomId: string;
}
export type PlaceEvent = CustomEvent<Place>;
export type BookingOpened = CustomEvent<Booking>;
export type BookingDropped = CustomEvent<Place & { readonly booking: Booking }>;

/**
 * Rooms and days as columns of half hours, every one of them a button: a free time is chosen, a booking opened, and whatever else
 * says why it is not free. One tab stop; arrows move within. Says `time-chosen`, `booking-opened`, `why-asked`, `booking-lifted`,
 * `booking-dropped` and, when the mouse lets go wherever it is, `booking-let-go`.
 */
@customElement('week-grid')
@localized()
export class WeekGrid extends LitElement {
  static override styles = [sharedStyles, weekGridStyles];

  @property({ attribute: false }) view!: ViewedWeek;
  @property({ attribute: false }) names!: BlockNames;
  /** What a column is called: the day, or the room. */
  @property({ attribute: false }) headings: readonly string[] = [];
  @property({ attribute: false }) today = '';
  @property({ attribute: false }) chosen: Place | undefined;
  @property({ attribute: false }) openedId: string | undefined;
  /** Whether bookings may be moved by whoever is here. */
  @property({ type: Boolean }) movable = false;
  @state() private stop = 'c0r0';
  @state() private over = '';
  private lifted: Booking | undefined;

  protected override willUpdate(): void {
    const places = this.view.columns.flatMap(({ blocks }, index) => blocks.map((block) => placeKey(index, block)));
    if (places.includes(this.stop)) return;
    this.stop = places[0] ?? '';
  }

  protected override render() {
    const { columns, hours } = this.view;
    return html`<div class="scroll">
      <div
        class="grid"
        role="group"
        aria-label=${msg('Ajat. Nuolilla liikutaan, Enter valitsee.')}
        style="--columns:${columns.length};--rows:${hours.length}"
        @keydown=${this.onKey}
        @focusin=${this.onFocus}
      >
        ${hours.map(
          (hour, row) =>
            html`<div class="hour num" aria-hidden="true" style="grid-row:${row + 2}">
              ${Number(hour.slice(0, 2))}.${hour.slice(3)}
            </div>`,
        )}
        ${columns.map(({ column, blocks }, index) => this.column(column, blocks, index))}
      </div>
    </div>`;
  }

  private column({ day, roomId }: Column, blocks: readonly Block[], index: number) {
    const isToday = day === this.today;
    return html`<div class="column" role="group" aria-label=${this.headings[index] ?? ''}>
      <h2 class=${isToday ? 'today' : ''} style="grid-column:${index + 2}">${this.headings[index]}</h2>
      ${repeat(
        blocks,
        ({ row }) => row,
        (block) => this.cell(block, roomId, index),
      )}
    </div>`;
  }

  private cell(block: Block, roomId: string, index: number) {
    const key = placeKey(index, block);
    const place = { from: block.from, roomId };
    const isPast = block.kind === 'empty' && block.isPast;
    return html`<div
      class=${classMap({ cell: true, past: isPast, over: this.over === key })}
      style="grid-column:${index + 2};grid-row:${block.row + 2}/span ${block.rows}"
      @dragover=${(event: DragEvent) => this.onOver(event, key)}
      @dragleave=${() => (this.over = '')}
      @drop=${(event: DragEvent) => this.onDrop(event, place)}
    >
      ${this.button(block, place, key)}
    </div>`;
  }

  private button(block: Block, place: Place, key: string) {
    const { names } = this;
    const label = blockWords(block, names);
    const tabIndex = key === this.stop ? 0 : -1;
    switch (block.kind) {
      case 'free': {
        const isChosen = this.chosen?.from === block.from && this.chosen.roomId === place.roomId;
        return html`<button
          type="button"
          class="free ${isChosen ? 'chosen' : ''}"
          data-key=${key}
          tabindex=${tabIndex}
          aria-pressed=${isChosen}
          aria-label=${isChosen ? this.chosenWords(block) : label}
          @click=${() => this.say('time-chosen', place)}
        >
          <wa-icon name=${isChosen ? 'check' : 'plus'} aria-hidden="true"></wa-icon>${clock(block.from, names.timeZone)}
          ${isChosen ? html`<span>${msg('valittu')}</span>` : ''}
        </button>`;
      }
      case 'booking': {
        const { booking } = block;
        const details = [booking.customer?.name ?? msg('Tiedot poistettu'), booking.state === 'arrived' ? msg('paikalla') : ''];
        return html`<button
          type="button"
          class=${classMap({
            booking: true,
            arrived: booking.state === 'arrived',
            opened: booking.id === this.openedId,
            'over-closed': booking.isClosedOver,
          })}
          data-key=${key}
          tabindex=${tabIndex}
          aria-label=${label}
          draggable=${this.movable && booking.state === 'booked'}
          @dragstart=${(event: DragEvent) => this.onLift(event, booking)}
          @dragend=${this.onLetGo}
          @click=${() => this.say('booking-opened', booking)}
        >
          ${booking.isClosedOver ? html`<wa-icon name="error" aria-hidden="true"></wa-icon>` : ''}${names.authority(booking.authorityId)}
          <span>${details.filter(Boolean).join(', ')}</span>
        </button>`;
      }
      case 'held':
        if (this.chosen?.from === block.from && this.chosen.roomId === place.roomId) {
          return html`<button
            type="button"
            class="free chosen"
            data-key=${key}
            tabindex=${tabIndex}
            aria-pressed="true"
            aria-label=${this.chosenWords(block)}
            @click=${() => this.say('time-chosen', place)}
          >
            <wa-icon name="check" aria-hidden="true"></wa-icon>${clock(block.from, names.timeZone)}<span>${msg('valittu')}</span>
          </button>`;
        }
        return html`<button
          type="button"
          class="held"
          data-key=${key}
          tabindex=${tabIndex}
          aria-label=${label}
          @click=${() => this.say('why-asked', place)}
        >
          <wa-icon name="clock" aria-hidden="true"></wa-icon>${msg('Varataan')}
        </button>`;
      case 'closed':
        return html`<button
          type="button"
          class="closed"
          data-key=${key}
          tabindex=${tabIndex}
          aria-label=${label}
          @click=${() => this.say('why-asked', place)}
        >
          <wa-icon name="lock" aria-hidden="true"></wa-icon><b>${msg('Suljettu')}</b>
          ${block.rows > 1 ? html`<span>${names.closed(block.closed)}</span>` : ''}
        </button>`;
    }
    block.kind satisfies 'empty';
    return html`<button
      type="button"
      class="empty"
      data-key=${key}
      tabindex=${tabIndex}
      aria-label=${label}
      @click=${() => this.say('why-asked', place)}
    >
      <span aria-hidden="true">${msg('Miksi?')}</span>
    </button>`;
  }

  private chosenWords({ from, rows }: Block): string {
    const { timeZone } = this.names;
    return `${clock(from, timeZone)} ${msg('valittu')}, ${spanWords(from, rows, timeZone)}`;
  }

  private say(name: string, detail: Place | Booking | (Place & { booking: Booking })): void {
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }

  private readonly onFocus = (event: FocusEvent): void => {
    this.stop = (event.target as HTMLElement).dataset['key'] ?? this.stop;
  };

  private readonly onKey = (event: KeyboardEvent): void => {
    const step = arrows[event.key];
    const target = event.target as HTMLElement;
    const [, column, row] = /^c(\d+)r(\d+)$/.exec(target.dataset['key'] ?? '') ?? [];
    if (!step || column === undefined) return;
    const [across, down] = step;
    const index = Number(column) + across;
    const blocks = this.view.columns[index]?.blocks ?? [];
    const here = blocks.findIndex((block) => block.row <= Number(row) && Number(row) < block.row + block.rows);
    const next = blocks[here + down];
    if (!next) return;
    event.preventDefault();
    this.renderRoot.querySelector<HTMLElement>(`[data-key=${placeKey(index, next)}]`)?.focus();
  };

  private onLift(event: DragEvent, booking: Booking): void {
    this.lifted = booking;
    event.dataTransfer?.setData('text/plain', booking.id);
    this.say('booking-lifted', booking);
  }

  private readonly onLetGo = (): void => {
    this.over = '';
    this.lifted = undefined;
    this.dispatchEvent(new CustomEvent('booking-let-go'));
  };

  private onOver(event: DragEvent, key: string): void {
    if (!this.lifted) return;
    event.preventDefault();
    this.over = key;
  }

  private onDrop(event: DragEvent, place: Place): void {
    event.preventDefault();
    this.over = '';
    if (this.lifted) this.say('booking-dropped', { ...place, booking: this.lifted });
    this.lifted = undefined;
  }
}

const arrows: Readonly<Record<string, readonly [across: number, down: number]>> = {
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
};

const placeKey = (column: number, { row }: Block): string => `c${column}r${row}`;

declare global {
  interface HTMLElementTagNameMap {
    'week-grid': WeekGrid;
  }
}
