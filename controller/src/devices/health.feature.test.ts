import { health, newId, seconds, type DriverHealth, type Health, type PartHealth } from '@etapiste/protocol';
import { describe, expect, it } from 'vitest';
import { ManualClock } from '../clock/index.js';
import { SelfCheck } from '../faults/index.js';
import { directLine } from '../hardware/index.js';
import { silentLog } from '../log/index.js';
import { fixedAccess, MqttLink } from '../mqtt/index.js';
import { eventually } from '../testing/index.js';
import { ClockSync } from './clock-sync.js';
import { HealthFeature } from './health.feature.js';
import { thisMachine } from './machine.js';

const options = { bootId: newId(), access: fixedAccess({ roomId: 'nurmes-1', url: 'mqtt://127.0.0.1:1', password: 'x' }) };

describe('how a controller is', () => {
  it('is said of a real machine in the shape of the protocol, with null for what it cannot know', async () => {
    const facts = {
      cpuTemperature: await thisMachine.cpuTemperature(),
      diskFreeMb: await thisMachine.diskFreeMb('/tmp'),
      clockSynced: await thisMachine.isClockSynced(),
    };
    const { cpuTemperature, diskFreeMb, clockSynced } = health.shape;
    expect(() => ({
      temperature: cpuTemperature.parse(facts.cpuTemperature),
      disk: diskFreeMb.parse(facts.diskFreeMb),
      clock: clockSynced.parse(facts.clockSynced),
    })).not.toThrow();
    expect(facts.diskFreeMb).toBeGreaterThan(0);
    expect(await thisMachine.diskFreeMb('/no/such/folder')).toBeNull();
    expect(await thisMachine.operatingSystem()).not.toBe('');
  });

  it('is a fault while a driver or one of its parts is broken, and while a battery is low', async () => {
    const clock = new ManualClock();
    const link = new MqttLink(options, directLine, clock, silentLog());
    const selfCheck = new SelfCheck(link, clock, silentLog());
    let driver: DriverHealth = { name: 'gpiochip', state: 'ok', parts: [] };
    const clockSync = new ClockSync(thisMachine, clock);
    const hardware = { health: () => [driver] };
    const own = { hardware, clockSync, machine: thisMachine, dataDir: '/tmp', version: '0.1.0' };
    const sources = { ...own, outboxLength: () => 0, certificate: () => '4F01' };
    const feature = new HealthFeature(sources, selfCheck, link, clock);
    await feature.start();
    driver = { name: 'gpiochip', state: 'fault', detail: 'the line is taken', parts: [] };
    clock.pass(seconds(2));
    expect(selfCheck.codes).toEqual(['driver-failed']);
    driver = { name: 'gpiochip', state: 'ok', parts: [] };
    clock.pass(seconds(2));
    expect(selfCheck.codes).toEqual([]);
    const part = { kind: 'call-button', name: 'call-button' } as const;
    driver = { name: 'zigbee', state: 'ok', parts: [{ ...part, state: 'fault' }] };
    clock.pass(seconds(2));
    expect(selfCheck.codes).toEqual(['driver-failed']);
    driver = { name: 'zigbee', state: 'ok', parts: [{ ...part, state: 'ok', battery: 12, isBatteryLow: true }] };
    clock.pass(seconds(2));
    expect(selfCheck.codes).toEqual(['battery-low']);
    feature.stop();
  });

  it('is said again at once when a part changes, and not for each second of its silence', async () => {
    const clock = new ManualClock();
    const link = new MqttLink(options, directLine, clock, silentLog());
    const told: (number | undefined)[] = [];
    link.publish = (_message, payload) => void told.push((payload as Health).drivers[0]?.parts[0]?.battery);
    const part: PartHealth = { kind: 'call-button', name: 'call-button', state: 'ok', battery: 85, linkQuality: 120 };
    let parts: PartHealth[] = [part];
    const hardware = { health: (): DriverHealth[] => [{ name: 'zigbee', state: 'ok', parts }] };
    const clockSync = new ClockSync(thisMachine, clock);
    const own = { hardware, clockSync, machine: thisMachine, dataDir: '/tmp', version: '0.1.0' };
    const sources = { ...own, outboxLength: () => 0, certificate: () => '4F01' };
    const feature = new HealthFeature(sources, new SelfCheck(link, clock, silentLog()), link, clock);
    await feature.start();
    await eventually(() => expect(told).toEqual([85]));
    parts = [{ ...part, silentSeconds: 2, linkQuality: 118 }];
    clock.pass(seconds(2));
    parts = [{ ...part, silentSeconds: 4, battery: 84 }];
    clock.pass(seconds(2));
    await eventually(() => expect(told.at(-1)).toBe(84));
    expect(told).toEqual([85, 84]);
    feature.stop();
  });

  it('follows the clock of the machine as it is set and lost', async () => {
    const clock = new ManualClock();
    let isSet: boolean | null = false;
    const clockSync = new ClockSync({ isClockSynced: () => Promise.resolve(isSet) }, clock);
    await clockSync.start();
    expect(clockSync.isSynced).toBe(false);
    isSet = true;
    clock.pass(seconds(5));
    await Promise.resolve();
    expect(clockSync.isSynced).toBe(true);
    clockSync.stop();
  });
});
