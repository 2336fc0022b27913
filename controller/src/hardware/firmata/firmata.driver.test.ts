import { lampBeats, lampPattern, seconds, type LampPattern } from '@etapiste/protocol';
import { expect } from 'vitest';
import { ManualClock, systemClock } from '../../clock/index.js';
import { eventually } from '../../testing/index.js';
import { itIsAHardwareDriver, type DriverBench } from '../driver-contract.js';
import type { PinBoard } from '../pin-board.js';
import type { InputPlan, LampPlan, WiredPlan } from '../room-plan.js';
import { WiredDriver } from '../wired.driver.js';
import { BenchUno } from './bench-uno.js';
import { FirmataBoard } from './firmata.board.js';

const button: InputPlan = { driver: 'firmata', pin: 2, active: 'low', pull: 'up', stableMs: 20 };
const sensor = { driver: 'firmata', pin: 4, active: 'high', pull: 'none', stableMs: 20, warmUpSeconds: 0 } as const;
const lamp: LampPlan = { driver: 'firmata', pin: 12, active: 'high', whenStopped: 'dark' };

/** All patterns repeat after so long. */
const wholeCycles = seconds(12);

interface Beat {
  readonly isLit: boolean;
  readonly atMs: number;
}

/** Notes when the driver lights its lamp, by the test's clock; whether the pin did the same, the Uno says. */
const noting = (board: PinBoard, clock: ManualClock, beats: Beat[]): PinBoard => ({
  name: board.name,
  open: async (inputs, lamps, events) => {
    const pins = await board.open(inputs, lamps, events);
    return {
      found: pins.found,
      isActive: (input) => pins.isActive(input),
      close: () => pins.close(),
      light: (plan, isLit) => {
        if (isLit !== (beats.at(-1)?.isLit ?? false)) beats.push({ isLit, atMs: clock.monotonicMs() });
        pins.light(plan, isLit);
      },
    };
  },
});

async function openBench(): Promise<DriverBench> {
  const uno = new BenchUno();
  await uno.plugIn();
  const clock = new ManualClock();
  const beats: Beat[] = [];
  const board = noting(new FirmataBoard(uno.port, systemClock), clock, beats);
  const plan: WiredPlan = { callButtons: [button], occupancySensors: [sensor], lamps: [lamp] };
  const driver = new WiredDriver(board, plan, clock);
  const isStarted = () => driver.health().state === 'ok';
  return {
    driver,
    setButton: async (isDown) => {
      await uno.wire(button.pin, isDown ? 'low' : 'open');
      if (isStarted()) await eventually(() => expect(driver.callButtons[0]?.isDown).toBe(isDown));
    },
    setOccupied: async (isOccupied) => {
      await uno.wire(sensor.pin, isOccupied ? 'high' : 'low');
      if (isStarted()) await eventually(() => expect(driver.occupancySensors[0]?.state === 'occupied').toBe(isOccupied));
    },
    lampShows: async () => {
      const from = clock.monotonicMs();
      clock.pass(wholeCycles);
      await eventually(() =>
        expect(uno.changesOf(lamp.pin).map(({ isHigh }) => isHigh)).toEqual(beats.map(({ isLit }) => isLit)),
      );
      return patternOf(beats, from);
    },
    close: () => uno.remove(),
  };
}

/** Which pattern began at that moment. */
function patternOf(beats: readonly Beat[], from: number): LampPattern {
  const changes = beats.map(({ atMs }) => atMs).filter((atMs) => atMs > from);
  const durations = changes.map((atMs, index) => atMs - (changes[index - 1] ?? from));
  if (durations.length === 0) return beats.at(-1)?.isLit ? 'shown' : 'dark';
  const isPlayed = (pattern: LampPattern) =>
    lampBeats[pattern].length > 1 && lampBeats[pattern].every((duration, index) => durations[index] === duration);
  return lampPattern.options.find(isPlayed) ?? 'dark';
}

itIsAHardwareDriver('firmata', openBench);
