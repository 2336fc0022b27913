import { createSocket, type RemoteInfo, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { CameraBench } from '../testing/camera-bench.js';
import { asksForKeyframe } from './rtcp.js';

const soon = { timeout: 100_000, interval: 20 };

const pictureLoss = Buffer.from('81ce0002000000015de32820', 'hex');
const bandwidth = Buffer.from('8fce0005000000010000000052454d42010108625de32820', 'hex');

/** By RTP's own clock. */
const rate = (frames: readonly { timestamp: number; bytes: number }[]) => {
  const seconds = ((frames.at(-1)?.timestamp ?? 0) - (frames[0]?.timestamp ?? 0)) / 90_000;
  const bytes = frames.reduce((sum, frame) => sum + frame.bytes, 0);
  return { framesPerSecond: (frames.length - 1) / seconds, kbps: (bytes * 8) / 1_000 / seconds };
};

let bench: CameraBench;
let media: Socket;
let heard: RemoteInfo[];

beforeEach(async () => {
  heard = [];
  media = createSocket('udp4').on('message', (_packet, from) => heard.push(from));
  media.bind(0, '127.0.0.1');
  await once(media, 'listening');
  bench = await CameraBench.open();
});
afterEach(async () => {
  await bench.close();
  media.close();
});

const rtcp = () => ({ host: '127.0.0.1', port: media.address().port });
const framesAfter = async (packet: number, count: number) => {
  await vi.waitFor(() => expect(bench.framesFrom(packet).length).toBeGreaterThanOrEqual(count), soon);
  return bench.framesFrom(packet);
};
/** Between two keyframes: not just after one, when the next would have to wait, nor just before one that comes by itself. */
const afterKeyframe = async () => {
  const from = bench.packets.length;
  await vi.waitFor(() => {
    const frames = bench.framesFrom(from);
    const since = frames.length - frames.findLastIndex(({ isKeyframe }) => isKeyframe);
    expect(frames.some(({ isKeyframe }) => isKeyframe) && since > 5 && since < 25).toBe(true);
  }, soon);
  return bench.packets.length;
};
const framesUntilKeyframe = async (packet: number) => {
  await vi.waitFor(() => expect(bench.framesFrom(packet).some(({ isKeyframe }) => isKeyframe)).toBe(true), soon);
  return bench.framesFrom(packet).findIndex(({ isKeyframe }) => isKeyframe);
};

describe('a viewer who joins', () => {
  test('is heard of from the media server, and gets a keyframe', async () => {
    bench.supervisor.start(bench.order({ rtcp: rtcp() }));
    await vi.waitFor(() => expect(heard.length).toBeGreaterThan(1), soon);
    const before = await afterKeyframe();
    const { address, port } = heard.at(-1) as RemoteInfo;
    media.send(pictureLoss, port, address);
    expect(await framesUntilKeyframe(before)).toBeLessThan(30);
  });

  test('gets one too when the hub asks for it with the lease', async () => {
    bench.supervisor.start(bench.order());
    const before = await afterKeyframe();
    bench.supervisor.askKeyframe();
    expect(await framesUntilKeyframe(before)).toBeLessThan(30);
  });

  test('who can be heard gets no keyframe that nobody asked for: on a thin line each takes seconds to become sharp', async () => {
    bench.supervisor.start(bench.order({ rtcp: rtcp() }));
    await vi.waitFor(() => expect(heard.length).toBeGreaterThan(1), soon);
    const { address, port } = heard.at(-1) as RemoteInfo;
    const watching = setInterval(() => media.send(bandwidth, port, address), 250);
    // One that was asked for before may still be on its way.
    await framesAfter(bench.packets.length, 20);
    const frames = await framesAfter(bench.packets.length, 100);
    clearInterval(watching);
    expect(frames.some(({ isKeyframe }) => isKeyframe)).toBe(false);
    expect(await framesUntilKeyframe(bench.packets.length)).toBeGreaterThan(0);
  });

  test('is told from an estimate of bandwidth, and from noise', () => {
    expect(asksForKeyframe(pictureLoss)).toBe(true);
    expect(asksForKeyframe(Buffer.concat([bandwidth, pictureLoss]))).toBe(true);
    expect(asksForKeyframe(bandwidth)).toBe(false);
    for (let length = 0; length < 12; length++) expect(asksForKeyframe(Buffer.alloc(length, 0xff))).toBe(false);
  });
});

describe('a thin line', () => {
  test('slows the frames, not the size; a better line gives them back; the process stays', async () => {
    bench.supervisor.start(bench.order({ kbps: 1_000 }));
    expect(rate(await framesAfter(0, 40)).framesPerSecond).toBeGreaterThan(12);
    const { pid } = bench.supervisor;

    bench.supervisor.setKbps(120);
    await vi.waitFor(() => expect(rate(bench.framesFrom(0).slice(-8)).framesPerSecond).toBeLessThan(11), soon);
    const thin = rate(await framesAfter(bench.packets.length, 30));
    expect(thin.framesPerSecond).toBeLessThan(11);
    expect(thin.kbps).toBeLessThan(180);
    expect(bench.last).toMatchObject({ width: 1280, height: 720 });

    bench.supervisor.setKbps(1_000);
    await vi.waitFor(() => expect(rate(bench.framesFrom(0).slice(-8)).framesPerSecond).toBeGreaterThan(12), soon);
    expect(bench.supervisor.pid).toBe(pid);
    expect(bench.ssrcs).toHaveLength(1);
  });
});
