import type { OccupancyConfidence, OccupancyState } from '@etapiste/protocol';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { count, seed } from '../testing/index.js';
import { Occupancy } from './occupancy.js';

const numRuns = count(500, 10_000);

const patience = { stuckAfter: 25, silentAfter: 40 };
const firstHold = 8;

/** What may happen to a room; time is counted in whole ticks. */
type Happening =
  | { readonly kind: 'sensor'; readonly index: number; readonly state: OccupancyState }
  | { readonly kind: 'call'; readonly isOpen: boolean }
  | { readonly kind: 'touch' }
  | { readonly kind: 'hold'; readonly hold: number };

interface ModelSensor {
  readonly warmUp: number;
  state: OccupancyState;
  saidAt: number;
  upAt: number;
  quietSince: number | undefined;
}

/**
 * The rules as a person at the door would keep them with a watch, tick by tick: no look ahead, no arithmetic with deadlines.
 * Every tick first sees what is, then what happens in it.
 */
class RoomModel {
  private readonly sensors: ModelSensor[];
  private hold = firstHold;
  private isCallOpen = false;
  private person = -Infinity;
  private motion = -Infinity;
  private state: OccupancyState = 'unknown';
  private confidence: OccupancyConfidence = 'none';
  since = 0;
  /** The ticks in which the room was vacant for sure: first and last of the newest stretch. */
  vacant: { from: number; until: number } | undefined;
  private isVacantNow = false;

  constructor(warmUps: readonly number[]) {
    this.sensors = warmUps.map((warmUp) => ({ warmUp, state: 'unknown', saidAt: 0, upAt: 0, quietSince: undefined }));
  }

  get told(): string {
    return `${this.state} ${this.confidence}`;
  }

  happen(happening: Happening, at: number): void {
    if (happening.kind === 'touch') this.person = at;
    if (happening.kind === 'call') this.isCallOpen = happening.isOpen;
    if (happening.kind === 'hold') this.hold = happening.hold;
    const sensor = happening.kind === 'sensor' ? this.sensors[happening.index] : undefined;
    if (happening.kind === 'sensor' && sensor && sensor.state !== happening.state) {
      if (sensor.state === 'unknown') sensor.upAt = at;
      Object.assign(sensor, { state: happening.state, saidAt: at, quietSince: undefined });
    }
    this.tick(at);
  }

  tick(at: number): void {
    if (this.isVacantNow && this.vacant) this.vacant.until = at;
    if (this.isCallOpen) this.person = at;
    for (const sensor of this.sensors) {
      const { state, saidAt, upAt, warmUp } = sensor;
      const isReady = at >= upAt + warmUp;
      if (state === 'occupied' && isReady && at <= saidAt + patience.stuckAfter) this.motion = at;
      if (state === 'vacant' && isReady && at < saidAt + patience.silentAfter) sensor.quietSince ??= at;
      else sensor.quietSince = undefined;
    }
    this.become(...this.judge(at), at);
  }

  private judge(at: number): [OccupancyState, OccupancyConfidence] {
    if (at - this.person < this.hold) return ['occupied', 'confirmed'];
    if (at - this.motion < this.hold) return ['occupied', 'sensed'];
    if (this.sensors.some(({ quietSince }) => quietSince !== undefined && at - quietSince >= this.hold))
      return ['vacant', 'sensed'];
    const ready = this.sensors.filter(({ state, upAt, warmUp }) => state !== 'unknown' && at >= upAt + warmUp);
    const limit = { occupied: patience.stuckAfter, vacant: patience.silentAfter, unknown: 0 };
    const suspects = ready.filter(({ state, saidAt }) => at - saidAt >= limit[state]);
    const areAllSuspect = suspects.length > 0 && suspects.length === ready.length;
    return areAllSuspect && this.state !== 'unknown' ? [this.state, 'suspect'] : ['unknown', 'none'];
  }

  private become(state: OccupancyState, confidence: OccupancyConfidence, at: number): void {
    if (state !== this.state) this.since = at;
    // Whoever has gone does not come back by a rule that changes.
    if (state !== this.state && this.state === 'occupied') [this.person, this.motion] = [-Infinity, -Infinity];
    [this.state, this.confidence] = [state, confidence];
    const isVacant = state === 'vacant' && confidence === 'sensed';
    if (isVacant && !this.isVacantNow) this.vacant = { from: at, until: at };
    this.isVacantNow = isVacant;
  }
}

