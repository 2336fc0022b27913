import { existsSync } from 'node:fs';

/** The hub's time. Tests move it; nobody else asks the system. */
export abstract class Clock {
  /** Wall clock, UTC. May jump. */
  abstract now(): Date;
  /** Milliseconds that never jump, from an arbitrary start. */
  abstract monotonicMs(): number;
  /** Whether this machine's wall clock is known to be right. */
  abstract isSynchronised(): boolean;
}

/** The system's own clock. systemd-timesyncd leaves a file once it is synchronised. */
export class SystemClock extends Clock {
  now(): Date {
    return new Date();
  }

  monotonicMs(): number {
    return performance.now();
  }

  isSynchronised(): boolean {
    return existsSync('/run/systemd/timesync/synchronized');
  }
}
