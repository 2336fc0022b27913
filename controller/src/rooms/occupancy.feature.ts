import {
  callMessages,
  defaultCallPolicies,
  minutes,
  roomStateMessages,
  seconds,
  type Milliseconds,
  type PayloadOf,
} from '@etapiste/protocol';
import type { Clock, Timer } from '../clock/index.js';
import type { SelfCheck } from '../faults/index.js';
import type { OccupancySensor } from '../hardware/index.js';
import type { Log } from '../log/index.js';
import type { RoomLink, Unsubscribe } from '../mqtt/index.js';
import { Occupancy, type OccupancyReading } from './occupancy.js';

/** Tells the hub whether somebody is in the room and how well that is known: on change and every 60 s. */
export class OccupancyFeature {
  private readonly occupancy: Occupancy;
  private told: OccupancyReading | undefined;
  private turn: Timer | undefined;
  private repeat: Timer | undefined;
  private unsubscribes: Unsubscribe[] = [];

  constructor(
    private readonly sensors: readonly OccupancySensor[],
    private readonly selfCheck: SelfCheck,
    private readonly link: RoomLink,
    private readonly clock: Clock,
    private readonly log: Log,
  ) {
    const warmUps = sensors.map(({ warmUp }) => warmUp);
    this.occupancy = new Occupancy(warmUps, seconds(defaultCallPolicies.occupancyHoldSeconds), clock.monotonicMs());
  }

  start(): void {
    const hear = (happen: (nowMs: Milliseconds) => void) => {
      happen(this.clock.monotonicMs());
      this.look();
    };
    for (const [index, { state }] of this.sensors.entries()) hear((nowMs) => this.occupancy.sensorSays(index, state, nowMs));
    this.unsubscribes = [
      ...this.sensors.map((sensor, index) =>
        sensor.onChange((state) => hear((nowMs) => this.occupancy.sensorSays(index, state, nowMs))),
      ),
      this.link.subscribe(callMessages.state, ({ call }) => hear((nowMs) => this.occupancy.callIs(call !== null, nowMs))),
      this.link.subscribe(roomStateMessages.touched, () => hear((nowMs) => this.occupancy.touched(nowMs))),
      this.link.subscribe(roomStateMessages['occupancy-policy'], ({ holdSeconds }) =>
        hear((nowMs) => this.occupancy.holdIs(seconds(holdSeconds), nowMs)),
      ),
    ];
    this.repeat = this.clock.every(minutes(1), () => this.tell());
    this.look();
  }

  stop(): void {
    for (const unsubscribe of this.unsubscribes) unsubscribe();
    this.turn?.cancel();
    this.repeat?.cancel();
  }

  private look(): void {
    const nowMs = this.clock.monotonicMs();
    const reading = this.occupancy.read(nowMs);
    const { state, confidence } = reading;
    const isNews = state !== this.told?.state || confidence !== this.told.confidence;
    this.told = reading;
    this.turn?.cancel();
    const { nextTurnMs } = this.occupancy;
    if (nextTurnMs !== Infinity) this.turn = this.clock.after(nextTurnMs - nowMs, () => this.look());
    this.checkSensors(reading.broken);
    if (!isNews) return;
    this.log.info({ occupancy: state, confidence }, `room is ${state}`);
    this.tell();
  }

  private checkSensors(broken: readonly number[]): void {
    const names = broken.map((index) => this.sensors[index]?.name);
    if (names.length > 0) this.selfCheck.raise('sensor-suspect', names.join(', '));
    else this.selfCheck.clear('sensor-suspect');
  }

  private tell(): void {
    this.link.publish(roomStateMessages.occupancy, () => this.payload());
  }

  private payload(): PayloadOf<typeof roomStateMessages.occupancy> {
    const nowMs = this.clock.monotonicMs();
    const { state, confidence, sinceMs, signMs, lastVacant } = this.occupancy.read(nowMs);
    const age = (momentMs: Milliseconds) => Math.round(nowMs - momentMs) / seconds(1);
    return {
      state,
      confidence,
      ageSeconds: age(sinceMs),
      signAgeSeconds: signMs === undefined ? null : age(signMs),
      lastVacant: lastVacant ? { fromAgeSeconds: age(lastVacant.fromMs), untilAgeSeconds: age(lastVacant.untilMs) } : null,
    };
  }
}
