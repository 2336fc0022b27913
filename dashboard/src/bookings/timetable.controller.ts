import type { FreeTime } from '@etapiste/protocol';
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { RequestFailure } from '../api/index.js';
import { LiveController, isOld } from '../live/index.js';
import { listFreeTimes, showTimetable, type Timetable } from './bookings.data.js';
import type { Search } from './search.js';

/** Several changes of one moment are read of once. */
const calmMs = 150;
/** As far as the first free times are looked for. */
const aheadDays = 56;

/** Which days of which point are on screen, and which times are looked for there. */
export interface Wanted {
  readonly pointId: string;
  readonly from: string;
  readonly days: number;
  readonly today: string;
  readonly search: Search | undefined;
}

/**
 * Keeps what a calendar shows true: reads the days on screen, and reads them again when the hub says that one of them has changed,
 * when other times are looked for, and whenever the line comes back.
 */
export class TimetableController implements ReactiveController {
  timetable: Timetable | undefined;
  /** Of the days on screen. */
  free: readonly FreeTime[] = [];
  /** The first ones from today on, wherever the calendar stands. */
  first: readonly FreeTime[] | undefined;
  failure: string | undefined;
  readonly live: LiveController;
  private wanted: Wanted | undefined;
  private newest = 0;
  private wasOld = false;
  private known = '';
  private calm: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly host: ReactiveControllerHost) {
    this.live = new LiveController(host, 'staff', { kinds: ['points', 'booking-days'] });
    host.addController(this);
  }

  hostUpdate(): void {
    const isCut = isOld(this.live.line);
    const days = JSON.stringify(
      (this.live.state?.['booking-days'] ?? []).filter(({ pointId }) => pointId === this.wanted?.pointId),
    );
    const isNews = days !== this.known || (this.wasOld && !isCut);
    this.known = days;
    this.wasOld = isCut;
    if (isNews && this.wanted) this.soon();
  }

  hostDisconnected(): void {
    clearTimeout(this.calm);
  }

  /** Shows other days or other times; the same again changes nothing. */
  show(wanted: Wanted): void {
    if (JSON.stringify(wanted) === JSON.stringify(this.wanted)) return;
    const isSamePoint =
      wanted.pointId === this.wanted?.pointId && wanted.from === this.wanted.from && wanted.days === this.wanted.days;
    if (!isSamePoint) this.timetable = undefined;
    this.free = [];
    this.first = undefined;
    this.wanted = wanted;
    void this.read();
  }

  /** Reads anew: something was done here. */
  async read(): Promise<void> {
    const { wanted } = this;
    if (!wanted) return;
    clearTimeout(this.calm);
    const reading = (this.newest += 1);
    const { pointId, from, days, today, search } = wanted;
    try {
      const [timetable, free, first] = await Promise.all([
        showTimetable(pointId, from, days),
        search ? listFreeTimes({ ...search, from, days }) : [],
        search ? listFreeTimes({ ...search, from: today, days: aheadDays }) : [],
      ]);
      if (reading !== this.newest) return;
      Object.assign(this, { timetable, free, first, failure: undefined });
    } catch (failure) {
      if (!(failure instanceof RequestFailure)) throw failure;
      if (reading !== this.newest) return;
      this.failure = failure.inWords;
    }
    this.host.requestUpdate();
  }

  private soon(): void {
    clearTimeout(this.calm);
    this.calm = setTimeout(() => void this.read(), calmMs);
  }
}
