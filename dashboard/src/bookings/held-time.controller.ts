import { freeTime, newId, seconds, type Booking, type Customer, type FreeTime, type Hold } from '@etapiste/protocol';
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { z } from 'zod';
import { RequestFailure } from '../api/index.js';
import { book, giveUpHold, holdTime, keepHold, type HoldBody } from './bookings.data.js';

const nearestTimes = z.array(freeTime).max(10);
/** Several signs of life within the shortest hold that the rules make sensible. */
const aliveEveryMs = seconds(20);

/** The times that a refusal offers instead; none when it says none. */
export const nearestOf = (failure: RequestFailure): readonly FreeTime[] =>
  nearestTimes.safeParse(failure.details?.extra?.['nearest']).data ?? [];

/** How it stands with the time that the open form is about. */
export type Holding = 'asking' | 'held' | 'lapsed' | 'lost';

/**
 * Keeps one time for the open form: held from choosing it, kept alive, given up when the form or the page closes. What is lost is
 * said and stays chosen, so that one press asks for it again. The id made here becomes the booking's.
 */
export class HeldTimeController implements ReactiveController {
  chosen: HoldBody | undefined;
  hold: Hold | undefined;
  state: Holding = 'asking';
  failure: string | undefined;
  nearest: readonly FreeTime[] = [];
  isBooking = false;
  private id = newId();
  private beating: ReturnType<typeof setInterval> | undefined;

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

  /** Holds a time, or moves the hold to it. */
  async choose(wanted: HoldBody): Promise<void> {
    this.chosen = wanted;
    this.tell('asking');
    const { id } = this;
    try {
      const hold = await holdTime(id, wanted);
      // Closed, or another time chosen meanwhile: that one's answer counts.
      if (id !== this.id || this.chosen !== wanted) return;
      this.hold = hold;
      this.tell('held');
      clearInterval(this.beating);
      this.beating = setInterval(() => void this.keep(), aliveEveryMs);
    } catch (failure) {
      if (id === this.id && this.chosen === wanted) this.lose(failure);
    }
  }

  readonly askAgain = (): void => {
    if (this.chosen) void this.choose(this.chosen);
  };

  /** The booking that came of it; undefined when it was refused, which is said. */
  async book(customer: Customer): Promise<Booking | undefined> {
    if (!this.chosen || this.isBooking) return undefined;
    this.isBooking = true;
    this.host.requestUpdate();
    try {
      const roomId = this.hold?.roomId ?? this.chosen.roomId;
      const booking = await book(this.id, { ...this.chosen, ...(roomId ? { roomId } : {}), customer });
      this.forget();
      return booking;
    } catch (failure) {
      this.lose(failure);
      return undefined;
    } finally {
      this.isBooking = false;
      this.host.requestUpdate();
    }
  }

  readonly giveUp = (): void => {
    const { id, chosen } = this;
    this.forget();
    // Whatever the answer: a hold that nobody keeps alive lapses by itself.
    if (chosen) giveUpHold(id).catch(() => undefined);
  };

  private forget(): void {
    clearInterval(this.beating);
    this.id = newId();
    this.chosen = undefined;
    this.hold = undefined;
    this.tell('asking');
  }

  private async keep(): Promise<void> {
    const { id } = this;
    try {
      const hold = await keepHold(id);
      if (id === this.id) this.hold = hold;
    } catch (failure) {
      if (!(failure instanceof RequestFailure)) throw failure;
      if (id !== this.id || failure.code !== 'hold-lapsed') return;
      clearInterval(this.beating);
      this.hold = undefined;
      this.tell('lapsed');
    }
  }

  private lose(failure: unknown): void {
    if (!(failure instanceof RequestFailure)) throw failure;
    const nearest = nearestOf(failure);
    const isGone = failure.code === 'time-taken' || failure.code === 'time-not-free';
    if (isGone) {
      clearInterval(this.beating);
      this.hold = undefined;
    }
    this.tell(failure.code === 'hold-lapsed' ? 'lapsed' : 'lost', failure.inWords, nearest);
  }

  private tell(state: Holding, failure?: string, nearest: readonly FreeTime[] = []): void {
    Object.assign(this, { state, failure, nearest });
    this.host.requestUpdate();
  }
}
