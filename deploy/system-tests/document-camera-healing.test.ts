import { describe, expect } from 'vitest';
import { eventually } from '../setup/eventually.mjs';
import { cameraRoom as room, type CameraHouse } from './camera-house.js';
import { test } from './camera-test.js';
import { count } from './counts.js';
import { calmPicture } from './house.js';
import { StandInRoom } from './stand-in-room.js';

/*
 * Everything that carries a picture dies once, and each time the picture comes back by itself, from a new source, and with a new
 * key where its place on the media server was made again. Times are printed; only the long run holds them to anything, generously.
 */

test.override('plan', () => ({ picture: calmPicture }));

/** Prints how long it took, and answers with it in shares of a generous limit: of 1 or less in the short run on a slow machine. */
function judged(what: string, tookMs: number, wantedMs: number): number {
  console.log(`${what}: live again after ${(tookMs / 1000).toFixed(1)} s (wanted: ${wantedMs / 1000} s)`);
  return tookMs / (wantedMs * count(20, 3));
}

describe('the picture comes back', () => {
  test.beforeEach(async ({ camera }) => {
    await camera.start(room);
    await camera.show();
    await camera.untilMoving();
  });

  /** Places that the house has had: one made again has another id, so another key and pin. */
  const places = ({ mountpoints }: CameraHouse) => new Set(mountpoints).size;

  test('after its process was killed', async ({ camera }) => {
    const took = await camera.recovery(() => process.kill(camera.cameraPid, 'SIGKILL'));
    expect(places(camera)).toBe(1);
    expect(judged('camera process killed', took, 3_000)).toBeLessThan(1);
  });

  test('after its process hung', async ({ camera }) => {
    const took = await camera.recovery(() => process.kill(camera.cameraPid, 'SIGSTOP'));
    expect(places(camera)).toBe(1);
    expect(judged('camera process hung', took, 3_000)).toBeLessThan(1);
  });

  test('after the media server was killed, which is said in words', async ({ camera }) => {
    const { page, janus } = camera;
    const took = await camera.recovery(async () => {
      await janus.end('SIGKILL');
      await page.getByText('Videopalvelin ei vastaa').waitFor();
      janus.start();
    });
    expect(places(camera)).toBe(2);
    expect(judged('media server killed', took, 6_000)).toBeLessThan(1);
  });

  test('while nobody can replace the media server the camera stops', async ({ camera }) => {
    const { page, janus } = camera;
    await janus.end('SIGKILL');
    await camera.untilPicture('covered');
    await page.getByText('Videopalvelin ei vastaa').waitFor();
    await eventually(async () => expect(await camera.cameraState()).toBe('off'));
    janus.start();
    await camera.untilMoving();
    expect(places(camera)).toBe(2);
  });

  test('after the controller was killed, which is said in words', async ({ camera }) => {
    const { house, page } = camera;
    const took = await camera.recovery(async () => {
      await house.room(room).end('SIGKILL');
      await page.getByText('Huoneeseen ei ole yhteyttä').waitFor();
      house.room(room).start();
    });
    expect(places(camera)).toBe(1);
    expect(judged('controller killed, started', took, 3_000)).toBeLessThan(1);
  });

  test('after the room was cut off, longer than its lease', async ({ camera }) => {
    const { house, page } = camera;
    await house.simulate(room, 'network', { mode: 'cut' });
    await camera.untilPicture('covered');
    await page.getByText('Huoneeseen ei ole yhteyttä').waitFor();
    await eventually(async () => expect(await camera.cameraState()).toBe('off'));
    const took = await camera.recovery(() => house.simulate(room, 'network', { mode: 'ok' }));
    expect(places(camera)).toBe(1);
    expect(judged('room cut off, line back', took, 3_000)).toBeLessThan(1);
  });

  test('after a hub was away for longer than the lease', async ({ camera }) => {
    const { house } = camera;
    await house.hub.end('SIGKILL');
    await eventually(async () => expect(await camera.cameraState()).toBe('off'));
    await camera.untilPicture('covered');
    const took = await camera.recovery(async () => {
      house.hub.start();
      await house.untilReady();
    });
    expect(places(camera)).toBe(1);
    expect(judged('hub away until the lease lapsed, answers again', took, 3_000)).toBeLessThan(1);
  });

  test('and a killed hub interrupts no picture', async ({ camera }) => {
    const { house, page } = camera;
    await house.hub.end('SIGKILL');
    await page.getByText('Emme voi varmistaa huoneen tilaa').waitFor();
    await camera.untilMoreFrames();
    expect(await camera.view.getAttribute('data-state')).toBe('live');

    house.hub.start();
    await house.untilReady();
    await page.getByText('Kuva on suora').waitFor();
    // Later than this the lease that the killed hub gave has lapsed: only the new hub's renewals keep the camera open.
    const lapsedAt = performance.now() + 16_000;
    await eventually(() => expect(performance.now()).toBeGreaterThan(lapsedAt));
    await camera.untilMoving();
    expect(places(camera)).toBe(1);
  });
});

test('a place that is made again after the sequence of its packets has wrapped gets a new key, and the picture comes back', async ({
  camera,
}) => {
  const { house, janus } = camera;
  await camera.start();
  const standIn = await StandInRoom.enter(house, room);
  try {
    await house.untilOnline(room);
    await camera.show();
    // SRTP counts the wraps and nobody tells a new receiver of them (RFC 3711 §3.3.1): an old sender could never be read again.
    await eventually(() => expect(camera.line.wraps).toBe(1));
    await camera.untilMoreFrames();

    await janus.end('SIGKILL');
    await camera.untilPicture('covered');
    janus.start();
    await camera.untilPicture('live');
    await camera.untilMoreFrames();
    expect(new Set(standIn.keys).size).toBe(2);
    expect(camera.line.sources).toHaveLength(2);
  } finally {
    await standIn.leave();
  }
});
