import { randomBytes } from 'node:crypto';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { callMessages, EnvelopeStamp, newId, roomStateMessages } from '@etapiste/protocol';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { BrokerWorld } from './testing/broker-world.js';

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

const envelopes = new EnvelopeStamp(newId(), () => new Date());
const own = 'etapiste/v1/rooms/porvoo-1';

/** Everything a room may send that is of no use, most of it different each time. */
const rubbish: ((count: number) => [topic: string, payload: string | Buffer, retain: boolean])[] = [
  (count) => [`${own}/weather/day-${count}`, 'x'.repeat(4_000), true],
  (count) => [`${own}/calls/${count}`, JSON.stringify(envelopes.stamp({ count })), true],
  () => [callMessages.raised.topic('porvoo-1'), randomBytes(1_000), false],
  () => [callMessages.raised.topic('porvoo-1'), JSON.stringify(envelopes.stamp({ id: newId() })), true],
  (count) => [roomStateMessages.occupancy.topic('porvoo-1'), JSON.stringify({ state: 'x'.repeat(1_000), count }), true],
  () => [roomStateMessages.occupancy.topic('porvoo-1'), '', true],
];

describe('a room that sends rubbish', () => {
  let world: BrokerWorld;

  beforeEach(async () => {
    // This is about what stays behind; that a flood is ended is told elsewhere.
    const endless = { packets: 1e9, bytes: 1e12 };
    world = BrokerWorld.with(['porvoo-1', 'porvoo-2'], { limits: { burst: endless } });
    await world.start();
  });
  afterEach(() => world.stop());

  async function send(messages: number): Promise<void> {
    const room = await world.connect('porvoo-1');
    for (let sent = 0; sent < messages; sent += 100) {
      const batch = Array.from({ length: 100 }, (_, index) => {
        const make = rubbish[index % rubbish.length] as (typeof rubbish)[number];
        const [topic, payload, retain] = make(sent + index);
        return room.publishAsync(topic, payload, { qos: 1, retain });
      });
      await Promise.all(batch);
    }
    await room.endAsync();
  }

  /** Payloads live outside the heap. */
  function usedBytes(): number {
    collectGarbage();
    const { heapUsed, external } = process.memoryUsage();
    return heapUsed + external;
  }

  it('does not make the hub grow, in memory, log or metrics, by 20,000 messages', async () => {
    await send(2_000);
    const before = usedBytes();
    const linesBefore = world.log.lines.length;
    const metricsBefore = (await world.registry.metrics()).split('\n').length;
    await send(20_000);
    // What a third of them asks the broker to keep would be 13 MB and more.
    expect(usedBytes() - before).toBeLessThan(4 * 1024 * 1024);
    expect(world.log.lines.length).toBe(linesBefore);
    expect((await world.registry.metrics()).split('\n').length).toBe(metricsBefore);
  }, 60_000);
});
