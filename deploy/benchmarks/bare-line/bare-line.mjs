import { fileURLToPath } from 'node:url';
import { freePort } from '../../setup/ports.mjs';
import { Program } from '../program.mjs';

/** @typedef {import('../press-to-screen.mjs').Contestant} Contestant */

/**
 * Our parts without our hub: what a press costs on this machine whatever we write.
 * @implements {Contestant}
 */
export class BareLine {
  name = 'bare line';
  dataDir = undefined;
  mqttUrl = '';
  #pageUrl = '';
  /** @type {Program | undefined} */
  #hub;

  async start() {
    const [httpPort, mqttPort] = [await freePort(), await freePort()];
    this.mqttUrl = `mqtt://127.0.0.1:${mqttPort}`;
    this.#pageUrl = `http://127.0.0.1:${httpPort}/`;
    const program = fileURLToPath(new URL('hub.mjs', import.meta.url));
    this.#hub = new Program('The bare line', [process.execPath, program, String(httpPort), String(mqttPort)]);
    await this.#hub.start(/^ready$/);
  }

  async stop() {
    await this.#hub?.stop();
  }

  /** @param {import('playwright-core').Page} page */
  async open(page) {
    await page.goto(this.#pageUrl);
    await page.waitForFunction(() => document.title === 'live');
  }

  async prepare() {}

  /**
   * @param {import('../press-rooms.mjs').PressRooms} _rooms
   * @param {import('../press-rooms.mjs').Press} press
   */
  async idOnScreen(_rooms, press) {
    return press.id;
  }

  async settle() {}

  memory() {
    return { hub: this.#hub?.memoryMb ?? 0 };
  }
}
