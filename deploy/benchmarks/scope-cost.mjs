import { randomUUID } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { readContract } from '../fleet/contract.mjs';
import { Caller } from './caller.mjs';
import { compared, quantile } from './figures.mjs';
import { House } from './house.mjs';
import { PressRooms } from './press-rooms.mjs';
import { cpuMsOf } from './process-use.mjs';
import { Viewers } from './viewers.mjs';

const withoutRights = fileURLToPath(new URL('without-rights.mjs', import.meta.url));
const askedOfEach = 500;
const warmUp = 300;
/** Live events, each to every viewer. */
const toldToAll = 100;
/** What asking who somebody is may add (issue of rights). */
const most = 1.1;

/**
 * What is asked: each the same request of the same person to a hub as it is and to one that judges nobody.
 * @type {readonly { words: string, who: 'lead' | 'maintainer', method: string, path: (shiftId: string) => string }[]}
 */
const questions = [
  { words: 'a list of calls', who: 'lead', method: 'GET', path: () => '/calls' },
  { words: 'a list of devices', who: 'maintainer', method: 'GET', path: () => '/devices' },
  { words: 'a shift is kept, and stored', who: 'lead', method: 'PUT', path: (shiftId) => `/shifts/${shiftId}/alive` },
];

/** @typedef {{ timesMs: readonly number[], cpuMs: number }} Use how long each took, and what one cost the hub's processor */

/**
 * What it costs to judge each request and each live event: the hub beside itself without it, in turns request by request.
 * @param {import('./counts.mjs').Counts} counts
 * @returns {Promise<import('./figures.mjs').Result[]>}
 */
export async function measureScope({ blocks }) {
  const contract = await readContract();
  const hubs = [new JudgedHub(contract, []), new JudgedHub(contract, ['--import', withoutRights])];
  try {
    for (const hub of hubs) await hub.start();
    const results = [];
    for (const { words, who, method, path } of questions) {
      const ask = (/** @type {JudgedHub} */ hub) => hub.caller(who).ask(method, path(hub.shiftId));
      for (const hub of hubs) for (let n = 0; n < warmUp; n++) await ask(hub);
      results.push(...rowsOf(words, await inTurns(hubs, blocks * askedOfEach, async (hub) => (await ask(hub)).tookMs)));
    }
    for (const hub of hubs) await hub.gatherViewers();
    const told = await inTurns(hubs, blocks * toldToAll, (hub) => hub.tellViewers());
    return [...results, ...rowsOf(`a live event until the last of ${Viewers.count} viewers has it`, told)];
  } finally {
    for (const hub of hubs) await hub.stop();
  }
}

/**
 * Now this one first, now that one, so that whatever else the machine does meets both alike.
 * @param {readonly JudgedHub[]} hubs
 * @param {number} count
 * @param {(hub: JudgedHub) => Promise<number>} measure milliseconds
 * @returns {Promise<Use[]>} of each hub
 */
async function inTurns(hubs, count, measure) {
  const uses = hubs.map((hub) => ({ hub, cpuBeforeMs: hub.cpuMs, timesMs: /** @type {number[]} */ ([]) }));
  for (let n = 0; n < count; n++)
    for (const { hub, timesMs } of n % 2 === 0 ? uses : uses.toReversed()) timesMs.push(await measure(hub));
  return uses.map(({ hub, cpuBeforeMs, timesMs }) => ({ timesMs, cpuMs: (hub.cpuMs - cpuBeforeMs) / count }));
}

/**
 * @param {string} words
 * @param {readonly Use[]} uses
 */
function rowsOf(words, [ours, peer]) {
  const name = `${words}: judged against not`;
  return [
    compared(`${name}, median`, 'ms', quantile(ours?.timesMs ?? [], 0.5), quantile(peer?.timesMs ?? [], 0.5), { ratio: most }),
    compared(`${name}, processor time`, 'ms', ours?.cpuMs ?? null, peer?.cpuMs ?? null, { ratio: most }),
  ];
}

/** A hub with a lead on shift and a call, and later with viewers of its live stream. */
class JudgedHub {
  shiftId = randomUUID();
  #house = new House(PressRooms.ids);
  #rooms;
  /** @type {Map<string, Caller>} */
  #callers = new Map();
  /** @type {Viewers | undefined} */
  #viewers;

  /**
   * @param {import('../fleet/contract.mjs').Contract} contract
   * @param {readonly string[]} flags of Node
   */
  constructor(contract, flags) {
    this.flags = flags;
    this.#rooms = new PressRooms(contract);
  }

  async start() {
    await this.#house.furnish();
    await this.#house.startHub({ ETAPISTE_HTTP_REQUESTS_PER_MINUTE: '10000000', ETAPISTE_LOG_LEVEL: 'warn' }, this.flags);
    for (const who of /** @type {const} */ (['lead', 'maintainer'])) {
      const caller = new Caller(this.#house.url);
      await caller.enter(who);
      this.#callers.set(who, caller);
    }
    await this.caller('lead').ask('POST', '/shifts', { id: this.shiftId, pointIds: ['porvoo', 'imatra', 'nurmes'] });
    await this.#rooms.start(this.#house.mqttUrl, this.#house.dataDir);
    for (let n = 0; n < PressRooms.ids.length; n++) await this.#rooms.confirmed(this.#rooms.press());
  }

  /** @param {string} who */
  caller(who) {
    const caller = this.#callers.get(who);
    if (!caller) throw new Error(`nobody is there as ${who}`);
    return caller;
  }

  get cpuMs() {
    return cpuMsOf(this.#house.hub.pid ?? 0);
  }

  async gatherViewers() {
    this.#viewers = await Viewers.gather(this.#house.url);
  }

  /** @returns {Promise<number>} milliseconds until the last viewer knows that somebody came, or left */
  async tellViewers() {
    if (!this.#viewers) throw new Error('nobody follows');
    return this.#viewers.untilAllHave('rooms', () => this.#rooms.tellOccupancy());
  }

  async stop() {
    this.#viewers?.leave();
    for (const caller of this.#callers.values()) caller.close();
    await this.#rooms.stop();
    await this.#house.remove();
  }
}
