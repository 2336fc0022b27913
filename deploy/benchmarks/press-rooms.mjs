import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import mqtt from 'mqtt';
import { now } from './stopwatch.mjs';

/** Rooms of the pilot, each of a point whose advisor is on shift; the rooms of the load belong to another point. */
const pressed = ['porvoo-1', 'imatra-1', 'nurmes-1'];

/**
 * @typedef {object} Press
 * @property {string} id
 * @property {string} roomId
 * @property {number} at by this process's clock, taken just before it is published
 */

/**
 * The rooms whose buttons are pressed: real connections with the room's own password. (The lock-out against
 * leaning on a button is the controller's; here each press is another one.)
 */
export class PressRooms {
  /** @type {{ id: string, client: mqtt.MqttClient }[]} */
  #rooms = [];
  /** @type {Map<string, (answer: { callId: string | null, outcome: string }) => void>} */
  #waiting = new Map();
  #turn = 0;
  #isOccupied = false;
  #bootId = randomUUID();
  #seq = 0;

  static ids = pressed;

  /** @param {import('../fleet/contract.mjs').Contract} contract */
  constructor(contract) {
    this.contract = contract;
  }

  /**
   * @param {string} url
   * @param {string | undefined} dataDir
   */
  async start(url, dataDir) {
    for (const id of pressed) {
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
      const { presence } = this.contract;
      await client.publishAsync(presence.topic(id), this.#payload({ state: 'online', connection: 1 }), { qos: 1, retain: true });
      this.#rooms.push({ id, client });
    }
  }

  /** Presses the next room's button. */
  press() {
    const room = this.#rooms[this.#turn++ % this.#rooms.length];
    if (!room) throw new Error('No room is connected');
    const { press } = this.contract;
    const id = randomUUID();
    const payload = this.#payload({ ...press.example, id, ageMs: 0, pressedAt: new Date().toISOString() });
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

  /** The first room says that somebody came, or left again: a state that is told to pages and stored nowhere. */
  tellOccupancy() {
    const [room] = this.#rooms;
    const occupancy = this.contract.states.find(({ key }) => key === 'RoomsOccupancy');
    if (!room || !occupancy) throw new Error('No room is connected that could tell of people');
    this.#isOccupied = !this.#isOccupied;
    const state = { ...occupancy.example, state: this.#isOccupied ? 'occupied' : 'vacant', ageSeconds: 0 };
    room.client.publish(occupancy.topic(room.id), this.#payload(state), { qos: 1, retain: true });
  }

  async stop() {
    await Promise.all(this.#rooms.map(({ client }) => client.endAsync()));
    this.#rooms = [];
  }

  /** @param {object} content */
  #payload(content) {
    return JSON.stringify({ ...content, at: new Date().toISOString(), bootId: this.#bootId, seq: this.#seq++ });
  }

  /** @param {{ id: string, callId: string | null, outcome: string }} answer */
  #onConfirmed(answer) {
    this.#waiting.get(answer.id)?.(answer);
    this.#waiting.delete(answer.id);
  }
}
