import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { callMessages, deviceMessages, minutes, newId, seconds, type OccupancyState, type PartHealth } from '@etapiste/protocol';
import { pino } from 'pino';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { simulatedCamera } from '../../camera/index.js';
import { ManualClock, systemClock } from '../../clock/index.js';
import { silentLog } from '../../log/index.js';
import { fixedAccess } from '../../mqtt/index.js';
import { RoomController } from '../../room-controller.js';
import { BenchBroker, BenchHub, eventually } from '../../testing/index.js';
import { ZigbeeFarSide, type AirDevice } from '../../testing/zigbee-far-side.js';
import { itIsAHardwareDriver } from '../driver-contract.js';
import { RoomHardware } from '../room-hardware.js';
import { roomPlan, type ZigbeePlan } from '../room-plan.js';
import { ZigbeeDriver } from './zigbee.driver.js';

const ieee = (end: string) => `0x00124b0000000a${end}`;
const button: AirDevice = { ieee: ieee('01'), model: 'SONOFF SNZB-01P', name: 'nurmes-1/call-button' };
const tuya: AirDevice = { ieee: ieee('02'), model: 'Tuya TS0041', name: 'tuya', retain: true };
const aqara: AirDevice = { ieee: ieee('03'), model: 'Aqara WXKG11LM', name: 'aqara', missedAfterSeconds: 1 };
const rodret: AirDevice = { ieee: ieee('04'), model: 'IKEA RODRET', name: 'rodret' };
const sensor: AirDevice = { ieee: ieee('05'), model: 'SONOFF SNZB-03P', name: 'nurmes-1/sensor' };
const late: AirDevice = { ieee: ieee('06'), model: 'SONOFF SNZB-01P', name: 'late' };

const farSide = new ZigbeeFarSide([button, tuya, aqara, rodret, sensor]);
beforeAll(() => farSide.start(), minutes(10));
afterAll(() => farSide.stop());

const planOf = (...devices: AirDevice[]): ZigbeePlan => ({
  broker: farSide.url,
  baseTopic: 'zigbee2mqtt',
  callButtons: devices.map(({ name }) => ({ driver: 'zigbee', device: name, actions: {} })),
  occupancySensors: [{ driver: 'zigbee', device: sensor.name, warmUpSeconds: 0 }],
});

itIsAHardwareDriver(
  'zigbee',
  () => {
    const clock = new ManualClock();
    return Promise.resolve({
      driver: new ZigbeeDriver(planOf(button), clock, silentLog()),
      setButton: async (isDown) => {
        if (isDown) await farSide.act(button, 'single');
        else clock.pass(seconds(2));
      },
      setOccupied: (isOccupied) => farSide.move(sensor, isOccupied),
      close: () => Promise.resolve(),
    });
  },
  { hasWholePresses: true, hasNoLamps: true },
);

