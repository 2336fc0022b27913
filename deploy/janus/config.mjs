import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * What only the hub and Janus know; `secrets/janus.json` of the data folder holds the same object.
 * @typedef {object} JanusSecrets
 * @property {string} apiSecret opens the whole Janus API: the hub's
 * @property {string} tokenSecret signs the short tokens that browsers' connections carry (HMAC-SHA1)
 * @property {string} adminSecret opens the admin API
 * @property {string} streamingAdminKey without it nobody creates a mountpoint
 * @property {string} videoroomAdminKey without it nobody creates a room
 */

/**
 * Where a Janus with the written configuration can be met.
 * @typedef {object} WrittenJanus
 * @property {string} configDir folder for `janus -F`
 * @property {string} url Janus API (WebSocket, loopback); what `ETAPISTE_JANUS_URL` wants
 * @property {string} adminUrl admin API (WebSocket, loopback)
 * @property {readonly [string, ...string[]]} command the program and its arguments; it logs to its standard output
 */

/** First port of the demo's own Janus where `ETAPISTE_JANUS_PORTS` names no other. */
export const defaultFirstPort = 20_000;

/** How many ports from the first one on a Janus of ours may use. */
export const portCount = 400;

const secretNames = /** @type {const} */ (['apiSecret', 'tokenSecret', 'adminSecret', 'streamingAdminKey', 'videoroomAdminKey']);
const templateNames = [
  'janus.jcfg',
  'janus.transport.websockets.jcfg',
  'janus.plugin.streaming.jcfg',
  'janus.plugin.videoroom.jcfg',
];
const templateDir = fileURLToPath(new URL('templates/', import.meta.url));

/**
 * The ports of one Janus, counted from its first: the API, the admin API, then RTP from the rooms, then WebRTC to browsers.
 * @param {number} firstPort
 */
export const janusPorts = (firstPort) => ({
  wsPort: firstPort,
  adminPort: firstPort + 1,
  streamingFirst: firstPort + 2,
  streamingLast: firstPort + 199,
  webrtcFirst: firstPort + 200,
  webrtcLast: firstPort + portCount - 1,
});

/**
 * Writes a complete configuration folder of our own, `<dataDir>/janus`. The stock one in `/etc/janus` has secrets that
 * everybody knows and is never used. Every file is replaced whole, readable by its owner only; a repeat changes nothing.
 * @param {{ dataDir: string, firstPort?: number, secrets: JanusSecrets }} wanted
 * @returns {Promise<WrittenJanus>}
 * @throws {Error} naming every secret that is missing or too short, or a port range that does not fit
 */
export async function writeJanusConfig({ dataDir, firstPort = defaultFirstPort, secrets }) {
  refuseBadInput(firstPort, secrets);
  const ports = janusPorts(firstPort);
  const configDir = join(dataDir, 'janus');
  await mkdir(configDir, { recursive: true, mode: 0o700 });
  for (const name of templateNames) {
    const template = await readFile(join(templateDir, name), 'utf8');
    await replaceFile(join(configDir, name), fill(template, { ...ports, ...secrets }));
  }
  return {
    configDir,
    url: `ws://127.0.0.1:${ports.wsPort}`,
    adminUrl: `ws://127.0.0.1:${ports.adminPort}`,
    command: ['janus', '-F', configDir, '--disable-colors', '--log-stdout'],
  };
}

/**
 * @param {number} firstPort
 * @param {JanusSecrets} secrets
 */
function refuseBadInput(firstPort, secrets) {
  const bad = secretNames.filter((name) => typeof secrets?.[name] !== 'string' || secrets[name].length < 16);
  if (bad.length > 0) throw new Error(`secrets/janus.json: ${bad.join(', ')}: at least 16 characters each`);
  const isRangeGood = Number.isInteger(firstPort) && firstPort >= 1024 && firstPort + portCount <= 65_536;
  if (!isRangeGood) throw new Error(`ETAPISTE_JANUS_PORTS: ${firstPort} leaves no ${portCount} ports between 1024 and 65535`);
}

/**
 * @param {string} template
 * @param {Readonly<Record<string, string | number>>} values
 */
function fill(template, values) {
  return template.replaceAll(/\{\{(\w+)\}\}/g, (_, /** @type {string} */ name) => {
    const value = values[name];
    if (value === undefined) throw new Error(`the Janus template wants an unknown value: ${name}`);
    // libconfig strings know these two escapes.
    return String(value).replaceAll(/["\\]/g, String.raw`\$&`);
  });
}

/**
 * A reader sees the old file or the new one, never half of it.
 * @param {string} path
 * @param {string} text
 */
async function replaceFile(path, text) {
  await writeFile(`${path}.new`, text, { mode: 0o600 });
  await rename(`${path}.new`, path);
}
