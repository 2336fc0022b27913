import { seconds, type LampPattern } from '@etapiste/protocol';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ManualClock, systemClock, type Clock } from '../../clock/index.js';
import { silentLog } from '../../log/index.js';
import { eventually } from '../../testing/index.js';
import { RoomHardware } from '../room-hardware.js';
import type { InputPlan, LampPlan, WiredPlan } from '../room-plan.js';
import { WiredDriver } from '../wired.driver.js';
import { BenchUno } from './bench-uno.js';
import { FirmataBoard } from './firmata.board.js';

const button: InputPlan = { driver: 'firmata', pin: 2, active: 'low', pull: 'up', stableMs: 50 };
type SensorPlan = WiredPlan['occupancySensors'][number];
const sensor: SensorPlan = { driver: 'firmata', pin: 4, active: 'high', pull: 'none', stableMs: 50, warmUpSeconds: 0 };
/** On the button's wire, and believed at once: tells that the controller has read it. */
const sameWireAtOnce: SensorPlan = { ...sensor, pin: 2, active: 'low', pull: 'up', stableMs: 0 };
const lamp: LampPlan = { driver: 'firmata', pin: 5, active: 'high', whenStopped: 'dark' };

describe('a room with an Uno', () => {
  let uno: BenchUno;
  let hardware: RoomHardware;
  let edges: string[];

  beforeEach(async () => {
    uno = new BenchUno();
    await uno.plugIn();
  });

  afterEach(async () => {
    await hardware.stop();
    await uno.remove();
  });

  /** `boardClock` is for the board alone; what is lost is tried again by the clock of this machine. */
  const start = async (boardClock: Clock = systemClock, lampPlan = lamp, sensorPlan = sensor) => {
    const plan = { callButtons: [button], occupancySensors: [sensorPlan], lamps: [lampPlan] };
    const driver = new WiredDriver(new FirmataBoard(uno.port, boardClock), plan, systemClock);
    hardware = new RoomHardware([driver], systemClock, silentLog());
    edges = [];
    callButton().onEdge(({ kind }) => edges.push(kind));
    await hardware.start();
  };
  const callButton = () => hardware.callButtons[0]!;
  const health = () => hardware.health()[0]!;
  const press = async () => {
    await uno.wire(button.pin, 'low');
    await eventually(() => expect(callButton().isDown).toBe(true));
  };
  const isFound = () =>
    eventually(() => expect(health()).toMatchObject({ state: 'ok', detail: `StandardFirmata 2.5 at ${uno.port}` }));
  const isLost = (why: string) =>
    eventually(() => expect(health()).toMatchObject({ state: 'fault', detail: `the board at ${uno.port} ${why}` }));
  const isLit = (expected: boolean) => eventually(() => expect(uno.isHigh(lamp.pin)).toBe(expected));

  it('hears a press, but no pulse of 5 ms', async () => {
    const clock = new ManualClock();
    await start(clock, lamp, sameWireAtOnce);
    const closed = async (isClosed: boolean) => {
      await uno.wire(button.pin, isClosed ? 'low' : 'open');
      await eventually(() => {
        clock.pass(0.01);
        expect(hardware.occupancySensors[0]?.state).toBe(isClosed ? 'occupied' : 'vacant');
      });
    };
    await closed(true);
    clock.pass(5);
    await closed(false);
    clock.pass(seconds(2));
    expect(edges).toEqual([]);
    await closed(true);
    clock.pass(60);
    expect(edges).toEqual(['down']);
  });

  it('knows a button that was held since before its start: nobody is called, and its release is heard', async () => {
    await uno.wire(button.pin, 'low');
    await start();
    expect(callButton().isDown).toBe(true);
    await uno.wire(button.pin, 'open');
    await eventually(() => expect(edges).toEqual(['up']));
  });

  it('finds the board that is plugged in again, and its lamp shows what it must show now', async () => {
    await start();
    hardware.show('shown' satisfies LampPattern);
    await isLit(true);
    await press();
    await uno.unplug();
    await isLost('was unplugged');
    expect(edges).toEqual(['down', 'up']);
    await uno.plugIn();
    await isFound();
    await isLit(true);
    expect(callButton().isDown).toBe(true);
    expect(edges).toEqual(['down', 'up']);
  });

  it('notices a program that hangs, and heals it by opening its port again', async () => {
    const clock = new ManualClock();
    await start(clock);
    hardware.show('shown');
    await isLit(true);
    clock.pass(seconds(5));
    await uno.wire(sensor.pin, 'high');
    await eventually(() => {
      clock.pass(10);
      expect(hardware.occupancySensors[0]?.state).toBe('occupied');
    });
    clock.pass(seconds(3));
    expect(health().state).toBe('ok');
    uno.hang();
    clock.pass(seconds(10));
    await isLost('does not answer: its program hangs');
    await isFound();
    await isLit(true);
  });

  it('notices a board that stands still, and finds it when it moves again', async () => {
    const clock = new ManualClock();
    await start(clock);
    uno.freeze();
    clock.pass(seconds(10));
    await isLost('does not answer: its program hangs');
    uno.thaw();
    await isFound();
    expect(health().state).toBe('ok');
  });

  it('sets up a board again that has restarted by itself', async () => {
    await start();
    hardware.show('shown');
    await isLit(true);
    uno.reset();
    await isLost('has restarted');
    await isFound();
    await isLit(true);
    await press();
    expect(edges).toEqual(['down']);
  });

  it.each([
    ['dark', 'shown', false],
    ['lit', 'dark', true],
    ['as-is', 'shown', true],
  ] as const)('leaves its lamp %s when it stops', async (whenStopped, pattern, expected) => {
    await start(systemClock, { ...lamp, whenStopped });
    hardware.show(pattern);
    await isLit(pattern === 'shown');
    await hardware.stop();
    await eventually(() => expect(uno.isHigh(lamp.pin)).toBe(expected));
  });

  it('does not pull up a sensor when a lamp beside it is lit', async () => {
    await start();
    await uno.wire(sensor.pin, 'high');
    await eventually(() => expect(hardware.occupancySensors[0]?.state).toBe('occupied'));
    hardware.show('shown');
    await isLit(true);
    await uno.wire(sensor.pin, 'open');
    await eventually(() => expect(hardware.occupancySensors[0]?.state).toBe('vacant'));
  });
});