describe('wireless parts of a room', () => {
  let clock: ManualClock;
  let driver: ZigbeeDriver;
  let logged: string[];
  let edges: string[];
  let stop: () => Promise<void>;

  const log = () => pino({ base: null, timestamp: false }, { write: (line: string) => void logged.push(line) });
  /** A room with these buttons and the sensor; its edges are collected. */
  const roomOf = (plan: ZigbeePlan) => {
    driver = new ZigbeeDriver(plan, clock, log());
    stop = () => driver.stop();
    for (const part of driver.callButtons) part.onEdge(({ kind }) => edges.push(`${part.name} ${kind}`));
    return driver;
  };
  const startRoomOf = (...devices: AirDevice[]) => roomOf(planOf(...devices)).start();
  const partOf = ({ name }: AirDevice) => driver.health().parts.find((part) => part.name === name) as PartHealth;
  const driverIs = (state: 'ok' | 'fault') => eventually(() => expect(driver.health().state).toBe(state));
  const partIs = (device: AirDevice, state: 'ok' | 'fault', detail = '') =>
    eventually(() => {
      expect(partOf(device).state).toBe(state);
      expect(partOf(device).detail ?? '').toContain(detail);
    });
  const pressed = ({ name }: AirDevice) => [`${name} down`, `${name} up`];
  const linesWith = (text: string) => logged.filter((line) => line.includes(text));

  beforeEach(() => {
    clock = new ManualClock();
    // zigbee2mqtt reads the wall clock of this machine.
    clock.setWall(new Date().toISOString());
    logged = [];
    edges = [];
  });

  afterEach(() => stop());

  it.each([
    [button.model, button, ['single', 'double'], 'long', []],
    [tuya.model, tuya, ['single', 'double'], 'hold', []],
    [aqara.model, aqara, ['single', 'double'], 'hold', ['release']],
    [rodret.model, rodret, ['on', 'off'], 'brightness_move_up', ['brightness_stop']],
  ] as const)(
    'call by each press of a %s and know its long press, without a word in the plan',
    async (...[, device, presses, long, releases]) => {
      await startRoomOf(device);
      for (const action of [...presses, ...releases, long]) await farSide.act(device, action);
      await eventually(() => expect(edges).toContain(`${device.name} held`));
      expect(edges).toEqual([...presses.flatMap(() => pressed(device)), `${device.name} held`]);
      expect(linesWith('unknown action')).toEqual([]);
    },
  );

  it('take the copies of one frame for one press, and the next press for another', async () => {
    await startRoomOf(button);
    await farSide.act(button, 'single', 3);
    await farSide.act(button, 'long', 2);
    await eventually(() => expect(edges).toContain(`${button.name} held`));
    await farSide.act(button, 'double');
    await eventually(() => expect(edges).toHaveLength(5));
    clock.pass(seconds(1));
    await farSide.act(button, 'double');
    await eventually(() => expect(edges).toHaveLength(7));
    expect(edges).toEqual([...pressed(button), `${button.name} held`, ...pressed(button), ...pressed(button)]);
  });

  it('take a copy that comes after the hand has let go for no press either', async () => {
    await startRoomOf(aqara);
    for (const action of ['hold', 'release', 'hold', 'release', 'single']) await farSide.act(aqara, action);
    await eventually(() => expect(edges).toEqual([`${aqara.name} held`, ...pressed(aqara)]));
  });

  it('follow the action map of their plan, and ring by an action that nobody knows, which is told once', async () => {
    const plan = planOf();
    const actions = { single: 'ignore', double: 'long' } as const;
    await roomOf({ ...plan, callButtons: [{ driver: 'zigbee', device: button.name, actions }] }).start();
    for (const action of ['single', 'double']) await farSide.act(button, action);
    await eventually(() => expect(edges).toEqual([`${button.name} held`]));
    for (const action of ['constructor', 'wobble']) await farSide.say(`zigbee2mqtt/${button.name}`, { action });
    await eventually(() => expect(edges).toHaveLength(5));
    clock.pass(seconds(1));
    await farSide.say(`zigbee2mqtt/${button.name}`, { action: 'constructor' });
    await eventually(() => expect(edges).toHaveLength(7));
    expect(linesWith('constructor')).toHaveLength(1);
  });

  it('do not ring by an action that the broker kept from earlier, but believe what else it says', async () => {
    await startRoomOf(tuya);
    await farSide.act(tuya, 'hold');
    await eventually(() => expect(edges).toEqual([`${tuya.name} held`]));
    await driver.stop();
    edges = [];
    await startRoomOf(tuya);
    await eventually(() => expect(partOf(tuya).linkQuality).toBe(120));
    await farSide.act(tuya, 'double');
    await eventually(() => expect(edges).toEqual(pressed(tuya)));
  });

  it('say how their battery is, and when it was changed', async () => {
    await startRoomOf(button);
    for (const [percent, isLow] of [
      [80, undefined],
      [19, true],
      [25, true],
      [100, undefined],
      [25, undefined],
    ] as const) {
      await farSide.reportBattery(button, percent);
      await eventually(() => expect(partOf(button).battery).toBe(percent));
      expect(partOf(button)).toMatchObject({ state: 'ok', linkQuality: 120, silentSeconds: 0 });
      expect(partOf(button).isBatteryLow).toBe(isLow);
    }
    await farSide.say(`zigbee2mqtt/${button.name}`, { battery_low: true });
    await eventually(() => expect(partOf(button).isBatteryLow).toBe(true));
  });

  it('are missed when zigbee2mqtt hears nothing of them, and are back with their next press', async () => {
    await startRoomOf(aqara);
    await partIs(aqara, 'fault', 'out of reach');
    expect(driver.health().state).toBe('ok');
    await farSide.act(aqara, 'single');
    await eventually(() => expect(edges).toEqual(pressed(aqara)));
    await partIs(aqara, 'ok');
  });

  it('are missed after a day of silence, also where zigbee2mqtt does not watch them', async () => {
    await startRoomOf(rodret);
    await partIs(rodret, 'ok', 'not heard since the controller started');
    clock.pass(minutes(60 * 26));
    expect(partOf(rodret)).toMatchObject({ state: 'fault', detail: expect.stringContaining('silent for 26 hours') });
  });

  it('are named while they are not paired, work once they are, and are missed when they were taken out', async () => {
    await startRoomOf(late);
    await partIs(late, 'fault', 'no device is paired under this name');
    await farSide.say('zigbee2mqtt/bridge/request/permit_join', { time: 60 });
    await farSide.pair(late);
    await farSide.say('zigbee2mqtt/bridge/request/device/rename', { from: late.ieee, to: late.name });
    await partIs(late, 'ok');
    await farSide.act(late, 'single');
    await eventually(() => expect(edges).toEqual(pressed(late)));
    await farSide.leave(late);
    await partIs(late, 'fault', 'no device is paired under this name');
  });

  it.each(['SIGKILL', 'SIGTERM'] as const)(
    'know nothing while zigbee2mqtt is gone by %s, and work by themselves when it is back',
    async (signal) => {
      await startRoomOf(button);
      const states: OccupancyState[] = [];
      driver.occupancySensors[0]?.onChange((state) => states.push(state));
      await farSide.move(sensor, true);
      await eventually(() => expect(states).toEqual(['occupied']));
      await farSide.endZigbee2mqtt(signal);
      await driverIs('fault');
      expect(states).toEqual(['occupied', 'unknown']);
      expect(driver.health().detail).toContain('zigbee2mqtt does not run');
      expect(partOf(button).state).toBe('fault');
      await farSide.startZigbee2mqtt();
      await driverIs('ok');
      await farSide.act(button, 'single');
      await eventually(() => expect(edges).toEqual(pressed(button)));
    },
  );

  it('ring once each after their broker was killed and is back', async () => {
    const hardware = new RoomHardware([roomOf(planOf(button))], systemClock, silentLog());
    stop = () => hardware.stop();
    await hardware.start();
    await farSide.act(button, 'single');
    await eventually(() => expect(edges).toEqual(pressed(button)));
    await farSide.killBroker();
    await driverIs('fault');
    expect(driver.health().detail).toMatch(/^the local MQTT broker 127\.0\.0\.1:\d+ does not answer: /);
    await farSide.startBroker();
    await eventually(() => expect(linesWith('zigbee2mqtt runs')).toHaveLength(2));
    await farSide.act(button, 'double');
    await eventually(() => expect(edges).toEqual([...pressed(button), ...pressed(button)]));
  });

  it('tell in one sentence that their broker is not there', async () => {
    roomOf({ ...planOf(button), broker: 'mqtt://someone:secret@localhost:1' });
    await expect(driver.start()).rejects.toThrow(/^the local MQTT broker localhost:1 does not answer: .*ECONNREFUSED/);
    expect(driver.health()).toMatchObject({ state: 'fault', detail: expect.not.stringContaining('secret') });
  });

  it('listen to nothing when they were stopped while they started', async () => {
    const starting = startRoomOf(button);
    await driver.stop();
    await expect(starting).rejects.toThrow('stopped while it started');
    await driverIs('fault');
  });

  it('are not shaken by nonsense, which is told once for each kind, and hear a press beside it', async () => {
    await startRoomOf(button);
    const topic = `zigbee2mqtt/${button.name}`;
    const nonsense = ['{', '[1]', 'null', '7', Buffer.from([0xff, 0xfe]), `{"action":"${'x'.repeat(70_000)}"}`];
    for (const place of [topic, topic, `${topic}/availability`, 'zigbee2mqtt/bridge/state', 'zigbee2mqtt/bridge/devices'])
      for (const payload of nonsense) await farSide.say(place, payload);
    await farSide.say(topic, { action: {} });
    await farSide.say(topic, { action: 'single', battery: 'high', linkquality: -3, occupancy: 'maybe' });
    await eventually(() => expect(edges).toEqual(pressed(button)));
    expect(linesWith('cannot be read')).toHaveLength(6);
    expect(driver.health().state).toBe('ok');
  });
});

