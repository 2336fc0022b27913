import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { CameraBench } from '../testing/camera-bench.js';
import { readCameraSource, type CameraChoice } from './camera-choice.js';

const soon = { timeout: 100_000, interval: 50 };

let bench: CameraBench;
afterEach(() => bench.close());

const film = async (source: string, changes: Partial<CameraChoice> = {}) => {
  bench = await CameraBench.open({ source: readCameraSource(source), ...changes });
  bench.supervisor.start(bench.order());
};
/** Why it failed, if it did: on a busy machine also for other reasons than the one that is looked for. */
const details = () => bench.reports.map(({ detail }) => detail).join('\n');
const untilSaid = (words: string) => vi.waitFor(() => expect(details()).toContain(words), soon);
const until = (state: string) => vi.waitFor(() => expect(bench.states).toContain(state), soon);
const paper = fileURLToPath(new URL('../../assets/paper.png', import.meta.url));

describe('any source of GStreamer is a document camera', () => {
  test('a moving test picture is live, in the size and at the rate that are wanted', async () => {
    await film('gst:videotestsrc is-live=true pattern=zone-plate kx2=20 ky2=20 kt=1', {
      width: 640,
      height: 360,
      framesPerSecond: 15,
    });
    await until('live');
    await vi.waitFor(() => expect(bench.packets.length).toBeGreaterThan(20), soon);
    expect(bench.reports.find(({ state }) => state === 'live')).toMatchObject({ width: 640, height: 360 });
  });

  test('a camera that gives JPEG pictures is decoded', async () => {
    await film('gst:videotestsrc is-live=true pattern=snow ! video/x-raw,width=320,height=240,framerate=10/1 ! jpegenc', {
      width: 320,
      height: 240,
    });
    await until('live');
    await vi.waitFor(() => expect(bench.packets.length).toBeGreaterThan(20), soon);
  });

  test('a still paper through a noiseless source has no movement, and is never a fault', async () => {
    await film(`gst:multifilesrc location="${paper}" caps=image/png,framerate=5/1 loop=true`, { isNoiseless: true });
    await until('no-movement');
    const seen = bench.reports.length;
    await vi.waitFor(() => expect(bench.reports.length).toBeGreaterThan(seen + 8), soon);
    expect(bench.last?.state).toBe('no-movement');
    expect(details()).not.toContain('repeats');
  });

  test('the same pictures from a camera that should have noise are a fault, and never go out as live', async () => {
    await film('gst:videotestsrc is-live=true pattern=checkers-8', { width: 640, height: 360 });
    await untilSaid('repeats one and the same frame');
    expect(bench.states).not.toContain('live');
    expect(bench.packets).toEqual([]);
  });

  test('a source that ends says so', async () => {
    await film('gst:videotestsrc is-live=true num-buffers=20 pattern=snow');
    await untilSaid('the source of the picture has ended');
    expect(bench.states).toContain('failed');
  });

  test('a camera that gives a frame now and then is not taken for one that works', async () => {
    await film('gst:videotestsrc is-live=true ! identity sleep-time=5000000', { isNoiseless: true });
    await untilSaid('gave no frame');
    expect(bench.states).toContain('failed');
  });

  test('a description that GStreamer cannot read comes back in its words, without the key', async () => {
    bench = await CameraBench.open({ source: { kind: 'gst', description: 'nosuchsrc' } });
    const order = bench.order();
    bench.supervisor.start(order);
    await until('failed');
    expect(bench.last?.detail).toContain('nosuchsrc');
    expect(bench.last?.detail).not.toContain(Buffer.from(order.key, 'base64').toString('hex'));
  });
});

describe('a V4L2 camera', () => {
  test('that is not there is missing, and is looked for again', async () => {
    await film('v4l2:/dev/v4l/by-id/usb-none-video-index0');
    await vi.waitFor(() => expect(bench.reports.filter(({ state }) => state === 'no-device').length).toBeGreaterThan(1), soon);
    expect(bench.states).toEqual(['starting', 'no-device']);
    expect(bench.reports.find(({ state }) => state === 'no-device')?.detail).toContain('not connected');
  });

  test('that is no camera is a wrong device', async () => {
    await film('v4l2:/dev/null');
    await vi.waitFor(() => expect(bench.states).toEqual(['starting', 'wrong-device']), soon);
  });
});

describe('sizes', () => {
  test('the simulated paper is sent in 1080p when that is wanted', async () => {
    await film('simulated', { width: 1920, height: 1080 });
    await until('live');
    expect(bench.reports.find(({ state }) => state === 'live')).toMatchObject({ width: 1920, height: 1080 });
    await vi.waitFor(() => expect(bench.packets.length).toBeGreaterThan(50), soon);
  });
});
