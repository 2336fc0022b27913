import { minutes, roomStateMessages, type OccupancyState } from '@etapiste/protocol';
import type { Clock, Timer } from '../clock/index.js';
import type { OccupancySensor } from '../hardware/index.js';
import type { Log } from '../log/index.js';
import type { RoomLink, Unsubscribe } from '../mqtt/index.js';

/** Tells the hub whether somebody is in the room: on change and every 60 s. */
export class OccupancyFeature {
  private since: Date | undefined;
  private timer: Timer | undefined;
  private unsubscribe: Unsubscribe | undefined;

  constructor(
    private readonly sensor: OccupancySensor,
    private readonly link: RoomLink,
    private readonly clock: Clock,
    private readonly log: Log,
  ) {}

  start(): void {
    this.unsubscribe = this.sensor.onChange((state) => this.change(state));
    this.timer = this.clock.every(minutes(1), () => this.tell());
    this.since = this.clock.now();
    this.tell();
  }

  stop(): void {
    this.unsubscribe?.();
    this.timer?.cancel();
  }

  private change(state: OccupancyState): void {
    this.log.info({ occupancy: state }, `room is ${state}`);
    this.since = this.clock.now();
    this.tell();
  }

  private tell(): void {
    const since = this.since ?? this.clock.now();
    this.link.publish(roomStateMessages.occupancy, { state: this.sensor.state, since: since.toISOString() });
  }
}
