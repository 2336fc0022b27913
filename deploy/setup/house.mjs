import { join } from 'node:path';
import { LogFile } from './log-file.mjs';
import { worthShowing } from './log-lines.mjs';
import { Stop } from './stop.mjs';
import { SupervisedChild } from './supervised-child.mjs';
import { HubDoor } from './hub-door.mjs';
import { roomIds } from './settings.mjs';

/**
 * Everything that the demo runs: Janus, the hub, and the simulated rooms, each a supervised child.
 */
export class House {
  /** @type {Map<string, SupervisedChild>} */
  #children = new Map();
  #isStopping = false;

  /**
   * @param {string} root
   * @param {import('./settings.mjs').Settings} settings
   * @param {import('../janus/config.mjs').WrittenJanus | null} janus our own; null where video is left out or runs elsewhere
   * @param {import('./terminal.mjs').Terminal} terminal
   */
  constructor(root, settings, janus, terminal) {
    this.root = root;
    this.settings = settings;
    this.janus = janus;
    this.terminal = terminal;
  }

  get hubUrl() {
    return `http://127.0.0.1:${this.settings.httpPort}`;
  }

  get mqttUrl() {
    return this.settings.mqttUrl ?? `mqtt://127.0.0.1:${this.settings.mqttPort}`;
  }

  get janusUrl() {
    return this.settings.janusUrl ?? this.janus?.url ?? null;
  }

  /** Starts everything and returns once the hub answers and every room is online. */
  async start() {
    if (this.janus) this.#startChild('janus', this.janus.command, {}, 'KILL');
    this.#startChild('hub', this.#node('gateway/dist/main.js'), this.#hubEnvironment(), 'TERM');
    const door = new HubDoor(this.hubUrl);
    await this.#until('hub', 'The hub did not get ready', () => door.isAnswering());
    const sinceMs = Date.now();
    roomIds.forEach((roomId, index) => {
      const simulate = ['--simulate', String(this.settings.simulatePort + index)];
      this.#startChild(roomId, this.#node('controller/dist/main.js', ...simulate), this.#roomEnvironment(roomId), 'TERM');
    });
    for (const roomId of roomIds) {
      const isOnline = async () => (await door.roomsOnlineSince(sinceMs)).includes(roomId);
      await this.#until(roomId, `Room ${roomId} did not come online`, isOnline);
    }
  }

  /** Rooms first, so that they can say goodbye to the hub; nothing is left afterwards. */
  async stop() {
    this.#isStopping = true;
    await Promise.all(this.#named(roomIds).map((room) => room.stop()));
    for (const child of this.#named(['hub', 'janus'])) await child.stop();
  }

  /** @param {readonly string[]} names `hub`, `janus` or room ids */
  async restart(names) {
    await Promise.all(this.#named(names).map((child) => child.restart()));
  }

  /** @param {readonly string[]} names */
  #named(names) {
    return names.flatMap((name) => this.#children.get(name) ?? []);
  }

  /**
   * @param {string} name
   * @param {readonly [string, ...string[]]} command
   * @param {NodeJS.ProcessEnv} env
   * @param {'TERM' | 'KILL'} whenOrphaned
   */
  #startChild(name, command, env, whenOrphaned) {
    if (this.#isStopping) return;
    const log = new LogFile(this.settings.dataDir, name);
    const plan = { name, command, env: { ...process.env, ...env }, cwd: this.root, whenOrphaned, log };
    const child = new SupervisedChild(plan, {
      line: (line) => {
        const text = worthShowing(line);
        if (text) this.terminal.plain(`  ${name.padEnd(9)}│ ${text}`);
      },
      died: (how, pauseMs) => this.terminal.bad(`${name} ${how}; starting it again in ${pauseMs / 1_000} s (${log.path})`),
    });
    this.#children.set(name, child);
    child.start();
  }

  /**
   * @param {string} name of the child that is waited for
   * @param {string} otherwise
   * @param {() => Promise<boolean>} isReady
   * @throws {Stop} after a minute, or when the child died three times
   */
  async #until(name, otherwise, isReady) {
    const child = this.#children.get(name);
    const deadline = performance.now() + 60_000;
    while (!this.#isStopping && !(await isReady())) {
      const isHopeless = performance.now() > deadline || Number(child?.deathsInARow) >= 3;
      if (isHopeless) throw new Stop(`${otherwise}. The last lines of ${child?.plan.log.path}:\n${child?.plan.log.tail}`);
      await new Promise((resolve) => void setTimeout(resolve, 100));
    }
  }

  /** @returns {[string, ...string[]]} */
  #node(/** @type {string} */ program, /** @type {string[]} */ ...parameters) {
    return [process.execPath, join(this.root, program), ...parameters];
  }

  /** @returns {NodeJS.ProcessEnv} */
  #hubEnvironment() {
    const { dataDir, httpPort, mqttPort, simulatePort } = this.settings;
    return {
      ETAPISTE_DEMO: '1',
      ETAPISTE_DATA_DIR: dataDir,
      ETAPISTE_HTTP_PORT: String(httpPort),
      ETAPISTE_MQTT_PORT: String(mqttPort),
      ETAPISTE_SIMULATE_PORT: String(simulatePort),
      ...(this.janusUrl && { ETAPISTE_JANUS_URL: this.janusUrl }),
    };
  }

  /**
   * @param {string} roomId
   * @returns {NodeJS.ProcessEnv}
   */
  #roomEnvironment(roomId) {
    const { dataDir, httpPort } = this.settings;
    return {
      ETAPISTE_ROOM_ID: roomId,
      ETAPISTE_MQTT_URL: this.mqttUrl,
      ETAPISTE_MQTT_PASSWORD_FILE: join(dataDir, 'secrets', 'rooms', `${roomId}.password`),
      ETAPISTE_DATA_DIR: join(dataDir, 'controllers', roomId),
      ETAPISTE_SIMULATE_ALLOW_ORIGIN: `http://127.0.0.1:${httpPort},http://localhost:${httpPort}`,
    };
  }
}
