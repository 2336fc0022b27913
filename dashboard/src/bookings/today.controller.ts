import { pointOperations, type Booking, type LiveState, type Policy } from '@etapiste/protocol';
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { RequestFailure, request } from '../api/index.js';
import { dayOf } from '../i18n/wall-time.js';
import { LiveController, isOld } from '../live/index.js';
import { listBookings, readCatalogue, type Catalogue } from './bookings.data.js';
import { minutesBy, visitOf, type Visit } from './visit.js';

/** Changes come in bursts: a day is read once for all of them. */
const gatheringMs = 150;

/** The bookings of one day within reach: read again when the stream says that a day has changed, and after a lost line. */
export class TodayController implements ReactiveController {
  bookings: readonly Booking[] | undefined;
  catalogue: Catalogue | undefined;
  failure: string | undefined;
  /** Another day than today, once somebody has chosen it. */
  private chosenDay: string | undefined;
  private policies: readonly Policy[] = [];
  private readonly live: LiveController;
  private seenDays: LiveState['booking-days'] | undefined;
  private readDay: string | undefined;
  private wasOld = false;
  private gathering: ReturnType<typeof setTimeout> | undefined;
  /** Answers of an earlier question are thrown away. */
  private asked = 0;

  constructor(private readonly host: ReactiveControllerHost) {
    this.live = new LiveController(host, 'staff', { kinds: ['booking-days'] });
    host.addController(this);
  }

  hostConnected(): void {
    void this.begin();
  }

  hostDisconnected(): void {
    clearTimeout(this.gathering);
  }

  hostUpdate(): void {
    const days = this.live.state?.['booking-days'];
    const isBack = this.wasOld && !isOld(this.live.line);
    const isNews = this.seenDays !== undefined && days !== this.seenDays;
    const isNextDay = this.readDay !== undefined && this.readDay !== this.day;
    this.wasOld = isOld(this.live.line);
    this.seenDays = days;
    if (isNextDay) this.readDay = this.day;
    if (isNews || isBack || isNextDay) this.readSoon();
  }

  get now(): Date {
    return this.live.hubNow();
  }

  get line() {
    return this.live.line;
  }

  get day(): string {
    return this.chosenDay ?? dayOf(this.now, 'Europe/Helsinki');
  }

  show(day: string): void {
    this.chosenDay = day;
    this.bookings = undefined;
    void this.read();
  }

  point(pointId: string) {
    return this.catalogue?.points.find(({ id }) => id === pointId);
  }

  visit(booking: Booking): Visit {
    const place = { pointId: booking.pointId, day: this.day };
    return visitOf(booking, this.now, {
      late: minutesBy(this.policies, 'bookingLateMinutes', place),
      noShow: minutesBy(this.policies, 'bookingNoShowMinutes', place),
    });
  }

  readonly begin = async (): Promise<void> => {
    this.failure = undefined;
    this.host.requestUpdate();
    try {
      [this.catalogue, this.policies] = await Promise.all([readCatalogue(), request(pointOperations.listPolicies, {})]);
      await this.read();
    } catch (failure) {
      this.fail(failure);
    }
  };

  readonly read = async (): Promise<void> => {
    const asked = ++this.asked;
    this.readDay = this.day;
    this.host.requestUpdate();
    try {
      const bookings = await listBookings(this.day, 1);
      if (asked !== this.asked) return;
      this.bookings = bookings.filter(({ state }) => state !== 'cancelled');
      this.failure = undefined;
      this.host.requestUpdate();
    } catch (failure) {
      if (asked === this.asked) this.fail(failure);
    }
  };

  private readSoon(): void {
    clearTimeout(this.gathering);
    this.gathering = setTimeout(() => void this.read(), gatheringMs);
  }

  private fail(failure: unknown): void {
    if (!(failure instanceof RequestFailure)) throw failure;
    this.failure = failure.inWords;
    this.host.requestUpdate();
  }
}
