import { Clock } from '../time/clock.js';

/** A clock that tests move. */
export class TestClock extends Clock {
  isSynced = true;
  private wallMs = Date.parse('2026-11-24T07:52:00.000Z');
  private steadyMs = 0;

  now(): Date {
    return new Date(this.wallMs);
  }

  monotonicMs(): number {
    return this.steadyMs;
  }

  isSynchronised(): boolean {
    return this.isSynced;
  }

  /** Time goes on. */
  pass(ms: number): void {
    this.wallMs += ms;
    this.steadyMs += ms;
  }

  /** Only the wall clock changes, as when somebody sets it. */
  jump(ms: number): void {
    this.wallMs += ms;
  }
}
