import type { Milliseconds } from '@etapiste/protocol';
import type { Clock, Timer } from './clock.js';

interface Planned {
  atMs: Milliseconds;
  readonly period: Milliseconds | undefined;
  readonly action: () => void;
}

/** A clock that stands still until a test moves it. Wall time and monotonic time may be pulled apart. */
export class ManualClock implements Clock {
  private monotonic: Milliseconds = 1_000;
  private readonly planned = new Set<Planned>();

  constructor(private wallMs = Date.parse('2026-11-24T07:50:00.000Z')) {}

  now(): Date {
    return new Date(this.wallMs);
  }

  monotonicMs(): Milliseconds {
    return this.monotonic;
  }

  after(delay: Milliseconds, action: () => void): Timer {
    return this.plan({ atMs: this.monotonic + delay, period: undefined, action });
  }

  every(period: Milliseconds, action: () => void): Timer {
    return this.plan({ atMs: this.monotonic + period, period, action });
  }

  /** Somebody sets the wall clock; the monotonic one does not notice. */
  setWall(instant: string): void {
    this.wallMs = Date.parse(instant);
  }

  /** Lets time pass; timers fire in their order, each at its own moment. */
  pass(duration: Milliseconds): void {
    const end = this.monotonic + duration;
    for (let next = this.nextUntil(end); next; next = this.nextUntil(end)) {
      this.moveTo(next.atMs);
      if (next.period === undefined) this.planned.delete(next);
      else next.atMs += next.period;
      next.action();
    }
    this.moveTo(end);
  }

  /** Time goes on while nothing else does: what was due meanwhile happens once and late, as when the event loop is blocked. */
  stall(duration: Milliseconds): void {
    const end = this.monotonic + duration;
    this.moveTo(end);
    for (const due of [...this.planned].filter(({ atMs }) => atMs <= end).toSorted((a, b) => a.atMs - b.atMs)) {
      if (due.period === undefined) this.planned.delete(due);
      else due.atMs = end + due.period;
      due.action();
    }
  }

  private plan(planned: Planned): Timer {
    this.planned.add(planned);
    return { cancel: () => void this.planned.delete(planned) };
  }

  private nextUntil(end: Milliseconds): Planned | undefined {
    return [...this.planned].filter(({ atMs }) => atMs <= end).toSorted((a, b) => a.atMs - b.atMs)[0];
  }

  private moveTo(atMs: Milliseconds): void {
    this.wallMs += atMs - this.monotonic;
    this.monotonic = atMs;
  }
}
