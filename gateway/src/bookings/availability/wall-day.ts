import { weekday, type Weekday } from '@etapiste/protocol';
import { Temporal } from 'temporal-polyfill';
import type { Interval } from './interval.js';

const dayMs = 24 * 60 * 60_000;
/** Some years of days; one entry is a few numbers. */
const keptDays = 4000;
const known = new Map<string, WallDay>();

/** One day in one time zone, from midnight to midnight: 23, 24 or 25 hours. */
export class WallDay implements Interval {
  readonly year: number;
  readonly weekday: Weekday;
  readonly from: number;
  readonly to: number;

  private constructor(
    /** `2027-06-25` */
    readonly name: string,
    private readonly timeZone: string,
  ) {
    const date = Temporal.PlainDate.from(name);
    this.year = date.year;
    this.weekday = weekday.options[date.dayOfWeek - 1] ?? 'MON';
    this.from = date.toZonedDateTime(timeZone).epochMilliseconds;
    this.to = date.add({ days: 1 }).toZonedDateTime(timeZone).epochMilliseconds;
  }

  /** A day is worked out once: nearly every question is about the same few weeks. */
  static of(timeZone: string, name: string): WallDay {
    const key = `${timeZone} ${name}`;
    const found = known.get(key);
    if (found) return found;
    if (known.size >= keptDays) known.clear();
    const day = new WallDay(name, timeZone);
    known.set(key, day);
    return day;
  }

  /** The day that it is somewhere at an instant, epoch milliseconds. */
  static at(timeZone: string, instant: number): WallDay {
    const zoned = Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(timeZone);
    return WallDay.of(timeZone, zoned.toPlainDate().toString());
  }

  /** The days of a time, with the day before, whose hours may reach into it, and a day after. */
  static around(timeZone: string, time: Interval): WallDay[] {
    const days = [WallDay.at(timeZone, time.from).after(-1)];
    for (let day = days[0]; day && day.from < time.to;) {
      day = day.after(1);
      days.push(day);
    }
    return days;
  }

  after(days: number): WallDay {
    return WallDay.of(this.timeZone, Temporal.PlainDate.from(this.name).add({ days }).toString());
  }

  /**
   * When the clock on the wall says `09:00`, or `24:00`, epoch milliseconds. A time that the clock says twice is its first one, a time
   * that it leaps over is as much later as it leaps.
   */
  instantOf(wallTime: string): number {
    if (wallTime === '24:00') return this.to;
    if (this.to - this.from !== dayMs) {
      return Temporal.PlainDateTime.from(`${this.name}T${wallTime}`).toZonedDateTime(this.timeZone).epochMilliseconds;
    }
    const [hours = 0, minutes = 0] = wallTime.split(':').map(Number);
    return this.from + (hours * 60 + minutes) * 60_000;
  }
}
