import { createSocket, type Socket } from 'node:dgram';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import {
  meetingMessages,
  newId,
  seconds,
  type Message,
  type PayloadOf,
  type ReceivedOf,
  type SimulatedRoom,
} from '@etapiste/protocol';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { CameraSupervisor, simulatedCamera } from '../camera/index.js';
import { ManualClock, systemClock } from '../clock/index.js';
import { SelfCheck } from '../faults/index.js';
import { SimulatedLine, SimulatedRoomState } from '../hardware/simulated/index.js';
import { silentLog } from '../log/index.js';
import type { RoomLink } from '../mqtt/index.js';
import { onBusyMachine } from '../testing/index.js';
import { DocumentCameraFeature } from './document-camera.feature.js';
import { simulatedScene } from './simulated-scene.js';

type Lease = PayloadOf<(typeof meetingMessages)['document-camera-lease']>;
type State = PayloadOf<(typeof meetingMessages)['document-camera']>;

/** The line's end in the room: hands over what the hub says and keeps what the room says. */
class LineEnd implements RoomLink {
  readonly bootId = newId();
  readonly isConnected = true;
  readonly isHubOnline = true;
  readonly said: State[] = [];
  private hear: (lease: ReceivedOf<(typeof meetingMessages)['document-camera-lease']>) => void = () => undefined;

  publish<M extends Message>(message: M, payload: PayloadOf<M>): void {
    if (message.name === 'document-camera') this.said.push(payload as State);
  }

  subscribe<M extends Message>(_message: M, handler: (received: ReceivedOf<M>) => void): () => void {
    this.hear = handler as never;
    return () => undefined;
  }

  onConnected = () => () => undefined;
  onHubChange = () => () => undefined;

  lease(lease: Lease): void {
    this.hear({ ...lease, at: new Date().toISOString(), bootId: this.bootId, seq: 0 });
  }
}

const soon = { timeout: 100_000, interval: 50 };

let hub: Socket;
let packets: { ssrc: number; atMs: number }[];
let link: LineEnd;
let clock: ManualClock;
let camera: CameraSupervisor;
let selfCheck: SelfCheck;
let feature: DocumentCameraFeature;
let room: SimulatedRoomState;
let line: SimulatedLine;

beforeEach(async () => {
  packets = [];
  hub = createSocket('udp4').on('message', (packet) => packets.push({ ssrc: packet.readUInt32BE(8), atMs: performance.now() }));
  hub.bind(0, '127.0.0.1');
  await once(hub, 'listening');
  link = new LineEnd();
  clock = new ManualClock();
  room = new SimulatedRoomState('porvoo-1');
  line = new SimulatedLine(systemClock);
  // The process beats in real time; only the lease's own time is moved by hand.
  camera = new CameraSupervisor(
    new URL('../../dist/camera/sender.js', import.meta.url),
    simulatedCamera,
    systemClock,
    silentLog(),
  );
  selfCheck = new SelfCheck(link, clock, silentLog());
  feature = new DocumentCameraFeature(link, camera, simulatedScene(room), line, selfCheck, clock, silentLog());
  feature.start();
});
afterEach(async () => {
  await feature.stop();
  await line.stop();
  hub.close();
});

const lease = (mountpointId: string, leaseSeconds = 15): Lease => ({
  mountpointId,
  leaseSeconds,
  key: randomBytes(30).toString('base64'),
  host: '127.0.0.1',
  port: hub.address().port,
  kbps: 800,
});
const filming = () => vi.waitFor(() => expect(link.said.at(-1)).toMatchObject({ state: 'live', width: 1280, height: 720 }), soon);
const packetsBeyond = async (count: number): Promise<void> => {
  await vi.waitFor(() => expect(packets.length).toBeGreaterThan(count), soon);
};
const processGone = () => vi.waitFor(() => expect(camera.pid).toBeUndefined(), soon);
/** Nothing came for longer than any gap between two frames. */
const silence = () => vi.waitFor(() => expect(performance.now() - (packets.at(-1)?.atMs ?? 0)).toBeGreaterThan(500), soon);

