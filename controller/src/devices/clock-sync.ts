import { seconds } from '@etapiste/protocol';
import type { Clock, Timer } from '../clock/index.js';
import type { Machine } from './machine.js';

/** Knows at any moment, without asking the disk, whether the wall clock is right: a press has no time to wait for it. */
export class ClockSync {
  private timer: Timer | undefined;
  private last: boolean | null = null;

  constructor(
    private readonly machine: Pick<Machine, 'isClockSynced'>,
    private readonly clock: Clock,
  ) {}

  /** Null when it cannot be asked. */
  get isSynced(): boolean | null {
    return this.last;
  }

  async start(): Promise<void> {
    this.timer = this.clock.every(seconds(5), () => void this.ask());
    await this.ask();
  }

  stop(): void {
    this.timer?.cancel();
  }

  private async ask(): Promise<void> {
    this.last = await this.machine.isClockSynced();
  }
}
