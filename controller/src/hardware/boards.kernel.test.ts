import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, readdirSync, renameSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { seconds, type Milliseconds } from '@etapiste/protocol';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { systemClock, type Clock } from '../clock/index.js';
import { silentLog } from '../log/index.js';
import { eventually } from '../testing/eventually.js';
import { LampReader } from '../testing/lamp-reader.js';
import { LevelTrace } from '../testing/level-trace.js';
import { SimChip } from '../testing/sim-chip.js';
import { AutoBoard } from './auto-board.js';
import { itIsAHardwareDriver } from './driver-contract.js';
import { GpiochipBoard } from './gpiochip/index.js';
import type { ButtonEdge, Lamp } from './hardware.js';
import { OnoffBoard } from './onoff/index.js';
import { findSysfsChip, sysfsNumber } from './onoff/sysfs.js';
import type { PinBoard } from './pin-board.js';
import { RoomHardware } from './room-hardware.js';
import type { InputPlan, WiredPlan } from './room-plan.js';
import { WiredDriver } from './wired.driver.js';

// Runs inside the guest of controller/rigs/kernel, where a chip of the kernel's own simulator looks like a Raspberry Pi's.
const pins = { button: 17, sensor: 22, lamp: 27 } as const;
const stableMs = 50;
const speed = 4;

const button: InputPlan = { driver: 'auto', pin: pins.button, active: 'low', pull: 'none', stableMs };
const plan: WiredPlan = {
  callButtons: [button],
  occupancySensors: [{ driver: 'auto', pin: pins.sensor, active: 'high', pull: 'none', stableMs, warmUpSeconds: 0 }],
  lamps: [{ driver: 'auto', pin: pins.lamp, active: 'high', whenStopped: 'dark' }],
};

/** Patterns in a quarter of their time. */
const hurriedClock: Clock = {
  ...systemClock,
  after: (delay, action) => systemClock.after(delay / speed, action),
};

const log = silentLog();
const later = (delay: Milliseconds) => new Promise<void>((resolve) => void systemClock.after(delay, resolve));
const block = (duration: Milliseconds) => {
  const end = systemClock.monotonicMs() + duration;
  while (systemClock.monotonicMs() < end);
};

const openContact = (chip: SimChip) => chip.pull(pins.button, true);
const closeContact = (chip: SimChip) => chip.pull(pins.button, false);

/** Closes and opens the contact in turn, a few milliseconds apart; the longest pause of an emulated machine comes back. */
async function bounce(chip: SimChip, edges: number, apart: Milliseconds): Promise<Milliseconds> {
  let longest = 0;
  let lastMs = systemClock.monotonicMs();
  for (let edge = 0; edge < edges; edge += 1) {
    chip.pull(pins.button, edge % 2 === 1);
    await later(apart);
    const nowMs = systemClock.monotonicMs();
    longest = Math.max(longest, nowMs - lastMs);
    lastMs = nowMs;
  }
  return longest;
}

const boards: Record<string, (clock: Clock) => PinBoard> = {
  gpiochip: (clock) => new GpiochipBoard(clock),
  onoff: (clock) => new OnoffBoard(clock),
};

