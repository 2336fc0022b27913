// Rooms fleet-1…n that come back by themselves whenever their hub is gone, as controllers do (controller/src/mqtt/mqtt-link.ts):
// `node returning-rooms.mjs <url> <data folder> <count>`. Prints {"began": <ms>} and, each time all are in, {"all": <ms>, "attempts": <n>}.
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { connect as connectTcp } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { connect as connectTls } from 'node:tls';
import mqtt from 'mqtt';
import { readContract } from '../fleet/contract.mjs';
import { certificateFiles } from './controller-certificates.mjs';

/** A controller's: each attempt has 5 s, and between them is about a second, more or less by chance. */
const patienceMs = 5_000;
const knockMs = () => 1_000 * (0.75 + Math.random() / 2);
const keepaliveSeconds = 5;

const [url = '', dataDir = '', count = ''] = process.argv.slice(2);
const { protocol, hostname: host, port } = new URL(url);
const contract = await readContract();
let [online, attempts] = [0, 0];

/** A room at an address of its own, as rooms are. */
class ReturningRoom {
  #bootId = randomUUID();
  #connection = 0;

  /** @param {number} number */
  constructor(number) {
    this.id = `fleet-${number}`;
    const near = { host, port: Number(port), localAddress: `127.1.${number >> 8}.${number & 255}` };
    const secrets = protocol === 'mqtts:' ? this.#certificate() : undefined;
    this.password = secrets ? undefined : readFileSync(join(dataDir, 'secrets', 'rooms', `${this.id}.password`), 'utf8').trim();
    this.open = () => (secrets ? connectTls({ ...near, ...secrets }) : connectTcp(near)).setNoDelay(true);
  }

  async live() {
    for (;;) {
      await this.#comeIn();
      await pause(knockMs());
    }
  }

  /** Resolves when the line is gone again. */
  async #comeIn() {
    attempts += 1;
    const connection = ++this.#connection;
    const client = new mqtt.MqttClient(this.open, {
      protocolVersion: 4,
      protocolId: 'MQTT',
      clientId: `room-${this.id}`,
      username: this.id,
      ...(this.password !== undefined && { password: this.password }),
      keepalive: keepaliveSeconds,
      connectTimeout: patienceMs,
      reconnectPeriod: 0,
      will: { topic: contract.presence.topic(this.id), payload: this.#payload('lost', connection), qos: 1, retain: true },
    });
    client.on('error', () => undefined); // The line's end tells the same.
    const gone = new Promise((resolve) => client.once('close', () => resolve(undefined)));
    const isIn = await Promise.race([gone, this.#sayOnline(client, connection)]);
    if (isIn) this.#count(1);
    await gone;
    if (isIn) this.#count(-1);
    client.end(true);
  }

  /**
   * @param {mqtt.MqttClient} client
   * @param {number} connection
   */
  async #sayOnline(client, connection) {
    await new Promise((resolve) => client.once('connect', resolve));
    const { presence, heard } = contract;
    const filters = [presence, ...heard].map((message) => message.topic(this.id));
    try {
      await client.subscribeAsync(filters, { qos: 1 });
      await client.publishAsync(presence.topic(this.id), this.#payload('online', connection), { qos: 1, retain: true });
      return true;
    } catch {
      return false; // The line went meanwhile.
    }
  }

  /** @param {1 | -1} change */
  #count(change) {
    online += change;
    if (online === Number(count)) console.log(JSON.stringify({ all: Date.now(), attempts }));
  }

  #certificate() {
    const { key, cert } = certificateFiles(dataDir, this.id);
    const ca = readFileSync(join(dataDir, 'secrets', 'ca', 'ca.crt'));
    return { key: readFileSync(key), cert: readFileSync(cert), ca };
  }

  /**
   * @param {'online' | 'lost'} state
   * @param {number} connection
   */
  #payload(state, connection) {
    return JSON.stringify({ state, connection, at: new Date().toISOString(), bootId: this.#bootId, seq: connection });
  }
}

process.once('SIGTERM', () => process.exit(0));
const rooms = Array.from({ length: Number(count) }, (_, index) => new ReturningRoom(index + 1));
console.log(JSON.stringify({ began: Date.now() }));
for (const room of rooms) void room.live();
