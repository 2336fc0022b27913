import { execFile } from 'node:child_process';
import { connect } from 'node:net';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { promisify } from 'node:util';
import Database from 'better-sqlite3';
import { janusPorts, writeJanusConfig } from '../janus/config.mjs';
import { freePort } from '../setup/ports.mjs';
import { House } from './house.mjs';
import { Program } from './program.mjs';

const run = promisify(execFile);

/**
 * The pictures that are measured, each of a room of its own.
 * @typedef {(typeof pictures)[number]} Picture
 */
export const pictures = /** @type {const} */ ([
  { name: '720p30', roomId: 'porvoo-1', width: 1280, height: 720, framesPerSecond: 30 },
  { name: '1080p30', roomId: 'imatra-1', width: 1920, height: 1080, framesPerSecond: 30 },
]);

/** The built hub, a Janus of its own and simulated rooms with document cameras; everything in it may be broken. */
export class CameraHouse extends House {
  /** What a page or a program needs that controls Janus by hand. */
  janus = { url: '', apiSecret: '', streamingAdminKey: '' };
  /** @type {Program | undefined} */
  #media;

  constructor() {
    super(pictures.map(({ roomId }) => roomId));
  }

  async start() {
    const secrets = await this.furnish();
    const firstPort = await freePort();
    const { command, url } = await writeJanusConfig({ dataDir: this.dataDir, firstPort, secrets });
    this.janus = { url, apiSecret: secrets.apiSecret, streamingAdminKey: secrets.streamingAdminKey };
    this.#media = new Program('Janus', command);
    await this.#startJanus();
    await this.startHub({ ETAPISTE_JANUS_URL: url });
    for (const { roomId, width, height, framesPerSecond } of pictures)
      await this.startRoom(roomId, { ETAPISTE_DOCUMENT_CAMERA_PICTURE: `${width}x${height}@${framesPerSecond}` });
  }

  /** @override */
  async remove() {
    await this.#media?.stop();
    await super.remove();
  }

  /** As a power cut would, and with a new one at once, as its supervisor would start it. */
  async replaceJanus() {
    await this.#media?.kill();
    await this.#startJanus();
  }

  /** @param {string} roomId */
  async replaceController(roomId) {
    await this.controller(roomId).kill();
    await this.startRoomAgain(roomId);
  }

  async replaceHub() {
    await this.hub.kill();
    await this.startHubAgain();
  }

  /**
   * @param {string} roomId
   * @param {'cut' | 'ok'} mode
   */
  setLine(roomId, mode) {
    return this.simulate(roomId, 'network', { mode });
  }

  /** @param {string} roomId */
  async untilCameraOff(roomId) {
    const late = AbortSignal.timeout(60_000);
    while ((await this.simulated(roomId)).documentCamera.state !== 'off') {
      late.throwIfAborted();
      await wait(50);
    }
  }

  /**
   * The camera's own process, the one child of the room's controller.
   * @param {string} roomId
   */
  async cameraPid(roomId) {
    const { stdout } = await run('pgrep', ['-P', String(this.controller(roomId).pid)]);
    return Number(stdout.trim().split('\n')[0]);
  }

  /** What the hub lets the newest picture take of its room's line. */
  get kbps() {
    const database = new Database(join(this.dataDir, 'gateway', 'etapiste.sqlite'), { readonly: true });
    try {
      const newest = database.prepare('SELECT "kbps" FROM "announced_test" ORDER BY "startedAt" DESC LIMIT 1').get();
      return /** @type {{ kbps: number }} */ (newest).kbps;
    } finally {
      database.close();
    }
  }

  async #startJanus() {
    const { wsPort } = janusPorts(Number(new URL(this.janus.url).port));
    await this.#media?.start(() => isOpen(wsPort));
  }
}

/** @param {number} port */
const isOpen = (port) =>
  new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => resolve(socket.destroy() && true));
    socket.once('error', () => resolve(false));
  });
