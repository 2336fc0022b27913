import { faultMessages, minutes, newId, seconds } from '@etapiste/protocol';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { BenchBroker, BenchHub, eventually } from '../testing/index.js';
import { ManualClock, systemClock } from '../clock/index.js';
import { directLine } from '../hardware/index.js';
import { silentLog } from '../log/index.js';
import { fixedAccess, MqttLink } from '../mqtt/index.js';
import { SelfCheck } from './self-check.js';

describe('what a controller finds wrong with itself', () => {
  let broker: BenchBroker;
  let hub: BenchHub;
  let link: MqttLink;
  let clock: ManualClock;
  let selfCheck: SelfCheck;
  const told = () => hub.said(faultMessages['self-check']);

  beforeEach(async () => {
    broker = new BenchBroker();
    await broker.start();
    hub = await BenchHub.open(broker.url, 'nurmes-1');
    clock = new ManualClock();
    const access = fixedAccess({ roomId: 'nurmes-1', url: broker.url, password: 'x' });
    link = new MqttLink({ bootId: newId(), access }, directLine, systemClock, silentLog());
    selfCheck = new SelfCheck(link, clock, silentLog());
    selfCheck.start();
    link.start();
    await eventually(() => {
      if (told().length !== 1) throw new Error('nothing has been told yet');
    });
  });

  afterEach(async () => {
    selfCheck.stop();
    await link.stop();
    await hub.close();
    await broker.stop();
  });

  it('is told when it begins and when it is over, once each, with the time it began', async () => {
    const since = clock.now().toISOString();
    selfCheck.raise('driver-failed', 'simulated: broken');
    clock.pass(seconds(9));
    selfCheck.raise('driver-failed', 'simulated: broken');
    selfCheck.raise('driver-failed', 'simulated: still broken');
    selfCheck.clear('button-stuck');
    selfCheck.clear('driver-failed');
    await eventually(() => expect(told()).toHaveLength(4));
    expect(told().map(({ faults }) => faults)).toEqual([
      [],
      [{ code: 'driver-failed', since, detail: 'simulated: broken' }],
      [{ code: 'driver-failed', since, detail: 'simulated: still broken' }],
      [],
    ]);
  });

  it('is told again every minute', async () => {
    clock.pass(minutes(3));
    await eventually(() => expect(told()).toHaveLength(4));
  });

  it('is cut to what the wire takes', async () => {
    selfCheck.raise('press-refused', 'x'.repeat(2_000));
    await eventually(() => expect(told().at(-1)?.faults[0]?.detail).toHaveLength(500));
    expect(hub.malformed).toEqual([]);
  });
});
