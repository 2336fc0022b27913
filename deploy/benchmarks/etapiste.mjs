import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { freePort } from '../setup/ports.mjs';
import { ensureSecrets } from '../setup/secrets.mjs';
import { PressRooms } from './press-rooms.mjs';
import { answers, Program } from './program.mjs';

/** @typedef {import('./press-to-screen.mjs').Contestant} Contestant */

/** What the page's own button says in Finnish. */
const startShift = 'Aloita vuoro';

const built = (/** @type {string} */ path) => fileURLToPath(new URL(`../../${path}`, import.meta.url));

/**
 * Etäpiste as it is delivered: the built hub with its own broker and SQLite on a fresh data folder, every press committed
 * before it is shown, and the advisor's page with a shift started.
 * @implements {Contestant}
 */
export class Etapiste {
  name = 'Etäpiste';
  mqttUrl = '';
  /** @type {string | undefined} */
  dataDir;
  #hubUrl = '';
  #shiftId = '';
  /** @type {Program | undefined} */
  #hub;
  /** @type {Program | undefined} */
  #controller;

  /** @param {number} rooms of the load; one more has a real controller, to see what that weighs */
  constructor(rooms) {
    this.rooms = rooms;
  }

  async start() {
    const [httpPort, mqttPort, simulatePort] = [await freePort(), await freePort(), await freePort()];
    this.mqttUrl = `mqtt://127.0.0.1:${mqttPort}`;
    this.#hubUrl = `http://127.0.0.1:${httpPort}`;
    const dataDir = await mkdtemp(join(tmpdir(), 'etapiste-bench-'));
    this.dataDir = dataDir;
    const controlled = `fleet-${this.rooms + 1}`;
    const fleet = Array.from({ length: this.rooms }, (_, index) => `fleet-${index + 1}`);
    ensureSecrets(dataDir, [...PressRooms.ids, ...fleet, controlled]);
    this.#hub = new Program('The hub', [process.execPath, ...hubFlags(), built('gateway/dist/main.js')], {
      env: {
        ETAPISTE_DEMO: '1',
        ETAPISTE_DATA_DIR: dataDir,
        ETAPISTE_HTTP_PORT: String(httpPort),
        ETAPISTE_MQTT_PORT: String(mqttPort),
        ETAPISTE_EXTRA_ROOMS: String(this.rooms + 1),
      },
    });
    await this.#hub.start(() => answers(`${this.#hubUrl}/health/ready`));
    this.#controller = new Program(
      'The controller',
      [process.execPath, built('controller/dist/main.js'), '--simulate', String(simulatePort)],
      {
        env: {
          ETAPISTE_ROOM_ID: controlled,
          ETAPISTE_MQTT_URL: this.mqttUrl,
          ETAPISTE_MQTT_PASSWORD_FILE: join(dataDir, 'secrets', 'rooms', `${controlled}.password`),
          ETAPISTE_DATA_DIR: join(dataDir, 'controllers', controlled),
        },
      },
    );
    await this.#controller.start(() => answers(`http://127.0.0.1:${simulatePort}/simulate/state`));
  }

  async stop() {
    await this.#controller?.stop();
    await this.#hub?.stop();
    if (this.dataDir) await rm(this.dataDir, { recursive: true, force: true });
  }

  /** @param {import('playwright-core').Page} page */
  async open(page) {
    await page.goto(`${this.#hubUrl}/advisor`);
    await page.locator('wa-button:not([disabled])', { hasText: startShift }).first().waitFor();
  }

  /**
   * The advisor starts a shift for the pilot's points; the rooms of the load are somebody else's.
   * @param {import('playwright-core').Page} page
   */
  async prepare(page) {
    if (this.#shiftId) await this.#ask('DELETE', `shifts/${this.#shiftId}`);
    await page.locator('wa-button:not([disabled])', { hasText: startShift }).first().click();
    const dialog = page.locator('start-shift-dialog');
    await dialog.getByRole('textbox').fill('Mittari');
    await dialog.locator('wa-checkbox', { hasText: 'Kuormituskoe' }).click();
    const asked = page.waitForRequest((request) => request.method() === 'POST' && request.url().endsWith('/api/v1/shifts'));
    await dialog.locator('wa-button', { hasText: startShift }).click();
    this.#shiftId = (await asked).postDataJSON().id;
    await page.locator('empty-state').first().waitFor();
  }

  /**
   * @param {import('./press-rooms.mjs').PressRooms} rooms
   * @param {import('./press-rooms.mjs').Press} press
   */
  async idOnScreen(rooms, press) {
    const { callId, outcome } = await rooms.confirmed(press);
    if (outcome !== 'opened' || !callId)
      throw new Error(`The press ${press.id} of ${press.roomId} did not open a call: ${outcome}`);
    return callId;
  }

  /**
   * The advisor answers and ends the call, so that the room's next press opens a new one.
   * @param {string} callId
   */
  async settle(callId) {
    await this.#ask('POST', `calls/${callId}/acknowledge`, { shiftId: this.#shiftId });
    await this.#ask('POST', `calls/${callId}/done`, { shiftId: this.#shiftId, reason: 'helped-from-desk' });
  }

  memory() {
    return { hub: this.#hub?.memoryMb ?? 0, controller: this.#controller?.memoryMb ?? 0 };
  }

  /**
   * @param {'POST' | 'DELETE'} method
   * @param {string} path
   * @param {object} [body]
   */
  async #ask(method, path, body) {
    const content = body && { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
    const response = await fetch(`${this.#hubUrl}/api/v1/${path}`, { method, ...content });
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
    await response.body?.cancel();
  }
}

/** `ETAPISTE_BENCH_CPU_PROFILE=<folder>` keeps a CPU profile of the hub there, to see where the time goes. */
function hubFlags() {
  const folder = process.env.ETAPISTE_BENCH_CPU_PROFILE;
  return folder ? ['--cpu-prof', `--cpu-prof-dir=${folder}`] : [];
}