describe('the document camera', onBusyMachine, () => {
  test('is off until somebody needs it', () => {
    expect(link.said).toEqual([{ state: 'off', mountpointId: null, width: null, height: null, framesPerSecond: null }]);
    expect(camera.pid).toBeUndefined();
  });

  test('films on a lease, and the room knows for which meeting', async () => {
    const id = newId();
    link.lease(lease(id));
    await filming();
    await packetsBeyond(10);

    expect(link.said.at(-1)?.mountpointId).toBe(id);
    expect(room.now.documentCamera.state).toBe('live');
  });

  test('a lease that is not renewed lapses: the room stops filming by its own clock', async () => {
    link.lease(lease(newId()));
    await filming();
    await packetsBeyond(0);

    clock.pass(seconds(14.9));
    expect(camera.pid).toBeDefined();
    clock.pass(seconds(0.2));

    expect(camera.pid).toBeUndefined();
    expect(link.said.at(-1)).toMatchObject({ state: 'off', mountpointId: null });
    await silence();
  });

  test('a wall clock that jumps neither lengthens nor ends a lease', async () => {
    link.lease(lease(newId()));
    await filming();
    clock.setWall('2031-01-01T00:00:00.000Z');
    clock.pass(seconds(10));
    expect(camera.pid).toBeDefined();
    clock.setWall('2020-01-01T00:00:00.000Z');
    clock.pass(seconds(6));
    expect(camera.pid).toBeUndefined();
  });

  test('renewing the same mountpoint changes nothing: the same process sends on', async () => {
    const id = newId();
    link.lease(lease(id));
    await filming();
    await packetsBeyond(0);
    const { pid } = camera;
    for (let renewal = 0; renewal < 6; renewal++) {
      clock.pass(seconds(5));
      link.lease(lease(id));
    }
    // More than may still have been on the way: these are sent after the renewals.
    await packetsBeyond(packets.length + 30);
    expect(camera.pid).toBe(pid);
    expect(new Set(packets.map(({ ssrc }) => ssrc)).size).toBe(1);
  });

  test('another mountpoint starts another sender, as a new source', async () => {
    link.lease(lease(newId()));
    await filming();
    await packetsBeyond(0);
    const { pid } = camera;
    const id = newId();
    link.lease(lease(id));

    await vi.waitFor(() => expect(new Set(packets.map(({ ssrc }) => ssrc)).size).toBe(2), soon);
    await filming();
    expect(camera.pid).not.toBe(pid);
    expect(link.said.at(-1)?.mountpointId).toBe(id);
  });

  test('a lease of no seconds ends the picture at once, but not that of another meeting', async () => {
    const id = newId();
    link.lease(lease(id));
    await filming();
    link.lease(lease(newId(), 0));
    expect(camera.pid).toBeDefined();
    link.lease(lease(id, 0));
    await processGone();
    expect(link.said.at(-1)?.state).toBe('off');
  });

  test('a covered, unplugged or still camera is said in words', async () => {
    link.lease(lease(newId()));
    await filming();
    const cases: [SimulatedRoom['documentCamera']['mode'], State['state']][] = [
      ['black', 'black'],
      ['covered', 'covered'],
      ['unplug', 'no-device'],
      ['paper', 'live'],
      ['still', 'no-movement'],
    ];
    for (const [mode, state] of cases) {
      room.setCameraMode(mode);
      await vi.waitFor(() => expect(link.said.at(-1)?.state).toBe(state), soon);
    }
  });

  test('says hello where wishes for keyframes come from, through the room’s own line', async () => {
    const feedback = createSocket('udp4').bind(0, '127.0.0.1');
    await once(feedback, 'listening');
    const hello = once(feedback, 'message');
    link.lease({ ...lease(newId()), rtcpPort: feedback.address().port });
    const [packet] = (await hello) as [Buffer];
    expect(packet.toString('hex')).toBe('80c9000100000001');

    line.set('cut', 0);
    let heardAtMs = performance.now();
    feedback.on('message', () => (heardAtMs = performance.now()));
    await vi.waitFor(() => expect(performance.now() - heardAtMs).toBeGreaterThan(2_500), soon);
    feedback.close();
  });

  test('a camera that hangs on its last frame is a fault of the room, and the maintainer reads why', async () => {
    link.lease(lease(newId()));
    await filming();
    room.setCameraMode('freeze');
    await vi.waitFor(() => expect(link.said.at(-1)?.state).toBe('failed'), soon);
    expect(link.said.at(-1)).toMatchObject({ width: null, detail: expect.stringContaining('repeats one and the same frame') });
    expect(selfCheck.codes).toEqual(['document-camera-failed']);

    room.setCameraMode('paper');
    await filming();
    expect(selfCheck.codes).toEqual([]);
  });

  test('a cut line takes the picture with it', async () => {
    link.lease(lease(newId()));
    await filming();
    await packetsBeyond(0);
    line.set('cut', 0);
    await silence();
    line.set('ok', 0);
    const before = packets.length;
    await packetsBeyond(before);
    expect(packets.length).toBeGreaterThan(before);
  });

  test('stopping the controller stops the camera', async () => {
    link.lease(lease(newId()));
    await filming();
    await feature.stop();
    expect(camera.pid).toBeUndefined();
  });
});
