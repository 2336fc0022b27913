/**
 * Whether the hub says that it is ready.
 * @param {string} hubUrl
 */
export async function isAnswering(hubUrl) {
  const response = await get(`${hubUrl}/health/ready`);
  return response?.ok === true;
}

/**
 * The rooms whose controllers the hub sees online.
 * @param {string} hubUrl
 * @returns {Promise<string[]>}
 */
export async function onlineRooms(hubUrl) {
  const response = await get(`${hubUrl}/api/v1/devices`);
  if (!response?.ok) return [];
  const devices = /** @type {{ id: string, presence: { state: string } }[]} */ (await response.json());
  return devices.filter(({ presence }) => presence.state === 'online').map(({ id }) => id);
}

/** @param {string} url */
const get = (url) => fetch(url, { signal: AbortSignal.timeout(5_000) }).catch(() => undefined);
