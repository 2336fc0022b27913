import type { Milliseconds, OccupancyConfidence, OccupancyState } from '@etapiste/protocol';
import { WatchedSensor, usualPatience, type Patience } from './watched-sensor.js';

/** What is known of the people in a room at one moment. */
export interface OccupancyReading {
  readonly state: OccupancyState;
  readonly confidence: OccupancyConfidence;
  /** Since when the state is so. */
  readonly sinceMs: Milliseconds;
  /** The last sign of a person: motion, call or touch; undefined before the first. */
  readonly signMs: Milliseconds | undefined;
  /** When the room was last vacant by a trusted sensor; `untilMs` is now while it lasts. */
  readonly lastVacant: { readonly fromMs: Milliseconds; readonly untilMs: Milliseconds } | undefined;
  /** Sensors that a person should look at, by their index. */
  readonly broken: readonly number[];
}

type Judgement = Pick<OccupancyReading, 'state' | 'confidence'>;
const nobodyKnows: Judgement = { state: 'unknown', confidence: 'none' };

/**
 * Whether somebody is in the room, from its sensors, its call and the touches of its terminal. Occupied at once with any sign;
 * vacant only when a trusted sensor has watched for the whole hold and nothing has shown a sign; without a trusted sensor what was
 * so stays so, as `suspect`; and where nobody can tell, nothing is claimed (DESIGN §6, PEERS 47).
 *
 * Pure: time is passed in (CLOCK_MONOTONIC, never going back), and how often anybody looks changes nothing.
 */
export class Occupancy {
  private readonly sensors: readonly WatchedSensor[];
  private isCallOpen = false;
  private calledMs: Milliseconds = -Infinity;
  private callEndMs: Milliseconds = -Infinity;
  private touchMs: Milliseconds = -Infinity;
  /** Signs up to here are spent: the room was left since, and a longer hold does not bring anybody back. */
  private spentMs: Milliseconds = -Infinity;
  private now: Judgement = nobodyKnows;
  private vacant: { readonly fromMs: Milliseconds; readonly untilMs: Milliseconds } | undefined;
  private sinceMs: Milliseconds;

  constructor(
    warmUps: readonly Milliseconds[],
    private hold: Milliseconds,
    private atMs: Milliseconds,
    patience: Patience = usualPatience,
  ) {
    this.sensors = warmUps.map((warmUp) => new WatchedSensor(warmUp, patience));
    this.sinceMs = atMs;
  }

  sensorSays(index: number, state: OccupancyState, atMs: Milliseconds): void {
    this.change(atMs, () => this.sensors[index]?.say(state, atMs));
  }

  callIs(isOpen: boolean, atMs: Milliseconds): void {
    this.change(atMs, () => {
      if (isOpen && !this.isCallOpen) this.calledMs = atMs;
      if (!isOpen && this.isCallOpen) this.callEndMs = atMs;
      this.isCallOpen = isOpen;
    });
  }

  touched(atMs: Milliseconds): void {
    this.change(atMs, () => (this.touchMs = atMs));
  }

  holdIs(hold: Milliseconds, atMs: Milliseconds): void {
    this.change(atMs, () => (this.hold = hold));
  }

  read(atMs: Milliseconds): OccupancyReading {
    this.change(atMs, () => undefined);
    const signMs = this.signMs();
    return {
      ...this.now,
      sinceMs: this.sinceMs,
      signMs: signMs === -Infinity ? undefined : signMs,
      lastVacant: this.vacant,
      broken: [...this.sensors.keys()].filter((index) => this.sensors[index]?.isBroken(atMs, this.somebodyMs)),
    };
  }

  /** When something may change by itself; `Infinity` when only a new word can change anything. */
  get nextTurnMs(): Milliseconds {
    const turns = [
      this.callEndMs + this.hold,
      this.touchMs + this.hold,
      ...this.sensors.flatMap((sensor) => sensor.turns(this.hold)),
    ];
    return Math.min(...turns.filter((turnMs) => turnMs > this.atMs));
  }

  /** First everything that time alone has changed, each at its own moment; then what happened. */
  private change(atMs: Milliseconds, happen: () => void): void {
    for (let turnMs = this.nextTurnMs; turnMs <= atMs; turnMs = this.nextTurnMs) this.settle(turnMs);
    happen();
    this.settle(atMs);
  }

  private settle(atMs: Milliseconds): void {
    this.atMs = atMs;
    const before = this.now;
    if (isKnownVacant(before)) this.vacant = { fromMs: this.vacant?.fromMs ?? atMs, untilMs: atMs };
    this.now = this.judge();
    if (this.now.state !== before.state) this.sinceMs = atMs;
    if (this.now.state !== before.state && before.state === 'occupied') this.spentMs = atMs - this.hold;
    if (isKnownVacant(this.now) && !isKnownVacant(before)) this.vacant = { fromMs: atMs, untilMs: atMs };
  }

  private judge(): Judgement {
    const { atMs, hold } = this;
    const isSign = (signMs: Milliseconds) => signMs > this.spentMs && atMs - signMs < hold;
    if (isSign(this.personMs)) return { state: 'occupied', confidence: 'confirmed' };
    if (isSign(this.signMs())) return { state: 'occupied', confidence: 'sensed' };
    if (this.sensors.some((sensor) => atMs - sensor.quietMs(atMs) >= hold)) return { state: 'vacant', confidence: 'sensed' };
    const trusts = this.sensors.map((sensor) => sensor.trust(atMs));
    const isAnySuspect = trusts.includes('stuck') || trusts.includes('silent');
    const isKept = isAnySuspect && !trusts.includes('trusted') && this.now.state !== 'unknown';
    return isKept ? { state: this.now.state, confidence: 'suspect' } : nobodyKnows;
  }

  /** The last moment at which a person did something on purpose: now, while a call is open. */
  private get personMs(): Milliseconds {
    return Math.max(this.isCallOpen ? this.atMs : this.callEndMs, this.touchMs);
  }

  /** The last moment at which somebody was in the room for sure; the end of a call at the desk proves nothing. */
  private get somebodyMs(): Milliseconds {
    return Math.max(this.calledMs, this.touchMs);
  }

  private signMs(): Milliseconds {
    return Math.max(this.personMs, ...this.sensors.map((sensor) => sensor.motionMs(this.atMs)));
  }
}

const isKnownVacant = ({ state, confidence }: Judgement): boolean => state === 'vacant' && confidence === 'sensed';
