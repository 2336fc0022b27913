/**
 * Whether the hub says that it is ready.
 * @param {string} hubUrl
 */
export async function isAnswering(hubUrl) {
  const response = await get(`${hubUrl}/health/ready`);
  return response?.ok === true;
}

/**
 * The rooms whose controllers the hub has heard come online since a moment. After a restart it still says *online* of rooms
 * that it knew, until it misses them.
 * @param {string} hubUrl
 * @param {number} sinceMs
 * @returns {Promise<string[]>}
 */
export async function roomsOnlineSince(hubUrl, sinceMs) {
  const response = await get(`${hubUrl}/api/v1/devices`);
  if (!response?.ok) return [];
  const devices = /** @type {Device[]} */ (await response.json());
  const came = (/** @type {Device['events'][number]} */ { what, at }) =>
    ['online', 'restarted'].includes(what) && Date.parse(at) >= sinceMs;
  return devices.filter(({ presence, events }) => presence.state === 'online' && events.some(came)).map(({ id }) => id);
}

/** @typedef {{ id: string, presence: { state: string }, events: { what: string, at: string }[] }} Device */

/** @param {string} url */
const get = (url) => fetch(url, { signal: AbortSignal.timeout(5_000) }).catch(() => undefined);