for (const [name, boardOf] of Object.entries(boards)) {
  itIsAHardwareDriver(name, () => {
    const chip = SimChip.create();
    openContact(chip);
    const reader = new LampReader(() => chip.isHigh(pins.lamp), speed, systemClock);
    return Promise.resolve({
      driver: new WiredDriver(boardOf(hurriedClock), plan, hurriedClock),
      setButton: async (isDown) => {
        chip.pull(pins.button, !isDown);
        await later(3 * stableMs);
      },
      setOccupied: async (isOccupied) => {
        chip.pull(pins.sensor, isOccupied);
        await later(3 * stableMs);
      },
      lampShows: () => reader.pattern ?? 'dark',
      close: () => {
        reader.stop();
        return Promise.resolve(chip.remove());
      },
    });
  });

  describe(`a room with ${name} on the kernel's pins`, () => {
    let chip: SimChip;
    let driver: WiredDriver;
    let hardware: RoomHardware | undefined;
    let edges: ButtonEdge[];
    const kinds = () => edges.map(({ kind }) => kind);
    const driverOf = (some: Partial<WiredPlan>) => {
      driver = new WiredDriver(boardOf(systemClock), { ...plan, ...some }, systemClock);
      driver.callButtons[0]?.onEdge((edge) => edges.push(edge));
      return driver;
    };

    /** The contact comes to rest, and what was heard before that is forgotten unless it is the closing itself. */
    const settled = async (isDown: boolean) => {
      chip.pull(pins.button, !isDown);
      await later(3 * stableMs);
      await eventually(() => expect(driver.callButtons[0]?.isDown).toBe(isDown));
      if (!isDown) edges = [];
    };

    beforeEach(() => {
      edges = [];
      chip = SimChip.create();
      openContact(chip);
      driverOf(plan);
    });

    afterEach(async () => {
      await hardware?.stop();
      await driver.stop();
      chip.remove();
    });

    it('never rings for a glitch, however well it was seen', async () => {
      // All ten times as long as in a room: an emulated machine reads nothing that is over within 5 ms.
      await driverOf({ callButtons: [{ ...button, stableMs: 10 * stableMs }] }).start();
      edges = [];
      // A machine that paused meanwhile may have made a press of it: once more, when that is over.
      for (let longest = Infinity; longest > 5 * stableMs;) {
        await eventually(() => expect(driver.callButtons[0]?.isDown).toBe(false));
        edges = [];
        longest = await bounce(chip, 2, 2 * stableMs);
        await later(15 * stableMs);
      }
      expect(kinds()).toEqual([]);
      closeContact(chip);
      await eventually(() => expect(kinds()).toEqual(['down']));
    });

    it('takes ten edges of a bouncing contact for one press', async () => {
      await driver.start();
      for (let longest = Infinity; longest > stableMs / 2;) {
        await settled(false);
        longest = await bounce(chip, 11, 1);
      }
      await settled(true);
      expect(kinds()).toEqual(['down']);
    });

    it('knows a button that was held since before its start, and hears only its release', async () => {
      closeContact(chip);
      await driver.start();
      expect(driver.callButtons[0]?.isDown).toBe(true);
      openContact(chip);
      await eventually(() => expect(kinds()).toEqual(['up']));
    });

    it('says when a press happened, not when it was sure of it', async () => {
      await driver.start();
      const before = systemClock.monotonicMs();
      closeContact(chip);
      const after = systemClock.monotonicMs();
      await eventually(() => expect(kinds()).toEqual(['down']));
      const atMs = edges[0]?.atMs ?? 0;
      expect(atMs).toBeGreaterThan(before - stableMs);
      expect(atMs).toBeLessThan(after + seconds(1));
    });

    it('says that a pin is taken, and leaves nothing open', async () => {
      await driver.start();
      const openFiles = () => readdirSync('/proc/self/fd').length;
      const before = openFiles();
      const others = [{ ...button, pin: 5 }, button];
      const second = new WiredDriver(new GpiochipBoard(systemClock), { ...plan, callButtons: others }, systemClock);
      await expect(second.start()).rejects.toThrow(/^pin 17 of pinctrl-bcm2835 is taken by (etapiste|sysfs)$/);
      expect(openFiles()).toBe(before);
      await driver.stop();
      await driverOf({ callButtons: others }).start();
    });

    it('says that the chip has no such pin, and leaves nothing open', async () => {
      const before = readdirSync('/proc/self/fd').length;
      const wrong = driverOf({ callButtons: [button, { ...button, pin: 60 }] });
      await expect(wrong.start()).rejects.toThrow(/^pinctrl-bcm2835 has no pin 60: its last is 53$/);
      expect(readdirSync('/proc/self/fd').length).toBeLessThanOrEqual(before + 1); // The poller's own, for good.
      await driverOf(plan).start();
    });

    it('says that there is no chip of a Raspberry Pi, and which there are', async () => {
      chip.remove();
      chip = SimChip.create('kettle');
      await expect(driver.start()).rejects.toThrow(/pins of a Raspberry Pi \(.*kettle/);
    });

    it('is lost with its chip, and works again when that is back', async () => {
      hardware = new RoomHardware([driver], systemClock, log);
      await hardware.start();
      chip.vanish();
      await eventually(() => expect(driver.health().state).toBe('fault'));
      expect(driver.health().detail).toMatch(/is gone|no chip|there is no/);
      chip.appear();
      openContact(chip);
      await eventually(() => expect(driver.health().state).toBe('ok'));
      closeContact(chip);
      await eventually(() => expect(driver.callButtons[0]?.isDown).toBe(true));
      (driver.lamps[0] as Lamp).show('shown');
      await eventually(() => expect(chip.isHigh(pins.lamp)).toBe(true));
    });

    it('shows the truth again after its process was killed with the lamp lit', async () => {
      const program = fileURLToPath(new URL('./lit-lamp.js', import.meta.url));
      const child = spawn(process.execPath, [program, name, String(pins.lamp)], { stdio: ['ignore', 'pipe', 'inherit'] });
      await once(child.stdout, 'data');
      expect(chip.isHigh(pins.lamp)).toBe(true);
      child.kill('SIGKILL');
      await once(child, 'close');
      await driver.start();
      expect(chip.isHigh(pins.lamp)).toBe(false);
      (driver.lamps[0] as Lamp).show('shown');
      await eventually(() => expect(chip.isHigh(pins.lamp)).toBe(true));
    });
  });
}

describe("what only one way to the kernel's pins can do", () => {
  let chip: SimChip;
  let driver: WiredDriver;
  const start = async (board: PinBoard, some: Partial<WiredPlan> = {}) => {
    driver = new WiredDriver(board, { ...plan, ...some }, systemClock);
    await driver.start();
  };
  const gpiochip = new GpiochipBoard(systemClock);
  const onoff = new OnoffBoard(systemClock);
  const auto = new AutoBoard([gpiochip, onoff], log);

  beforeEach(() => {
    chip = SimChip.create();
    openContact(chip);
  });

  afterEach(async () => {
    await driver.stop();
    chip.remove();
  });

  it('gpiochip delivers all presses that happened while the event loop was blocked, with their times', async () => {
    await start(gpiochip);
    const edges: ButtonEdge[] = [];
    driver.callButtons[0]?.onEdge((edge) => edges.push(edge));
    const real: Milliseconds[] = [];
    for (let edge = 0; edge < 6; edge += 1) {
      real.push(systemClock.monotonicMs());
      chip.pull(pins.button, edge % 2 === 1);
      block(400);
    }
    await eventually(() => expect(edges.map(({ kind }) => kind)).toEqual(['down', 'up', 'down', 'up', 'down', 'up']));
    for (const [index, { atMs }] of edges.entries()) expect(Math.abs(atMs - (real[index] ?? 0))).toBeLessThan(300);
  });

  it('gpiochip sets the pull of a pin', async () => {
    closeContact(chip);
    await start(gpiochip, { callButtons: [{ ...button, pull: 'up' }] });
    expect([chip.isHigh(pins.button), driver.callButtons[0]?.isDown]).toEqual([true, false]);
  });

  it('gpiochip tells a user who may not use the pins which group to join', async () => {
    chownSync(chip.device, 0, 44);
    process.seteuid?.('nobody');
    try {
      await expect(start(gpiochip)).rejects.toThrow(`may not open ${chip.device}: add this user to the group video`);
    } finally {
      process.seteuid?.(0);
    }
  });

  it('onoff says that it cannot set a pull', async () => {
    await start(onoff, { callButtons: [{ ...button, pull: 'up' }] });
    expect(driver.health().detail).toMatch(/^sysfs \(pinctrl-bcm2835, pin 0 is number \d+\); sysfs cannot set the pull of 17$/);
  });

  it('onoff says that a pin is taken, leaves the others alone, and takes it when it is free', async () => {
    await start(gpiochip);
    const others = { callButtons: [{ ...button, pin: 5 }, button] };
    const second = new WiredDriver(onoff, { ...plan, ...others }, systemClock);
    await expect(second.start()).rejects.toThrow(/^pin 17 of pinctrl-bcm2835 is taken by somebody else$/);
    await driver.stop();
    await start(onoff, others);
  });

  // The simulator, unlike a Raspberry Pi, lets go of a level that nobody holds: gpiochip's last word is in the kernel's trace.
  for (const whenStopped of ['dark', 'lit'] as const)
    for (const active of ['high', 'low'] as const) {
      it(`gpiochip leaves a lamp that is lit by a ${active} level ${whenStopped} at the end`, async () => {
        const trace = LevelTrace.begin();
        try {
          await start(gpiochip, { lamps: [{ driver: 'auto', pin: pins.lamp, active, whenStopped }] });
          const number = sysfsNumber(findSysfsChip(), pins.lamp);
          const level = () => trace.writtenTo(number).at(-1);
          (driver.lamps[0] as Lamp).show(whenStopped === 'lit' ? 'dark' : 'shown');
          expect(level()).toBe((whenStopped === 'dark') === (active === 'high'));
          await driver.stop();
          expect(level()).toBe((whenStopped === 'lit') === (active === 'high'));
        } finally {
          trace.end();
        }
      });

      it(`onoff leaves a lamp that is lit by a ${active} level ${whenStopped} at the end`, async () => {
        await start(onoff, { lamps: [{ driver: 'auto', pin: pins.lamp, active, whenStopped }] });
        (driver.lamps[0] as Lamp).show(whenStopped === 'lit' ? 'dark' : 'shown');
        expect(chip.isHigh(pins.lamp)).toBe((whenStopped === 'dark') === (active === 'high'));
        await driver.stop();
        expect(chip.isHigh(pins.lamp)).toBe((whenStopped === 'lit') === (active === 'high'));
      });
    }

  it('auto picks gpiochip, and says so', async () => {
    await start(auto);
    expect(driver.health().detail).toBe(`picked gpiochip: ${chip.device} (pinctrl-bcm2835)`);
  });

  it('auto picks onoff where there is no character device, and says why', async () => {
    const [device, hidden] = [chip.device, '/dev/tmp/hidden'];
    renameSync(device, hidden);
    try {
      await start(auto);
    } finally {
      renameSync(hidden, device);
    }
    expect(driver.health().detail).toMatch(
      /^picked onoff: sysfs \(pinctrl-bcm2835, .*\); not gpiochip: there is no \/dev\/gpiochip\*$/,
    );
  });
});
