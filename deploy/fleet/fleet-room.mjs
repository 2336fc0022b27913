import { randomUUID } from 'node:crypto';
import mqtt from 'mqtt';

/**
 * One room of the fleet on the real wire: its own connection, birth and will, the subscriptions of a controller, and
 * states that change from one telling to the next. It has no button and no lamp.
 */
export class FleetRoom {
  /** @type {mqtt.MqttClient | undefined} */
  #client;
  #bootId = randomUUID();
  #seq = 0;
  #told = 0;

  /**
   * @param {string} id
   * @param {import('./contract.mjs').Contract} contract
   */
  constructor(id, contract) {
    this.id = id;
    this.contract = contract;
  }

  /**
   * @param {string} url
   * @param {string | undefined} password undefined where the broker asks nobody
   */
  async start(url, password) {
    const { presence, heard } = this.contract;
    const client = await mqtt.connectAsync(url, {
      protocolVersion: 4,
      clientId: `room-${this.id}`,
      ...(password !== undefined && { username: this.id, password }),
      reconnectPeriod: 0,
      connectTimeout: 20_000,
      will: { topic: presence.topic(this.id), payload: this.#payload({ state: 'lost', connection: 1 }), qos: 1, retain: true },
    });
    this.#client = client;
    await client.subscribeAsync(
      [presence, ...heard].map((message) => message.topic(this.id)),
      { qos: 1 },
    );
    await this.#tell(presence, { state: 'online', connection: 1 });
  }

  /** Tells one state of the room; resolves when the broker has it. */
  async tellState() {
    const { states } = this.contract;
    const turn = this.#told++;
    const message = /** @type {import('./contract.mjs').WireMessage} */ (states[turn % states.length]);
    await this.#tell(message, { ...message.example, ...changing(message.key, Math.floor(turn / states.length)) });
  }

  async stop() {
    await this.#client?.endAsync();
  }

  /**
   * @param {import('./contract.mjs').WireMessage} message
   * @param {Readonly<Record<string, unknown>>} state
   */
  async #tell(message, state) {
    await this.#client?.publishAsync(message.topic(this.id), this.#payload(state), { qos: 1, retain: message.retain });
  }

  /** @param {Readonly<Record<string, unknown>>} state */
  #payload(state) {
    return JSON.stringify({ ...state, at: new Date().toISOString(), bootId: this.#bootId, seq: this.#seq++ });
  }
}

/**
 * What differs from the last telling or from the contract's example: somebody came or left, time went on, all is well.
 * Everything else repeats, as in a real room.
 * @param {string} key
 * @param {number} round
 */
function changing(key, round) {
  switch (key) {
    case 'RoomsOccupancy':
      return { state: round % 2 === 0 ? 'occupied' : 'vacant', ageSeconds: 0 };
    case 'DevicesHealth':
      return { uptimeSeconds: round * 30 };
    case 'FaultsSelfCheck':
      return { faults: [] };
    default:
      return {};
  }
}
