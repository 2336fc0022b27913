// How long a wireless press takes inside the room: from the radio's frame to the driver's edge and to the light at the button, beside
// a bare MQTT subscriber that hears the same presses. Prints JSON: milliseconds, median, 95th percentile and slowest of each way.
//   npm run build && node controller/rigs/zigbee/measure.mjs [presses, 100]
// Real: zigbee2mqtt, Mosquitto, the whole room controller. Not real: the radio stick, the lamp (simulated), and the hub, which only
// ends each call so that the next press lights a dark lamp.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { callMessages, newId } from '@etapiste/protocol';
import { pino } from 'pino';
import { simulatedCamera } from '../../dist/camera/index.js';
import { systemClock } from '../../dist/clock/index.js';
import { roomPlan } from '../../dist/hardware/index.js';
import { ZigbeeDriver } from '../../dist/hardware/zigbee/index.js';
import { fixedAccess } from '../../dist/mqtt/index.js';
import { RoomController } from '../../dist/room-controller.js';
import { BenchBroker } from '../../dist/testing/bench-broker.js';
import { BenchHub } from '../../dist/testing/bench-hub.js';
import { ZigbeeFarSide } from '../../dist/testing/zigbee-far-side.js';

const presses = Number(process.argv[2] ?? 100);
const warmUp = 5;
/** Two actions take turns, and each is apart from itself by more than the second within which the driver takes it for a copy. */
const pauseMs = 600;
const roomId = 'nurmes-1';
const button = { ieee: '0x00124b0000000a01', model: 'SONOFF SNZB-01P', name: 'nurmes-1/call-button' };
const log = pino({ level: 'silent' });
const policy = { lockoutSeconds: 0, notReachedSeconds: 20, endPressSeconds: 3 };

if (!(Number.isInteger(presses) && presses > 0)) throw new Error('give a whole number of presses');
const folder = await mkdtemp(join(tmpdir(), 'etapiste-measure-'));
const farSide = new ZigbeeFarSide([button]);
const hubBroker = new BenchBroker();
await hubBroker.start();
const hub = await BenchHub.open(hubBroker.url, roomId);
await farSide.start();
const plan = roomPlan.parse({ zigbee: { broker: farSide.url }, callButtons: [{ driver: 'zigbee', device: button.name }] });
const room = new RoomController(
  {
    version: '0.0.0',
    access: fixedAccess({ roomId, url: hubBroker.url, password: 'x' }),
    dataDir: folder,
    documentCamera: simulatedCamera,
    hardware: plan,
    simulate: { port: 0, allowOrigins: [] },
  },
  systemClock,
  log,
);
// A second driver beside the room's own shows the moment of the edge.
const { broker, baseTopic } = plan.zigbee;
const driver = new ZigbeeDriver({ broker, baseTopic, callButtons: plan.callButtons, occupancySensors: [] }, systemClock, log);
const subscriber = fork(new URL('bare-subscriber.mjs', import.meta.url), [farSide.url, `${baseTopic}/${button.name}`]);
try {
  await Promise.all([room.start(), driver.start(), once(subscriber, 'message')]);
  const times = [];
  for (let press = 0; press < warmUp + presses; press += 1) {
    times.push(await timesOf(press));
    await pause(pauseMs);
  }
  process.stdout.write(`${JSON.stringify(resultOf(times.slice(warmUp)), null, 2)}\n`);
} finally {
  subscriber.disconnect();
  await driver.stop();
  await room.stop();
  await farSide.stop();
  await hub.close();
  await hubBroker.stop();
  await rm(folder, { recursive: true, force: true });
}

/** One press, and how long after its frame each of the three noticed it. */
async function timesOf(/** @type {number} */ press) {
  const callId = newId();
  hub.answer = () => ({ outcome: 'opened', callId });
  const heard = once(subscriber, 'message');
  const edge = firstOf((tell) => driver.callButtons[0].onEdge(({ atMs }) => tell(atMs)));
  const light = firstOf((tell) =>
    room.simulator.state.onChange(({ lamp }) => lamp === 'sending' && tell(systemClock.monotonicMs())),
  );
  const frameMs = await farSide.act(button, press % 2 === 0 ? 'single' : 'double');
  const [[{ atNs }], edgeMs, lightMs] = await Promise.all([heard, edge, light]);
  await endCall(callId);
  return { subscriber: Number(BigInt(atNs)) / 1e6 - frameMs, edge: edgeMs - frameMs, light: lightMs - frameMs };
}

async function endCall(/** @type {string} */ callId) {
  const lampIs = (/** @type {string} */ wanted) =>
    room.simulator.state.now.lamp === wanted
      ? Promise.resolve()
      : firstOf((tell) => room.simulator.state.onChange(({ lamp }) => lamp === wanted && tell(0)));
  await lampIs('stored');
  const call = { id: callId, state: 'open', word: 'shown', openedAt: new Date().toISOString() };
  await hub.say(callMessages.state, { call, policy });
  await lampIs('shown');
  await hub.say(callMessages.state, { call: null, policy });
  await lampIs('dark');
}

/**
 * The first that is told, and then no more.
 * @param {(tell: (atMs: number) => void) => () => void} listen
 * @returns {Promise<number>}
 */
function firstOf(listen) {
  return new Promise((resolve) => {
    const unsubscribe = listen((atMs) => {
      resolve(atMs);
      queueMicrotask(() => unsubscribe());
    });
  });
}

/** @param {readonly Record<'subscriber' | 'edge' | 'light', number>[]} times */
function resultOf(times) {
  const wayOf = (/** @type {'subscriber' | 'edge' | 'light'} */ who) => {
    const sorted = times.map((time) => time[who]).toSorted((a, b) => a - b);
    const at = (/** @type {number} */ share) =>
      Number(sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))]?.toFixed(2));
    return { median: at(0.5), p95: at(0.95), slowest: at(1) };
  };
  const [subscriberMs, edgeMs, lightMs] = [wayOf('subscriber'), wayOf('edge'), wayOf('light')];
  const ratio = (/** @type {number} */ ours) => Number((ours / subscriberMs.median).toFixed(2));
  return {
    presses: times.length,
    unit: 'ms',
    frameToBareSubscriber: subscriberMs,
    frameToEdge: edgeMs,
    frameToLight: lightMs,
    ratios: { edge: ratio(edgeMs.median), light: ratio(lightMs.median) },
  };
}
