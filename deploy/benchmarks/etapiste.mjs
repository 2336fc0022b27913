import { demoPeople, signIn } from '../setup/demo-sign-in.mjs';
import { House } from './house.mjs';
import { PressRooms } from './press-rooms.mjs';

/** @typedef {import('./press-to-screen.mjs').Contestant} Contestant */

/** What the page's own button says in Finnish. */
const startShift = 'Aloita vuoro';

/**
 * Etäpiste as it is delivered: the built hub with its own broker and SQLite on a fresh data folder, every press committed
 * before it is shown, and the advisor's page with a shift started by somebody who may answer at all points of the pilot.
 * @implements {Contestant}
 */
export class Etapiste {
  name = 'Etäpiste';
  #shiftId = '';
  /** @type {Record<string, string>} */
  #headers = {};
  #house;
  /** The one room of the load that has a real controller, to see what that weighs. */
  #controlled;

  /** @param {number} rooms of the load */
  constructor(rooms) {
    const fleet = Array.from({ length: rooms + 1 }, (_, index) => `fleet-${index + 1}`);
    this.fleet = fleet;
    this.#controlled = `fleet-${fleet.length}`;
    this.#house = new House([...PressRooms.ids, ...fleet]);
  }

  async start() {
    await this.#house.furnish();
    await this.#house.startHub({ ETAPISTE_EXTRA_ROOMS: String(this.fleet.length) }, hubFlags());
    await this.#house.startRoom(this.#controlled);
  }

  stop() {
    return this.#house.remove();
  }

  get mqttUrl() {
    return this.#house.mqttUrl;
  }

  get dataDir() {
    return this.#house.dataDir;
  }

  /** @param {import('playwright-core').BrowserContext} context */
  async enter(context) {
    const { cookies, headers } = await signIn(this.#house.url, demoPeople.lead);
    this.#headers = headers;
    await context.addCookies(cookies);
  }

  /** @param {import('playwright-core').Page} page */
  async open(page) {
    await page.goto(`${this.#house.url}/advisor`);
    await page.locator('wa-button:not([data-blocked])', { hasText: startShift }).first().waitFor();
  }

  /**
   * The advisor starts a shift for the pilot's points; the rooms of the load are somebody else's.
   * @param {import('playwright-core').Page} page
   */
  async prepare(page) {
    if (this.#shiftId) await this.#ask('DELETE', `shifts/${this.#shiftId}`);
    await page.locator('wa-button:not([data-blocked])', { hasText: startShift }).first().click();
    const dialog = page.locator('start-shift-dialog');
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
    return { hub: this.#house.hub.memoryMb, controller: this.#house.controller(this.#controlled).memoryMb };
  }

  /**
   * @param {'POST' | 'DELETE'} method
   * @param {string} path
   * @param {object} [body]
   */
  async #ask(method, path, body) {
    const headers = { ...this.#headers, ...(body && { 'content-type': 'application/json' }) };
    const content = body && { body: JSON.stringify(body) };
    const response = await fetch(`${this.#house.url}/api/v1/${path}`, { method, headers, ...content });
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
    await response.body?.cancel();
  }
}

/** `ETAPISTE_BENCH_CPU_PROFILE=<folder>` keeps a CPU profile of the hub there, to see where the time goes. */
function hubFlags() {
  const folder = process.env.ETAPISTE_BENCH_CPU_PROFILE;
  return folder ? ['--cpu-prof', `--cpu-prof-dir=${folder}`] : [];
}