const anyHappening: fc.Arbitrary<Happening> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant('sensor' as const),
      index: fc.nat(1),
      state: fc.constantFrom<OccupancyState>('occupied', 'vacant', 'occupied', 'vacant', 'unknown'),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('call' as const), isOpen: fc.boolean() }) },
  { weight: 1, arbitrary: fc.constant<Happening>({ kind: 'touch' }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('hold' as const), hold: fc.integer({ min: 1, max: 20 }) }) },
);
/** Mostly close together, now and then so far apart that patience ends; none apart is the same tick. */
const anyPause = fc.oneof({ weight: 4, arbitrary: fc.nat(9) }, { weight: 1, arbitrary: fc.nat(70) });
const anyStory = fc.array(fc.tuple(anyPause, anyHappening), { maxLength: 30 });
const anyWarmUps = fc.array(fc.nat(6), { maxLength: 2 });
/** When the controller is restarted: before which of the happenings. */
const anyRestarts = fc.uniqueArray(fc.nat(29), { maxLength: 2 });

/** Applied to the real thing at a moment. */
function tell(room: Occupancy, happening: Happening, at: number): void {
  if (happening.kind === 'sensor') room.sensorSays(happening.index, happening.state, at);
  if (happening.kind === 'call') room.callIs(happening.isOpen, at);
  if (happening.kind === 'touch') room.touched(at);
  if (happening.kind === 'hold') room.holdIs(happening.hold, at);
}

/** Everything that a room told in a story: by the model each tick, by the real thing at its turns and at nothing else. */
function play(warmUps: readonly number[], story: readonly (readonly [number, Happening])[], restarts: readonly number[]) {
  const [byModel, byRoom]: [string[], string[]] = [['0 unknown none'], ['0 unknown none']];
  let model = new RoomModel(warmUps);
  let room = new Occupancy(warmUps, firstHold, 0, patience);
  let at = 0;
  const note = (told: string[], line: string) => void (told.at(-1) !== line && told.push(line));
  const noteModel = (moment: number) => note(byModel, `${moment} ${model.told}`);
  const noteRoom = (moment: number) => {
    const { state, confidence } = room.read(moment);
    note(byRoom, `${moment} ${state} ${confidence}`);
  };
  const compare = () => {
    const { sinceMs, lastVacant } = room.read(at);
    const vacant = lastVacant && { from: lastVacant.fromMs, until: lastVacant.untilMs };
    expect({ since: sinceMs, vacant }).toEqual({ since: model.since, vacant: model.vacant });
  };
  for (const [index, [pause, happening]] of [...story, [80, { kind: 'touch' }] as const].entries()) {
    const until = at + pause;
    for (let turn = room.nextTurnMs; turn <= until; turn = room.nextTurnMs) noteRoom(turn);
    for (let tick = at + 1; tick <= until; tick++) {
      model.tick(tick);
      noteModel(tick);
    }
    at = until;
    if (restarts.includes(index)) {
      model = new RoomModel(warmUps);
      model.since = at;
      room = new Occupancy(warmUps, firstHold, at, patience);
    }
    compare();
    model.happen(happening, at);
    tell(room, happening, at);
    noteModel(at);
    noteRoom(at);
    compare();
  }
  return { byModel: news(byModel), byRoom: news(byRoom) };
}

/** Only what is new: a moment at which the room told the same as before is none. */
const news = (told: readonly string[]): string[] => {
  const words = (line: string | undefined) => line?.slice(line.indexOf(' '));
  return told.filter((line, index) => words(line) !== words(told[index - 1]));
};

describe('whatever happens in a room', () => {
  it(`it is told as by the written rules, at the very moment: no lost and no invented presence (${numRuns} stories)`, () => {
    fc.assert(
      fc.property(anyWarmUps, anyStory, anyRestarts, (warmUps, story, restarts) => {
        const { byModel, byRoom } = play(warmUps, story, restarts);
        expect(byRoom).toEqual(byModel);
      }),
      { numRuns, seed },
    );
  });

  it(`looking more often changes nothing (${numRuns} stories)`, () => {
    fc.assert(
      fc.property(anyWarmUps, anyStory, fc.infiniteStream(fc.nat(5)), (warmUps, story, looks) => {
        const [seldom, often] = [0, 1].map(() => new Occupancy(warmUps, firstHold, 0, patience)) as [Occupancy, Occupancy];
        let at = 0;
        for (const [pause, happening] of story) {
          for (let look = at; look < at + pause; look += 1 + (looks.next().value as number)) often.read(look);
          at += pause;
          for (const room of [seldom, often]) tell(room, happening, at);
          expect(often.read(at)).toEqual(seldom.read(at));
        }
      }),
      { numRuns, seed },
    );
  });
});
