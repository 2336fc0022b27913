import { seconds, type LampPattern } from '@etapiste/protocol';
import { beforeEach, describe, expect, it } from 'vitest';
import { ManualClock } from '../clock/index.js';
import { silentLog } from '../log/index.js';
import { eventually } from '../testing/index.js';
import type { PinBoard, PinEvents } from './pin-board.js';
import { RoomHardware } from './room-hardware.js';
import type { InputPlan, LampPlan } from './room-plan.js';
import { WiredDriver } from './wired.driver.js';

const button: InputPlan = { driver: 'gpiochip', pin: 17, active: 'low', pull: 'up', stableMs: 50 };
const lamp: LampPlan = { driver: 'gpiochip', pin: 27, active: 'high', whenStopped: 'dark' };

/** A board on a table: pins that a test holds in its hand. */
class TableBoard implements PinBoard {
  isThere = true;
  isHeld = false;
  isLit = false;
  opened = 0;
  events: PinEvents | undefined;

  constructor(readonly name: string) {}

  open(_inputs: readonly InputPlan[], _lamps: readonly LampPlan[], events: PinEvents) {
    if (!this.isThere) return Promise.reject(new Error(`${this.name} is not plugged in`));
    this.opened += 1;
    this.events = events;
    return Promise.resolve({
      found: 'a board on a table',
      isActive: () => this.isHeld,
      light: (_lamp: LampPlan, isLit: boolean) => {
        if (!this.isThere) throw new Error('no board');
        this.isLit = isLit;
      },
      close: () => Promise.resolve(),
    });
  }

  unplug(): void {
    this.isThere = false;
    this.events?.onLost(new Error(`${this.name} was unplugged`));
  }
}

describe('the hardware of a room', () => {
  let clock: ManualClock;
  let wall: TableBoard;
  let desk: TableBoard;
  let hardware: RoomHardware;
  let edges: string[];

  beforeEach(async () => {
    clock = new ManualClock();
    wall = new TableBoard('wall');
    desk = new TableBoard('desk');
    const plan = { callButtons: [button], occupancySensors: [], lamps: [lamp] };
    const drivers = [wall, desk].map((board) => new WiredDriver(board, plan, clock));
    hardware = new RoomHardware(drivers, clock, silentLog());
    edges = [];
    for (const { name, onEdge } of hardware.callButtons.map((part) => ({ name: part.name, onEdge: part.onEdge.bind(part) })))
      onEdge(({ kind }) => edges.push(`${name} ${kind}`));
    desk.isThere = false;
    await hardware.start();
  });

  const press = (board: TableBoard) => board.events?.onLevel(button, true, clock.monotonicMs());
  const states = () => hardware.health().map(({ state }) => state);

  it('rings by what works while the rest is a fault with its reason', () => {
    press(wall);
    expect(edges).toEqual(['wall 17 down']);
    expect(states()).toEqual(['ok', 'fault']);
    expect(hardware.health()[1]?.detail).toBe('desk is not plugged in');
  });

  it('finds what is plugged in later, and shows there what the lamp must show', async () => {
    hardware.show('shown' satisfies LampPattern);
    desk.isThere = true;
    clock.pass(seconds(60));
    await hardware.settled();
    expect(states()).toEqual(['ok', 'ok']);
    expect(desk.isLit).toBe(true);
  });

  it('comes back after it was unplugged, and a button held meanwhile calls nobody', async () => {
    wall.unplug();
    await hardware.settled();
    expect(states()).toEqual(['fault', 'fault']);
    expect(hardware.health()[0]?.detail).toBe('wall was unplugged');
    wall.isThere = true;
    wall.isHeld = true;
    clock.pass(seconds(2));
    await hardware.settled();
    expect(states()).toEqual(['ok', 'fault']);
    expect(hardware.callButtons[0]?.isDown).toBe(true);
    expect(edges).toEqual([]);
  });

  it('lets go of a button that was held when its board was lost', async () => {
    press(wall);
    wall.unplug();
    await hardware.settled();
    expect(edges).toEqual(['wall 17 down', 'wall 17 up']);
  });

  it('knows by its lamp alone that a board is gone', async () => {
    wall.isThere = false;
    hardware.show('sending');
    await hardware.settled();
    expect(states()).toEqual(['fault', 'fault']);
  });

  it('is there although one driver never answers, and comes back although one could not be closed', async () => {
    const plan = { callButtons: [button], occupancySensors: [], lamps: [lamp] };
    const deaf = new TableBoard('deaf');
    deaf.open = () => new Promise(() => undefined);
    const sound = new TableBoard('sound');
    const drivers = [deaf, sound].map((board) => new WiredDriver(board, plan, clock));
    const room = new RoomHardware(drivers, clock, silentLog());
    const starting = room.start();
    await eventually(() => expect(sound.opened).toBe(1));
    clock.pass(seconds(10));
    await starting;
    drivers[1]!.stop = () => Promise.reject(new Error('stuck'));
    sound.unplug();
    sound.isThere = true;
    await eventually(() => {
      clock.pass(seconds(1));
      expect(sound.opened).toBe(2);
    });
  });

  it('tries nothing after its stop', async () => {
    await hardware.stop();
    desk.isThere = true;
    clock.pass(seconds(300));
    await hardware.settled();
    expect(desk.opened).toBe(0);
  });
});
