import { seconds, type Milliseconds } from '@etapiste/protocol';
import type { Clock, Timer } from '../clock/index.js';
import type { NotifyLine } from './notify-line.js';

/** What systemd's watchdog is fed by. */
export interface Watched {
  /** Resolves when every driver has answered what was last asked of it. */
  answers(): Promise<void>;
  /** How it goes, in one sentence. */
  readonly condition: string;
}

/** Without a watchdog systemd still hears how it goes. */
const unwatched = seconds(5);

/**
 * Tells systemd that the room works, three times within each of its patience. Only a loop that turns and drivers that answer count:
 * hardware that is unplugged or broken, a lost line or hub, are said and never withhold it, since a new start would mend none of them.
 */
export class Watchdog {
  private readonly period: Milliseconds;
  private timer: Timer | undefined;
  private isAsking = false;
  private told = '';

  /** @param patience how long systemd waits for a sign of life before it kills and starts anew (WATCHDOG_USEC) */
  constructor(
    private readonly room: Watched,
    patience: Milliseconds | undefined,
    private readonly tell: NotifyLine,
    private readonly clock: Clock,
  ) {
    this.period = patience === undefined ? unwatched : patience / 3;
  }

  /** To be called when the button works. */
  start(): void {
    this.say('READY=1');
    this.timer = this.clock.every(this.period, () => void this.beat());
  }

  /** To be called before the end begins. */
  stop(): void {
    this.timer?.cancel();
    this.tell('STOPPING=1');
  }

  private async beat(): Promise<void> {
    if (this.isAsking) return;
    this.isAsking = true;
    await this.room.answers();
    this.isAsking = false;
    this.say('WATCHDOG=1');
  }

  private say(word: string): void {
    const { condition } = this.room;
    this.tell(condition === this.told ? word : `${word}\nSTATUS=${condition}`);
    this.told = condition;
  }
}
