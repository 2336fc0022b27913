import { health, newId, seconds, type DriverHealth } from '@etapiste/protocol';
import { describe, expect, it } from 'vitest';
import { ManualClock } from '../clock/index.js';
import { SelfCheck } from '../faults/index.js';
import { directLine } from '../hardware/index.js';
import { silentLog } from '../log/index.js';
import { MqttLink } from '../mqtt/index.js';
import { ClockSync } from './clock-sync.js';
import { HealthFeature } from './health.feature.js';
import { thisMachine } from './machine.js';

const options = { roomId: 'nurmes-1', bootId: newId(), mqtt: { url: 'mqtt://127.0.0.1:1', password: 'x', ca: undefined } };

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

  it('is a fault while one of its drivers is broken', async () => {
    const clock = new ManualClock();
    const link = new MqttLink(options, directLine, clock, silentLog());
    const selfCheck = new SelfCheck(link, clock, silentLog());
    let driver: DriverHealth = { name: 'gpiochip', state: 'ok', parts: [] };
    const clockSync = new ClockSync(thisMachine, clock);
    const hardware = { health: () => [driver] };
    const sources = { hardware, clockSync, machine: thisMachine, dataDir: '/tmp', version: '0.1.0', outboxLength: () => 0 };
    const feature = new HealthFeature(sources, selfCheck, link, clock);
    await feature.start();
    driver = { name: 'gpiochip', state: 'fault', detail: 'the line is taken', parts: [] };
    clock.pass(seconds(2));
    expect(selfCheck.codes).toEqual(['driver-failed']);
    driver = { name: 'gpiochip', state: 'ok', parts: [] };
    clock.pass(seconds(2));
    expect(selfCheck.codes).toEqual([]);
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
