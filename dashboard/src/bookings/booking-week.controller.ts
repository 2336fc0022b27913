import type { FreeTime, LiveState } from '@etapiste/protocol';
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { RequestFailure } from '../api/index.js';
import { addDays, dayOf, mondayOf } from '../i18n/wall-time.js';
import { LiveController, isOld } from '../live/index.js';
import { personHere } from '../people/index.js';
import { listFreeTimes, readCatalogue, showTimetable, type Catalogue, type Timetable, type Wanted } from './bookings.data.js';
import { firstChoice, keepChoice, ownPoints } from './choice.js';

/** Changes come in bursts: a day is read once for all of them. */
const gatheringMs = 150;
/** How far ahead the first free times are looked for. */
const daysAhead = 28;

/**
 * What the booking page knows: the catalogue, what is looked for, the week's timetable and free times. Reads again when the stream
 * says that a day of the point has changed, and after a lost line.
 */
export class BookingWeekController implements ReactiveController {
  catalogue: Catalogue | undefined;
  wanted: Wanted | undefined;
  monday = '';
  timetable: Timetable | undefined;
  free: readonly FreeTime[] = [];
  firstFree: readonly FreeTime[] | undefined;
  failure: string | undefined;
  private readonly live: LiveController;
  private seenDays: LiveState['booking-days'] | undefined;
  private wasOld = false;
  private before: Wanted | undefined;
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

  /** Every render follows a change of the stream: the days that it tells of are compared, not its events. */
  hostUpdate(): void {
    const days = this.live.state?.['booking-days'];
    const isBack = this.wasOld && !isOld(this.live.line);
    const isNews = this.seenDays !== undefined && days !== this.seenDays && days?.some((each) => this.isShown(each));
    this.wasOld = isOld(this.live.line);
    if (isNews || isBack) this.readSoon();
    this.seenDays = days;
  }

  get now(): Date {
    return this.live.hubNow();
  }

  get line() {
    return this.live.line;
  }

  get points() {
    return ownPoints(this.catalogue?.points ?? [], personHere()?.grants);
  }

  get point() {
    return this.points.find(({ id }) => id === this.wanted?.pointId);
  }

  get timeZone(): string {
    return this.point?.timeZone ?? 'Europe/Helsinki';
  }

  get today(): string {
    return dayOf(this.now, this.timeZone);
  }

  /** Another service, point, length or way: what will be looked for the next time, too. */
  choose(changes: Partial<Wanted>): void {
    if (!this.wanted) return;
    const wanted = { ...this.wanted, ...changes };
    keepChoice(wanted);
    this.look(wanted);
  }

  /** Looks for something else for a while: what a booking that moves needs. */
  lookAside(wanted: Wanted): void {
    this.before ??= this.wanted;
    this.look(wanted);
  }

  /** Looks again for what was looked for before. */
  lookBack(): void {
    if (this.before) this.look(this.before);
    this.before = undefined;
  }

  showWeekOf(day: string): void {
    const monday = mondayOf(day);
    if (monday === this.monday) return;
    this.monday = monday;
    this.free = [];
    this.timetable = undefined;
    void this.read();
  }

  readonly begin = async (): Promise<void> => {
    this.failure = undefined;
    this.host.requestUpdate();
    try {
      this.catalogue = await readCatalogue();
      this.wanted ??= firstChoice(this.points, this.catalogue, this.today);
      this.monday ||= mondayOf(this.today);
      await this.read();
    } catch (failure) {
      this.fail(failure);
    }
  };

  readonly read = async (): Promise<void> => {
    const { wanted, monday } = this;
    this.host.requestUpdate();
    if (!wanted) return;
    const asked = ++this.asked;
    try {
      const [timetable, free, firstFree] = await Promise.all([
        showTimetable(wanted.pointId, monday, 7),
        addDays(monday, 6) < this.today ? [] : listFreeTimes(wanted, monday, 7),
        listFreeTimes(wanted, this.today, daysAhead),
      ]);
      if (asked !== this.asked) return;
      Object.assign(this, { timetable, free, firstFree, failure: undefined });
      this.host.requestUpdate();
    } catch (failure) {
      if (asked === this.asked) this.fail(failure);
    }
  };

  private look(wanted: Wanted): void {
    if (wanted.pointId !== this.wanted?.pointId) this.timetable = undefined;
    this.wanted = wanted;
    this.free = [];
    this.firstFree = undefined;
    void this.read();
  }

  private readSoon(): void {
    clearTimeout(this.gathering);
    this.gathering = setTimeout(() => void this.read(), gatheringMs);
  }

  private isShown({ pointId, version, id }: LiveState['booking-days'][number]): boolean {
    const seen = this.seenDays?.find((each) => each.id === id);
    return pointId === this.wanted?.pointId && seen?.version !== version;
  }

  private fail(failure: unknown): void {
    if (!(failure instanceof RequestFailure)) throw failure;
    this.failure = failure.inWords;
    this.host.requestUpdate();
  }
}
