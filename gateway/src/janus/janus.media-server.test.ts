import { randomBytes } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createLog } from '../log/log.js';
import { JanusMediaServer } from './janus.media-server.js';
import { MediaKeys } from './media-keys.js';
import { MediaUnavailable } from './media-server.js';
import { JanusProcess } from './testing/janus-process.js';

const soon = { timeout: 100_000, interval: 50 };

let janus: JanusProcess;
let media: JanusMediaServer;
let told: boolean[];

beforeEach(async () => {
  janus = new JanusProcess();
  await janus.start();
  media = new JanusMediaServer({ url: janus.url, rtpHost: '127.0.0.1' }, janus.secrets, janus.keys, createLog('silent'));
  told = [];
  media.onChange((isAvailable) => told.push(isAvailable));
  media.start();
  await vi.waitUntil(() => media.isAvailable, soon);
});
afterEach(async () => {
  await media.stop();
  await janus.remove();
});

describe('the media server', () => {
  test('makes a mountpoint for a room, with a port, a key and a pin of its own', async () => {
    const [one, other] = [await media.createMountpoint(), await media.createMountpoint()];

    expect(one.host).toBe('127.0.0.1');
    expect(one.port).not.toBe(other.port);
    expect(one.rtcpPort).toBeGreaterThan(0);
    expect(one.key).not.toBe(other.key);
    expect(one.pin).not.toBe(other.pin);
    expect(media.recallMountpoint(one.id, one)).toEqual(one);
    expect(await media.mountpointInfo(one.id)).toMatchObject({ viewers: 0 });
  });

  test('forgets a mountpoint that is destroyed, and destroying it twice is no fault', async () => {
    const { id } = await media.createMountpoint();
    await media.destroyMountpoint(id);
    await media.destroyMountpoint(id);
    expect(await media.mountpointInfo(id)).toBeUndefined();
  });

  test('killed, it is unavailable at once, and available again when it is back, without its old mountpoints', async () => {
    const { id } = await media.createMountpoint();
    await janus.kill();
    await vi.waitFor(() => expect(media.isAvailable).toBe(false), soon);
    await expect(media.createMountpoint()).rejects.toBeInstanceOf(MediaUnavailable);
    // Nobody must wait for a server that is gone.
    await media.destroyMountpoint(id);

    await janus.start();
    await vi.waitFor(() => expect(media.isAvailable).toBe(true), soon);

    expect(told).toEqual([true, false, true]);
    expect(await media.mountpointInfo(id)).toBeUndefined();
    const again = await media.createMountpoint();
    expect(again.id).not.toBe(id);
  });

  test('a stranger without the mountpoint’s secret neither asks about it nor destroys it', async () => {
    const { id } = await media.createMountpoint();
    const strangersKeys = new MediaKeys(randomBytes(32));
    const stranger = new JanusMediaServer(
      { url: janus.url, rtpHost: '127.0.0.1' },
      janus.secrets,
      strangersKeys,
      createLog('silent'),
    );
    stranger.start();
    await vi.waitFor(() => expect(stranger.isAvailable).toBe(true), soon);

    await expect(stranger.destroyMountpoint(id)).rejects.toThrow('secret');
    await stranger.stop();
    expect(await media.mountpointInfo(id)).toBeDefined();
  });

  test('with a wrong API secret it is never available', async () => {
    const wrong = { ...janus.secrets, apiSecret: 'not-the-secret-at-all' };
    const locked = new JanusMediaServer({ url: janus.url, rtpHost: '127.0.0.1' }, wrong, janus.keys, createLog('silent'));
    const changes: boolean[] = [];
    locked.onChange((isAvailable) => changes.push(isAvailable));
    locked.start();
    await expect(locked.createMountpoint()).rejects.toBeInstanceOf(MediaUnavailable);
    await locked.stop();
    expect(changes).toEqual([]);
  });
});
