import { demoPeople, signIn } from './demo-sign-in.mjs';

/** What set-up asks the demo's hub: whether it is there, and, as its maintainer, which rooms are. */
export class HubDoor {
  /** @type {import('./demo-sign-in.mjs').SignIn | undefined} */
  #maintainer;

  /** @param {string} hubUrl */
  constructor(hubUrl) {
    this.hubUrl = hubUrl;
  }

  /** Whether the hub says that it is ready. */
  async isAnswering() {
    const response = await this.#get('/health/ready');
    return response?.ok === true;
  }

  /**
   * The rooms whose controllers the hub has heard come online since a moment. After a restart it still says *online* of rooms
   * that it knew, until it misses them.
   * @param {number} sinceMs
   * @returns {Promise<string[]>}
   */
  async roomsOnlineSince(sinceMs) {
    const response = await this.#devices();
    if (!response?.ok) return [];
    const devices = /** @type {Device[]} */ (await response.json());
    const came = (/** @type {Device['events'][number]} */ { what, at }) =>
      ['online', 'restarted'].includes(what) && Date.parse(at) >= sinceMs;
    return devices.filter(({ presence, events }) => presence.state === 'online' && events.some(came)).map(({ id }) => id);
  }

  async #devices() {
    this.#maintainer ??= await signIn(this.hubUrl, demoPeople.maintainer).catch(() => undefined);
    const response = this.#maintainer && (await this.#get('/api/v1/devices', this.#maintainer.headers));
    // A sign-in ends by itself, and with its database: the next question comes with a new one.
    if (response?.status === 401) this.#maintainer = undefined;
    return response;
  }

  /**
   * @param {string} path
   * @param {Record<string, string>} [headers]
   */
  #get(path, headers = {}) {
    return fetch(`${this.hubUrl}${path}`, { headers, signal: AbortSignal.timeout(5_000) }).catch(() => undefined);
  }
}

/** @typedef {{ id: string, presence: { state: string }, events: { what: string, at: string }[] }} Device */
