import { existsSync } from 'node:fs';
import { copyFile, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { freePort } from '../../../setup/ports.mjs';
import { answers, Program } from '../../program.mjs';

/** @typedef {import('../../press-to-screen.mjs').Contestant} Contestant */

const folder = fileURLToPath(new URL('.', import.meta.url));

/**
 * The peer: Node-RED with its dashboard on Mosquitto, as somebody would build this board with well-known parts. It shows the
 * press's id and the last room's occupancy, and keeps the other states in its memory. It stores nothing, checks no rights
 * and answers no room.
 * @implements {Contestant}
 */
export class NodeRed {
  name = 'Node-RED';
  dataDir = undefined;
  mqttUrl = '';
  #pageUrl = '';
  #home = '';
  /** @type {Program | undefined} */
  #broker;
  /** @type {Program | undefined} */
  #flows;

  /** Installs it beside its package.json, once. Node-RED 5 needs Node 22, which comes from npm too. */
  static async install() {
    if (existsSync(join(folder, 'node_modules', '.package-lock.json'))) return;
    const install = ['install', '--no-audit', '--no-fund', '--no-package-lock'];
    const npm = new Program('npm', ['sh', '-c', `npm ${install.join(' ')} && echo installed`], { cwd: folder });
    await npm.start(/^installed$/, 600_000);
    await npm.stop();
  }

  async start() {
    const [httpPort, mqttPort] = [await freePort(), await freePort()];
    this.mqttUrl = `mqtt://127.0.0.1:${mqttPort}`;
    this.#pageUrl = `http://127.0.0.1:${httpPort}/dashboard/rooms`;
    this.#home = await mkdtemp(join(tmpdir(), 'etapiste-node-red-'));
    await this.#startBroker(mqttPort);
    for (const file of ['flows.json', 'settings.cjs', 'package.json']) await copyFile(join(folder, file), join(this.#home, file));
    await symlink(join(folder, 'node_modules'), join(this.#home, 'node_modules'));
    const node = join(folder, 'node_modules', 'node', 'bin', 'node');
    const red = join(folder, 'node_modules', 'node-red', 'red.js');
    this.#flows = new Program('Node-RED', [node, red, '-u', this.#home, '-s', join(this.#home, 'settings.cjs')], {
      cwd: this.#home,
      env: { PEER_HTTP_PORT: String(httpPort), PEER_MQTT_PORT: String(mqttPort) },
    });
    await this.#flows.start(() => answers(this.#pageUrl));
  }

  async stop() {
    await this.#flows?.stop();
    await this.#broker?.stop();
    if (this.#home) await rm(this.#home, { recursive: true, force: true });
  }

  /** @param {import('playwright-core').Page} page */
  async open(page) {
    await page.goto(this.#pageUrl);
    await page.waitForFunction(() => document.body.textContent?.includes('last call'));
  }

  async prepare() {}

  /**
   * @param {import('../../press-rooms.mjs').PressRooms} _rooms
   * @param {import('../../press-rooms.mjs').Press} press
   */
  async idOnScreen(_rooms, press) {
    return press.id;
  }

  async settle() {}

  memory() {
    return { hub: this.#flows?.memoryMb ?? 0, broker: this.#broker?.memoryMb ?? 0 };
  }

  /** @param {number} port */
  async #startBroker(port) {
    const settings = join(this.#home, 'mosquitto.conf');
    await writeFile(
      settings,
      `listener ${port} 127.0.0.1\nallow_anonymous true\nmax_queued_messages 100000\nmax_inflight_messages 1000\n`,
    );
    this.#broker = new Program('Mosquitto', ['mosquitto', '-c', settings]);
    await this.#broker.start(/running$/);
  }
}
