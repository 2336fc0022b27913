import { newId, type BookingChannel, type Customer, type Booking, type Hold } from '@etapiste/protocol';
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { RequestFailure } from '../api/index.js';
import { book, giveUpHold, holdTime, keepHold } from './bookings.data.js';
import type { Search } from './search.js';

/** A time that somebody chose: where, when, and in which room when that matters. */
export interface ChosenTime {
  readonly from: string;
  readonly roomId?: string;
}

/**
 * The time that this page keeps for a customer while the form is open: kept alive, given up when the form closes, and held again when
 * it has lapsed meanwhile. Its id is the booking's, so that whatever is sent twice is done once.
 */
export class HoldController implements ReactiveController {
  hold: Hold | undefined;
  private id = newId();
  private alive: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly host: ReactiveControllerHost) {
    host.addController(this);
  }

  hostConnected(): void {
    addEventListener('pagehide', this.giveUp);
  }

  hostDisconnected(): void {
    removeEventListener('pagehide', this.giveUp);
    this.giveUp();
  }

  /** @throws RequestFailure `time-taken`, `time-not-free` and whatever a request can meet */
  async take({ pointId, serviceId, slots, channel }: Search, { from, roomId }: ChosenTime): Promise<void> {
    const wanted = { pointId, serviceId, slots, channel, from, ...(roomId ? { roomId } : {}) };
    this.hold = await holdTime(this.id, wanted);
    this.keep();
    this.host.requestUpdate();
  }

  /** @throws RequestFailure; a repeat with the same words is the same booking */
  async book(channel: BookingChannel, customer: Customer): Promise<Booking> {
    if (!this.hold) throw new Error('nothing is held');
    const { pointId, serviceId, from, slots, roomId } = this.hold;
    const booking = await book(this.id, { pointId, serviceId, from, slots, roomId, channel, customer });
    this.end();
    return booking;
  }

  readonly giveUp = (): void => {
    if (!this.hold) return;
    const { id } = this;
    this.end();
    giveUpHold(id).catch(() => undefined); // It lapses by itself.
  };

  private end(): void {
    clearTimeout(this.alive);
    this.hold = undefined;
    this.id = newId();
    this.host.requestUpdate();
  }

  /** A third of the time that is left: two losses in a row do no harm. */
  private keep(): void {
    clearTimeout(this.alive);
    if (!this.hold) return;
    const leftMs = new Date(this.hold.expiresAt).getTime() - Date.now();
    this.alive = setTimeout(() => void this.beat(), Math.max(1_000, leftMs / 3));
  }

  private async beat(): Promise<void> {
    const { id } = this;
    try {
      const hold = await keepHold(id);
      if (this.hold && this.id === id) this.hold = hold;
    } catch (failure) {
      if (!(failure instanceof RequestFailure)) throw failure;
      // Lapsed, or nobody answered: booking it claims it again, or says that somebody else was quicker.
    }
    if (this.id === id) this.keep();
  }
}
