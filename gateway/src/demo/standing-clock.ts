import { Clock } from '../time/clock.js';

/** A clock that stands at one moment of the demo's past. */
export class StandingClock extends Clock {
  constructor(private readonly at: Date) {
    super();
  }

  now(): Date {
    return this.at;
  }

  monotonicMs(): number {
    return this.at.getTime();
  }

  isSynchronised(): boolean {
    return true;
  }
}
