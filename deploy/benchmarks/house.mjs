import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { freePort } from '../setup/ports.mjs';
import { ensureSecrets } from '../setup/secrets.mjs';
import { answers, Program } from './program.mjs';

const built = (/** @type {string} */ path) => fileURLToPath(new URL(`../../${path}/dist/main.js`, import.meta.url));

/** The built hub and controllers of simulated rooms as real processes, on free ports and a fresh data folder. */
export class House {
  dataDir = '';
  url = '';
  mqttUrl = '';
  /** @type {Map<string, { controller: Program, door: string }>} */
  #rooms = new Map();
  /** @type {Program | undefined} */
  #hub;

  /** @param {readonly string[]} roomIds that may connect */
  constructor(roomIds) {
    this.roomIds = roomIds;
  }

  /**
   * Finds free ports, and lays out the data folder as set-up does.
   * @returns {Promise<import('../janus/config.mjs').JanusSecrets>}
   */
  async furnish() {
    this.url = `http://127.0.0.1:${await freePort()}`;
    this.mqttUrl = `mqtt://127.0.0.1:${await freePort()}`;
    this.dataDir = await mkdtemp(join(tmpdir(), 'etapiste-bench-'));
    return ensureSecrets(this.dataDir, this.roomIds).janus;
  }

  /**
   * @param {NodeJS.ProcessEnv} environment besides what every hub here has
   * @param {readonly string[]} [nodeFlags]
   */
  async startHub(environment, nodeFlags = []) {
    const env = {
      ETAPISTE_DEMO: '1',
      ETAPISTE_DATA_DIR: this.dataDir,
      ETAPISTE_HTTP_PORT: new URL(this.url).port,
      ETAPISTE_MQTT_PORT: new URL(this.mqttUrl).port,
      ...environment,
    };
    this.#hub = new Program('The hub', [process.execPath, ...nodeFlags, built('gateway')], { env });
    await this.startHubAgain();
  }

  async startHubAgain() {
    await this.hub.start(() => answers(`${this.url}/health/ready`));
  }

  /**
   * @param {string} roomId
   * @param {NodeJS.ProcessEnv} [environment] besides what every controller here has
   */
  async startRoom(roomId, environment = {}) {
    const port = await freePort();
    const env = {
      ETAPISTE_ROOM_ID: roomId,
      ETAPISTE_MQTT_URL: this.mqttUrl,
      ETAPISTE_MQTT_PASSWORD_FILE: join(this.dataDir, 'secrets', 'rooms', `${roomId}.password`),
      ETAPISTE_DATA_DIR: join(this.dataDir, 'controllers', roomId),
      ...environment,
    };
    const command = /** @type {const} */ ([process.execPath, built('controller'), '--simulate', String(port)]);
    const controller = new Program(`The controller of ${roomId}`, command, { env });
    this.#rooms.set(roomId, { controller, door: `http://127.0.0.1:${port}/simulate` });
    await this.startRoomAgain(roomId);
  }

  /** @param {string} roomId */
  async startRoomAgain(roomId) {
    const { controller, door } = this.#room(roomId);
    await controller.start(() => answers(`${door}/state`));
  }

  get hub() {
    if (!this.#hub) throw new Error('The hub was never started');
    return this.#hub;
  }

  /** @param {string} roomId */
  controller(roomId) {
    return this.#room(roomId).controller;
  }

  /**
   * What the simulated room shows now.
   * @param {string} roomId
   * @returns {Promise<{ documentCamera: { state: string } }>}
   */
  async simulated(roomId) {
    return (await fetch(`${this.#room(roomId).door}/state`)).json();
  }

  /**
   * A hand, a person or a line in the simulated room.
   * @param {string} roomId
   * @param {string} what
   * @param {object} body
   */
  async simulate(roomId, what, body) {
    const headers = { 'content-type': 'application/json' };
    const response = await fetch(`${this.#room(roomId).door}/${what}`, { method: 'POST', headers, body: JSON.stringify(body) });
    if (!response.ok) throw new Error(`simulate ${what}: ${response.status} ${await response.text()}`);
    await response.body?.cancel();
  }

  async remove() {
    for (const { controller } of this.#rooms.values()) await controller.stop();
    await this.#hub?.stop();
    if (this.dataDir) await rm(this.dataDir, { recursive: true, force: true });
  }

  /** @param {string} roomId */
  #room(roomId) {
    const room = this.#rooms.get(roomId);
    if (!room) throw new Error(`The room ${roomId} was never started`);
    return room;
  }
}
