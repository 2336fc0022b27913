import { minutes, roomStateMessages, type OccupancyState } from '@etapiste/protocol';
import type { Clock, Timer } from '../clock/index.js';
import type { OccupancySensor } from '../hardware/index.js';
import type { Log } from '../log/index.js';
import type { RoomLink, Unsubscribe } from '../mqtt/index.js';

/** Tells the hub whether somebody is in the room: on change and every 60 s. */
export class OccupancyFeature {
  private state: OccupancyState = 'unknown';
  private since: Date | undefined;
  private timer: Timer | undefined;
  private unsubscribes: Unsubscribe[] = [];

  constructor(
    private readonly sensors: readonly OccupancySensor[],
    private readonly link: RoomLink,
    private readonly clock: Clock,
    private readonly log: Log,
  ) {}

  start(): void {
    this.unsubscribes = this.sensors.map((sensor) => sensor.onChange(() => this.look()));
    this.timer = this.clock.every(minutes(1), () => this.tell());
    this.look();
  }

  stop(): void {
    for (const unsubscribe of this.unsubscribes) unsubscribe();
    this.timer?.cancel();
  }

  private look(): void {
    const state = this.sensed();
    if (state === this.state && this.since) return;
    this.state = state;
    this.log.info({ occupancy: state }, `room is ${state}`);
    this.since = this.clock.now();
    this.tell();
  }

  private sensed(): OccupancyState {
    const states = this.sensors.map(({ state }) => state);
    return (['occupied', 'vacant'] as const).find((state) => states.includes(state)) ?? 'unknown';
  }

  private tell(): void {
    const since = this.since ?? this.clock.now();
    this.link.publish(roomStateMessages.occupancy, { state: this.state, since: since.toISOString() });
  }
}