describe('a room with a wireless button and a wired lamp', () => {
  const roomId = 'nurmes-1';
  let folder: string;
  let broker: BenchBroker;
  let hub: BenchHub;
  let room: RoomController;

  const presenceIs = (state: string) => eventually(() => expect(hub.lastSaid(deviceMessages.presence)?.state).toBe(state));
  const line = async (mode: 'cut' | 'ok') => {
    const body = JSON.stringify({ mode });
    const headers = { 'content-type': 'application/json' };
    expect((await fetch(`${room.simulator?.url}/simulate/network`, { method: 'POST', headers, body })).status).toBe(200);
  };

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'etapiste-room-'));
    broker = new BenchBroker();
    await broker.start();
    hub = await BenchHub.open(broker.url, roomId);
  });

  afterEach(async () => {
    await room.stop();
    await hub.close();
    await broker.stop();
    await rm(folder, { recursive: true, force: true });
  });

  it('lights the lamp and keeps the call while the line to the hub is cut, and delivers it when the line is back', async () => {
    const hardware = roomPlan.parse({
      zigbee: { broker: farSide.url },
      callButtons: [{ driver: 'zigbee', device: button.name }],
    });
    const access = fixedAccess({ roomId, url: broker.url, password: 'x' });
    const simulate = { port: 0, allowOrigins: [] };
    const given = { access, dataDir: folder, documentCamera: simulatedCamera, hardware, simulate, version: '0.1.0' };
    room = new RoomController({ ...given, retry: { first: 100, most: 100 } }, systemClock, silentLog());
    await room.start();
    await presenceIs('online');
    await line('cut');
    await presenceIs('lost');

    await farSide.act(button, 'single');
    await eventually(() => expect(room.simulator?.state.now.lamp).toBe('sending'));
    const [file] = await eventually(async () => {
      const files = await readdir(join(folder, 'outbox'));
      expect(files.filter((name) => name.endsWith('.json'))).toHaveLength(1);
      return files;
    });
    expect(hub.said(callMessages.raised)).toEqual([]);

    hub.answer = () => ({ outcome: 'opened', callId: newId() });
    await line('ok');
    await eventually(() => expect(room.simulator?.state.now.lamp).toBe('stored'));
    const ids = hub.said(callMessages.raised).map(({ id, source }) => `${id}.json ${source}`);
    expect(new Set(ids)).toEqual(new Set([`${file} wall-button`]));
  });
});
