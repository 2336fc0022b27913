import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import mqtt from 'mqtt';
import { now } from './stopwatch.mjs';

/** A room's second press within the lock-out (2 s) is the same press: each room rests longer than that. */
const restMs = 2_500;
const roomCount = 24;

/**
 * @typedef {object} Press
 * @property {string} id
 * @property {string} roomId
 * @property {number} at by this process's clock, taken just before it is published
 */

/**
 * The rooms whose buttons are pressed: real connections with the room's own password, after those of the load.
 */
export class PressRooms {
  /** @type {{ id: string, client: mqtt.MqttClient, restedAt: number }[]} */
  #rooms = [];
  /** @type {Map<string, (answer: { callId: string | null, outcome: string }) => void>} */
  #waiting = new Map();
  #turn = 0;
  #bootId = randomUUID();
  #seq = 0;

  /** How many rooms the hub must know besides those of the load. */
  static count = roomCount;

  /**
   * @param {import('../fleet/contract.mjs').Contract} contract
   * @param {number} first number of the first room
   */
  constructor(contract, first) {
    this.contract = contract;
    this.first = first;
  }

  /**
   * @param {string} url
   * @param {string | undefined} dataDir
   */
  async start(url, dataDir) {
    for (let number = this.first; number < this.first + roomCount; number++) {
      const id = `fleet-${number}`;
      const password = dataDir && (await readFile(join(dataDir, 'secrets', 'rooms', `${id}.password`), 'utf8')).trim();
      const credentials = password ? { username: id, password } : {};
      const client = await mqtt.connectAsync(url, {
        protocolVersion: 4,
        clientId: `room-${id}`,
        reconnectPeriod: 0,
        ...credentials,
      });
      client.on('message', (_topic, payload) => this.#onConfirmed(JSON.parse(String(payload))));
      await client.subscribeAsync(`etapiste/v1/rooms/${id}/calls/confirmed`, { qos: 1 });
      this.#rooms.push({ id, client, restedAt: 0 });
    }
  }

  /** Presses the next room's button, once that room has rested. */
  async press() {
    const room = this.#rooms[this.#turn++ % this.#rooms.length];
    if (!room) throw new Error('No room is connected');
    const wait = room.restedAt - performance.now();
    if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
    room.restedAt = performance.now() + restMs;
    const { press } = this.contract;
    const id = randomUUID();
    const payload = JSON.stringify({
      ...press.example,
      id,
      ageMs: 0,
      pressedAt: new Date().toISOString(),
      at: new Date().toISOString(),
      bootId: this.#bootId,
      seq: this.#seq++,
    });
    const at = now();
    room.client.publish(press.topic(room.id), payload, { qos: 1 });
    return { id, roomId: room.id, at };
  }

  /**
   * What the hub answered to a press.
   * @param {Press} press
   * @returns {Promise<{ callId: string | null, outcome: string }>}
   */
  confirmed({ id }) {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error(`The hub did not confirm the press ${id}`)), 10_000);
      this.#waiting.set(id, (answer) => {
        clearTimeout(timer);
        resolve(answer);
      });
    });
  }

  async stop() {
    await Promise.all(this.#rooms.map(({ client }) => client.endAsync()));
    this.#rooms = [];
  }

  /** @param {{ id: string, callId: string | null, outcome: string }} answer */
  #onConfirmed(answer) {
    this.#waiting.get(answer.id)?.(answer);
    this.#waiting.delete(answer.id);
  }
}
