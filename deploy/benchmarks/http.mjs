import { readFile } from 'node:fs/promises';
import http from 'node:http';
import https from 'node:https';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { compared, quantile } from './figures.mjs';
import { House } from './house.mjs';
import { Program } from './program.mjs';
import { now } from './stopwatch.mjs';

const hubProgram = fileURLToPath(new URL('../../gateway/dist/main.js', import.meta.url));
const requestsPerBlock = 500;
const linesPerBlock = 50;
const warmUpRequests = 300;

/**
 * What TLS by the hub itself costs: the same question to two hubs in turns, one by plain HTTP and one by HTTPS of its own
 * authority, on an open line and on a new one each time.
 * @param {import('./counts.mjs').Counts} counts
 * @param {(line: string) => void} say
 * @returns {Promise<import('./figures.mjs').Result[]>}
 */
export async function measureHttp({ blocks }, say) {
  const hubs = [new AskedHub('http:'), new AskedHub('https:')];
  try {
    for (const hub of hubs) await hub.start();
    for (let block = 0; block < blocks; block++) for (const hub of hubs) await hub.measure();
  } finally {
    for (const hub of hubs) await hub.stop();
  }
  const results = /** @type {const} */ (['open', 'new']).flatMap((line) =>
    [0.5, 0.95].map((share) => {
      const [plain, tls] = hubs.map((hub) => quantile(hub.times[line], share));
      const what = `request on ${line === 'open' ? 'an open' : 'a new'} line, ${share === 0.5 ? 'median' : 'p95'}`;
      return compared(`${what}: HTTPS against HTTP`, 'ms', tls ?? null, plain ?? null);
    }),
  );
  for (const { name, ours, peer } of results) say(`${name}: ${ours} against ${peer}`);
  return results;
}

/** A hub that is asked by one client, by HTTP or by HTTPS. */
class AskedHub {
  /** @type {{ open: number[], new: number[] }} milliseconds */
  times = { open: [], new: [] };
  #house = new House([]);
  /** @type {Program | undefined} */
  #program;
  #certificate = '';

  /** @param {'http:' | 'https:'} protocol */
  constructor(protocol) {
    this.protocol = protocol;
  }

  async start() {
    await this.#house.furnish();
    const env = {
      ETAPISTE_DEMO: '1',
      ETAPISTE_DATA_DIR: this.#house.dataDir,
      ETAPISTE_HTTP_PORT: new URL(this.#house.url).port,
      ETAPISTE_MQTT_PORT: new URL(this.#house.mqttUrl).port,
      ETAPISTE_HTTP_REQUESTS_PER_MINUTE: '10000000',
      ...(this.protocol === 'https:' && { ETAPISTE_TLS: 'own-ca' }),
    };
    this.#program = new Program(`The hub by ${this.protocol}`, [process.execPath, hubProgram], { env });
    await this.#program.start(/the hub is ready/);
    if (this.protocol === 'https:') this.#certificate = await readFile(join(this.#house.dataDir, 'secrets/ca/ca.crt'), 'utf8');
    const agent = this.#agent(true);
    for (let count = 0; count < warmUpRequests; count++) await this.#ask(agent);
    agent.destroy();
  }

  async measure() {
    const open = this.#agent(true);
    await this.#ask(open);
    for (let count = 0; count < requestsPerBlock; count++) this.times.open.push(await this.#ask(open));
    open.destroy();
    for (let count = 0; count < linesPerBlock; count++) {
      // A session that is known would make a shorter handshake: each line is a stranger's.
      const fresh = this.#agent(false);
      this.times.new.push(await this.#ask(fresh));
      fresh.destroy();
    }
  }

  async stop() {
    await this.#program?.stop();
    await this.#house.remove();
  }

  /** @param {boolean} keepAlive */
  #agent(keepAlive) {
    return this.protocol === 'https:'
      ? new https.Agent({ keepAlive, maxSockets: 1, ca: this.#certificate, maxCachedSessions: 0 })
      : new http.Agent({ keepAlive, maxSockets: 1 });
  }

  /**
   * @param {http.Agent} agent
   * @returns {Promise<number>} milliseconds until the whole answer is there
   */
  #ask(agent) {
    const { hostname, port } = new URL(this.#house.url);
    const { get } = this.protocol === 'https:' ? https : http;
    return new Promise((resolve, reject) => {
      const at = now();
      get({ hostname, port, path: '/health/live', agent }, (answer) => {
        answer.resume();
        answer.once('end', () => (answer.statusCode === 200 ? resolve(now() - at) : reject(new Error(`${answer.statusCode}`))));
      }).once('error', reject);
    });
  }
}
