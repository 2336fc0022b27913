import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { janusPorts, portCount, writeJanusConfig } from '../janus/config.mjs';
import { freePort } from '../setup/ports.mjs';
import { ensureSecrets } from '../setup/secrets.mjs';
import { answers, Program } from './program.mjs';

const run = promisify(execFile);
const built = (/** @type {string} */ path) => fileURLToPath(new URL(`../../${path}`, import.meta.url));

/** The room whose document camera is measured. */
export const cameraRoom = 'porvoo-1';

/** The built hub, a Janus of its own and one simulated room, on free ports and a fresh data folder. */
export class CameraHouse {
  hubUrl = '';
  #simulateUrl = '';
  #dataDir = '';
  /** @type {Program | undefined} */
  #hub;
  /** @type {Program | undefined} */
  #controller;
  /** @type {Program | undefined} */
  #janus;
  #janusPort = 0;

  async start() {
    const [http, mqtt, simulate] = [await freePort(), await freePort(), await freePort()];
    this.#dataDir = await mkdtemp(join(tmpdir(), 'etapiste-bench-camera-'));
    ensureSecrets(this.#dataDir, [cameraRoom]);
    const secrets = JSON.parse(await readFile(join(this.#dataDir, 'secrets', 'janus.json'), 'utf8'));
    this.#janusPort = await freePortRange();
    const { command, url } = await writeJanusConfig({ dataDir: this.#dataDir, firstPort: this.#janusPort, secrets });
    this.#janus = new Program('Janus', command);
    await this.startJanus();

    this.hubUrl = `http://127.0.0.1:${http}`;
    this.#hub = new Program('The hub', [process.execPath, built('gateway/dist/main.js')], {
      env: {
        ETAPISTE_DEMO: '1',
        ETAPISTE_DATA_DIR: this.#dataDir,
        ETAPISTE_HTTP_PORT: String(http),
        ETAPISTE_MQTT_PORT: String(mqtt),
        ETAPISTE_JANUS_URL: url,
      },
    });
    await this.#hub.start(() => answers(`${this.hubUrl}/health/ready`));
    this.#simulateUrl = `http://127.0.0.1:${simulate}`;
    this.#controller = new Program(
      'The controller',
      [process.execPath, built('controller/dist/main.js'), '--simulate', String(simulate)],
      {
        env: {
          ETAPISTE_ROOM_ID: cameraRoom,
          ETAPISTE_MQTT_URL: `mqtt://127.0.0.1:${mqtt}`,
          ETAPISTE_MQTT_PASSWORD_FILE: join(this.#dataDir, 'secrets', 'rooms', `${cameraRoom}.password`),
          ETAPISTE_DATA_DIR: join(this.#dataDir, 'controllers', cameraRoom),
        },
      },
    );
    await this.#controller.start(() => answers(`${this.#simulateUrl}/simulate/state`));
  }

  async stop() {
    await this.#controller?.stop();
    await this.#hub?.stop();
    await this.#janus?.stop();
    if (this.#dataDir) await rm(this.#dataDir, { recursive: true, force: true });
  }

  async startJanus() {
    const { wsPort } = janusPorts(this.#janusPort);
    await this.#janus?.start(() => isOpen(wsPort));
  }

  /** As a power cut would, and with a new one at once, as its supervisor would start it. */
  async replaceJanus() {
    await this.#janus?.kill();
    await this.startJanus();
  }

  /** Kills the camera's own process, the one child of the controller. */
  async killCamera() {
    const { stdout } = await run('pgrep', ['-P', String(this.#controller?.pid)]);
    process.kill(Number(stdout.trim().split('\n')[0]), 'SIGKILL');
  }

  async cameraIsOff() {
    const response = await fetch(`${this.#simulateUrl}/simulate/state`);
    return (await response.json()).documentCamera.state === 'off';
  }
}

/** A port that is free now, with as many above it as a Janus wants. */
async function freePortRange() {
  for (;;) {
    const port = await freePort();
    if (port + portCount <= 65_536) return port;
  }
}

/** @param {number} port */
const isOpen = (port) =>
  new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => resolve(socket.destroy() && true));
    socket.once('error', () => resolve(false));
  });
