import { fileURLToPath } from 'node:url';
import { freePort } from '../setup/ports.mjs';
import { Caller } from './caller.mjs';
import { certify } from './controller-certificates.mjs';
import { compared, quantile } from './figures.mjs';
import { House } from './house.mjs';
import { cpuMsOf } from './process-use.mjs';
import { Program } from './program.mjs';

const roomsProgram = fileURLToPath(new URL('returning-rooms.mjs', import.meta.url));
const withinMs = 180_000;

/**
 * What one way in took of one hub.
 * @typedef {object} Arrivals
 * @property {number[]} perSecond rooms let in, when all come at once
 * @property {number[]} cpuMs of the hub for one room
 * @property {number[]} memoryMb of the hub with all of them
 * @property {number[]} backMs from a hub that answers again after a power cut until all are online
 * @property {number[]} attempts of a room until it is back
 */

/**
 * A thousand controllers that come in at once, by the hub's TLS with certificates of its own authority, and by the plain door
 * beside it; and again after the hub was killed.
 * @param {import('./counts.mjs').Counts} counts
 * @returns {Promise<import('./figures.mjs').Result[]>}
 */
export async function measureConnects({ blocks, controllers }) {
  const street = new Street(controllers);
  try {
    await street.build();
    const [tls, plain] = [nothingYet(), nothingYet()];
    for (let block = 0; block < blocks; block++) {
      await street.measure('mqtts', tls);
      await street.measure('mqtt', plain);
    }
    const row = (/** @type {string} */ what, /** @type {string} */ unit, /** @type {keyof Arrivals} */ figure, most = {}) =>
      compared(`${controllers} controllers, ${what}`, unit, quantile(tls[figure], 0.5), quantile(plain[figure], 0.5), most);
    return [
      row('let in a second by TLS, against without', '1/s', 'perSecond'),
      row('processor time of the hub for each, TLS against without', 'ms', 'cpuMs'),
      row('memory of the hub with all, TLS against without', 'MB', 'memoryMb'),
      row('hub killed and back → all online, TLS against without', 'ms', 'backMs', { most: mostMsBack }),
      row('attempts of each until it is back, TLS against without', 'attempts', 'attempts'),
    ];
  } finally {
    await street.remove();
  }
}

/** Our own mark, promised nowhere: after a power cut every room is back within half a minute. */
const mostMsBack = 30_000;

/** @returns {Arrivals} */
const nothingYet = () => ({ perSecond: [], cpuMs: [], memoryMb: [], backMs: [], attempts: [] });

/** A hub and its rooms, each with a certificate and with a password. */
class Street {
  #house;
  #securePort = 0;

  /** @param {number} count of rooms */
  constructor(count) {
    this.count = count;
    this.roomIds = Array.from({ length: count }, (_, index) => `fleet-${index + 1}`);
    this.#house = new House(this.roomIds);
  }

  async build() {
    await this.#house.furnish();
    this.#securePort = await freePort();
    await this.#house.startHub({
      ETAPISTE_EXTRA_ROOMS: String(this.count),
      ETAPISTE_MQTT_HOST: '127.0.0.1',
      ETAPISTE_MQTTS_PORT: String(this.#securePort),
      ETAPISTE_LOG_LEVEL: 'warn',
    });
    await this.#house.hub.kill();
    await certify(this.#house.dataDir, this.roomIds);
    await this.#house.startHubAgain();
  }

  /**
   * @param {'mqtt' | 'mqtts'} protocol
   * @param {Arrivals} arrivals
   */
  async measure(protocol, arrivals) {
    const url = protocol === 'mqtt' ? this.#house.mqttUrl : `mqtts://127.0.0.1:${this.#securePort}`;
    await this.#house.hub.kill();
    await this.#house.startHubAgain();
    const cpuBefore = this.#cpuMs;
    const rooms = new Program('The rooms', [process.execPath, roomsProgram, url, this.#house.dataDir, String(this.count)]);
    try {
      const allIn = rooms.said(/"all"/, AbortSignal.timeout(withinMs));
      const { began } = JSON.parse(await rooms.start(/"began"/));
      const first = JSON.parse(await allIn);
      arrivals.perSecond.push((this.count * 1_000) / (first.all - began));
      arrivals.cpuMs.push((this.#cpuMs - cpuBefore) / this.count);
      arrivals.memoryMb.push(this.#house.hub.memoryMb);
      await this.#house.hub.kill();
      const allBack = rooms.said(/"all"/, AbortSignal.timeout(withinMs));
      await this.#house.startHubAgain();
      const answersAt = Date.now();
      const again = JSON.parse(await allBack);
      arrivals.backMs.push(again.all - answersAt);
      arrivals.attempts.push((again.attempts - first.attempts) / this.count);
      await this.#checkAll();
    } finally {
      await rooms.stop();
    }
  }

  /** That the hub, too, says that they are there. */
  async #checkAll() {
    const maintainer = new Caller(this.#house.url);
    await maintainer.enter('maintainer');
    const devices = JSON.parse((await maintainer.ask('GET', '/devices')).text);
    maintainer.close();
    const isOnline = (/** @type {{ presence: { state: string } }} */ { presence }) => presence.state === 'online';
    const online = devices.filter(isOnline).length;
    if (online !== this.count) throw new Error(`the hub says that ${online} rooms are online, not ${this.count}`);
  }

  get #cpuMs() {
    return cpuMsOf(this.#house.hub.pid ?? 0);
  }

  remove() {
    return this.#house.remove();
  }
}
