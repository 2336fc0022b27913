import { hkdfSync } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Browser } from 'playwright-core';
import { connectAsync } from 'mqtt';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { eventually } from '../setup/eventually.mjs';
import { openBrowser } from './browser.js';
import { cameraRoom as room, CameraHouse } from './camera-house.js';
import { calmPicture } from './house.js';
import { MqttEar } from './mqtt-ear.js';

let browser: Browser;

beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(async () => {
  await browser.close();
});

const leaseTopic = `etapiste/v1/rooms/${room}/meetings/document-camera-lease`;

/** How the hub derives what a mountpoint is opened with (DESIGN §6): worked out here again, by the text of the design. */
const derive = (mediaKey: Buffer, purpose: string, mountpointId: string, bytes: number) =>
  Buffer.from(hkdfSync('sha256', mediaKey, mountpointId, `etapiste ${purpose}`, bytes));

/** The ways in which bytes can stand in a file or message. */
const written = (bytes: Buffer) => [
  bytes,
  ...(['base64', 'base64url', 'hex'] as const).map((as) => Buffer.from(bytes.toString(as))),
];

/** Every file of a folder, also of those in it. */
const filesIn = (folder: string) =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => path.join(parentPath, name));

/** How PNG and JPEG files begin. */
const pictureStarts = [Buffer.from('\x89PNG\r\n', 'latin1'), Buffer.from([0xff, 0xd8, 0xff])];
const isPicture = (file: Buffer) => pictureStarts.some((start) => file.subarray(0, start.length).equals(start));

test('no key, pin, seat or picture stays anywhere, and none goes to anybody but the room and the page that need it', async () => {
  const ear = new MqttEar();
  const camera = await CameraHouse.build(browser, { picture: calmPicture, mqttThrough: (broker) => ear.listenTo(broker) });
  const { house, janus, page, line } = camera;
  try {
    await camera.start(room, 'imatra-1');
    const tickets: { pin: string; seat: string }[] = [];
    page.on('response', async (response) => {
      const isTicket = response.request().method() === 'POST' && response.url().endsWith('/announced-tests') && response.ok();
      if (isTicket) tickets.push((await response.json()) as { pin: string; seat: string });
    });

    // Nobody watches: nothing is captured.
    expect(camera.cameraPids).toEqual([]);
    expect(line.sources).toEqual([]);
    await camera.show();
    await janus.end('SIGKILL');
    await camera.untilPicture('covered');
    janus.start();
    await camera.untilMoving();
    await house.hub.end('SIGKILL');
    house.hub.start();
    await house.untilReady();
    await page.getByText('Kuva on suora').waitFor();
    const staff = JSON.stringify([await house.get('/devices'), await house.liveState()]);
    await page.getByRole('button', { name: 'Lopeta' }).click();
    await eventually(async () => expect(await camera.cameraState()).toBe('off'));
    // Killed before the room says that it is off; gone when the kernel is done with it.
    await eventually(() => expect(camera.cameraPids).toEqual([]));

    const mediaKey = Buffer.from(readFileSync(path.join(house.dataDir, 'secrets', 'media.key'), 'utf8'), 'base64');
    const keys = camera.mountpoints.map((id) => derive(mediaKey, 'srtp', id, 30));
    const pins = camera.mountpoints.flatMap((id) => ['pin', 'secret'].map((purpose) => derive(mediaKey, purpose, id, 24)));
    const seats = tickets.map(({ seat }) => Buffer.from(seat, 'base64url'));

    // What is looked for was really used.
    const leases = ear.heard.filter(({ topic }) => topic === leaseTopic);
    const leased = leases.map(({ payload }) => (JSON.parse(payload.toString('utf8')) as { key: string }).key);
    expect(new Set(leased)).toEqual(new Set(keys.map((key) => key.toString('base64'))));
    expect(keys.length).toBeGreaterThan(1);
    expect(seats.length).toBeGreaterThan(1);
    for (const { pin } of tickets) expect(pins.map((bytes) => bytes.toString('base64url'))).toContain(pin);

    const secrets = [...keys, ...pins, ...seats].flatMap(written);
    const holds = (bytes: Buffer) => secrets.some((secret) => bytes.includes(secret));

    // Of all that passes on MQTT only leases say a key, none is retained, and no pin or seat is in them.
    const telling = ear.heard.filter(({ payload }) => holds(payload));
    expect(new Set(telling.map(({ topic, direction }) => `${direction} ${topic}`))).toEqual(new Set([`from-hub ${leaseTopic}`]));
    expect(telling.filter(({ isRetained }) => isRetained)).toEqual([]);
    const opening = [...pins, ...seats].flatMap(written);
    expect(telling.filter(({ payload }) => opening.some((secret) => payload.includes(secret)))).toEqual([]);

    // A room that comes anew hears no lease of before.
    await house.room(room).end('SIGTERM');
    expect(await retainedFor(house, room)).not.toContain(leaseTopic);

    // Files, logs, and what maintainers and the board are told.
    const files = filesIn(house.dataDir);
    expect(files.some((file) => file.endsWith('etapiste.sqlite'))).toBe(true);
    expect(files.filter((file) => holds(readFileSync(file)))).toEqual([]);
    expect(files.filter((file) => isPicture(readFileSync(file)))).toEqual([]);
    const programs = [house.hub, janus, ...house.rooms.values()];
    expect(programs.filter(({ log }) => holds(Buffer.from(JSON.stringify(log)))).map(({ name }) => name)).toEqual([]);
    expect(holds(Buffer.from(staff))).toBe(false);
    for (const id of camera.mountpoints) expect(staff).not.toContain(id);
  } finally {
    await camera.remove();
    await ear.close();
  }
});

/** Topics of everything that is retained for a room, as its controller hears them at its birth. */
async function retainedFor({ dataDir, mqttPort }: CameraHouse['house'], roomId: string): Promise<string[]> {
  const client = await connectAsync(`mqtt://127.0.0.1:${mqttPort}`, {
    protocolVersion: 4,
    clientId: `room-${roomId}`,
    username: roomId,
    password: readFileSync(path.join(dataDir, 'secrets', 'rooms', `${roomId}.password`), 'utf8'),
  });
  const topics: string[] = [];
  client.on('message', (topic) => topics.push(topic));
  await client.subscribeAsync([leaseTopic, `etapiste/v1/rooms/${roomId}/rooms/display`], { qos: 1 });
  await eventually(() => expect(topics).toContain(`etapiste/v1/rooms/${roomId}/rooms/display`));
  await client.endAsync();
  return topics;
}
