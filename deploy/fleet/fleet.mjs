import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readContract } from './contract.mjs';
import { FleetRoom } from './fleet-room.mjs';

const tickMs = 50;
const connectingAtOnce = 20;

/**
 * Many rooms in one process, each with a connection of its own, telling their states at one common rate.
 *
 * @typedef {object} FleetPlan
 * @property {string} url of the broker
 * @property {number} rooms
 * @property {number} perSecond states told by all rooms together
 * @property {string | undefined} dataDir where `secrets/rooms/<roomId>.password` are; undefined where the broker asks nobody
 */
export class Fleet {
  /** @type {FleetRoom[]} */
  #rooms = [];
  /** @type {NodeJS.Timeout | undefined} */
  #timer;
  #startedAt = 0;
  #due = 0;
  #told = 0;
  #failed = 0;

  /** @param {FleetPlan} plan */
  constructor(plan) {
    this.plan = plan;
  }

  /** What was told so far, and how fast: a broker that is too slow shows here, not in silence. */
  get report() {
    const elapsed = (performance.now() - this.#startedAt) / 1_000;
    return {
      rooms: this.#rooms.length,
      told: this.#told,
      failed: this.#failed,
      perSecond: Math.round((this.#told / elapsed) * 10) / 10,
    };
  }

  /** Resolves when every room is connected and has said that it is there; then the telling begins. */
  async start() {
    const contract = await readContract();
    this.#rooms = Array.from({ length: this.plan.rooms }, (_, index) => new FleetRoom(`fleet-${index + 1}`, contract));
    for (let first = 0; first < this.#rooms.length; first += connectingAtOnce) {
      const some = this.#rooms.slice(first, first + connectingAtOnce);
      await Promise.all(some.map(async (room) => room.start(this.plan.url, await this.#password(room.id))));
    }
    this.#startedAt = performance.now();
    this.#timer = setInterval(() => this.#tick(), tickMs);
  }

  async stop() {
    clearInterval(this.#timer);
    await Promise.all(this.#rooms.map((room) => room.stop()));
  }

  /** Tells as many states as are due by now, so that a late timer changes nothing in the rate. */
  #tick() {
    const due = Math.floor(((performance.now() - this.#startedAt) / 1_000) * this.plan.perSecond);
    for (; this.#due < due; this.#due++) {
      const room = /** @type {FleetRoom} */ (this.#rooms[this.#due % this.#rooms.length]);
      room.tellState().then(
        () => this.#told++,
        () => this.#failed++,
      );
    }
  }

  /** @param {string} roomId */
  async #password(roomId) {
    const { dataDir } = this.plan;
    return dataDir === undefined
      ? undefined
      : (await readFile(join(dataDir, 'secrets', 'rooms', `${roomId}.password`), 'utf8')).trim();
  }
}
