import { isAbsolute, join } from 'node:path';
import { defaultFirstPort, janusPorts, portCount } from '../janus/config.mjs';
import { Stop } from './stop.mjs';

/**
 * What the environment asks of the demo. Read once; nobody else looks at the environment.
 * @typedef {object} Settings
 * @property {string} dataDir
 * @property {number} httpPort
 * @property {number} mqttPort
 * @property {string | null} mqttUrl an external broker; null: the hub's own
 * @property {number} simulatePort of the first simulated room; the n-th takes the n-th port from it
 * @property {number} janusPort first port of the demo's own Janus
 * @property {string | null} janusUrl a Janus that runs elsewhere; null: our own
 */

/** The two rooms of the demo; both are in the pilot's register. */
export const roomIds = /** @type {const} */ (['porvoo-1', 'imatra-1']);

/** Name, default, meaning: what `--help` prints. The hub and the controllers know more; they get the environment too. */
/** @type {readonly (readonly [name: string, standard: string, meaning: string])[]} */
const variables = [
  ['ETAPISTE_HTTP_PORT', '8080', 'pages and API of the hub'],
  ['ETAPISTE_MQTT_PORT', '1883', "the hub's own broker"],
  ['ETAPISTE_MQTT_URL', '', 'an external broker instead of the own one'],
  ['ETAPISTE_SIMULATE_PORT', '8090', 'first simulated room; the second takes the next port'],
  ['ETAPISTE_JANUS_PORTS', String(defaultFirstPort), `first of the ${portCount} ports of the demo's own Janus`],
  ['ETAPISTE_JANUS_URL', '', 'a Janus that runs elsewhere'],
  ['ETAPISTE_DATABASE_URL', '', 'sqlite:… or postgres:…; a file in the data folder when empty'],
  ['ETAPISTE_DATA_DIR', '.data', 'everything that the demo keeps: secrets, database, logs'],
];

export const help = `npm start          sets up what is missing and runs the demo: hub, video, two simulated rooms
npm run dev        the same, and builds and restarts when a source file changes

Environment:
${variables.map(([name, standard, meaning]) => `  ${name.padEnd(24)}${standard.padEnd(8)}${meaning}`).join('\n')}
`;

/**
 * @param {NodeJS.ProcessEnv} env
 * @param {string} root the checkout; a relative data folder is inside it
 * @returns {Settings}
 * @throws {Stop} naming every bad variable at once
 */
export function readSettings(env, root) {
  /** @type {string[]} */
  const problems = [];
  const text = (/** @type {string} */ name) => env[name]?.trim() || standardOf(name);
  const port = (/** @type {string} */ name, /** @type {number} */ count) => {
    const number = Number(text(name));
    const isGood = Number.isInteger(number) && number >= 1 && number + count - 1 <= 65_535;
    if (!isGood) problems.push(`${name}="${text(name)}" should be a port from 1 to ${65_536 - count}`);
    return number;
  };
  const dataDir = text('ETAPISTE_DATA_DIR');
  const settings = {
    dataDir: isAbsolute(dataDir) ? dataDir : join(root, dataDir),
    httpPort: port('ETAPISTE_HTTP_PORT', 1),
    mqttPort: port('ETAPISTE_MQTT_PORT', 1),
    mqttUrl: text('ETAPISTE_MQTT_URL') || null,
    simulatePort: port('ETAPISTE_SIMULATE_PORT', roomIds.length),
    janusPort: port('ETAPISTE_JANUS_PORTS', portCount),
    janusUrl: text('ETAPISTE_JANUS_URL') || null,
  };
  if (problems.length > 0) throw new Stop(`The environment is not right: ${problems.join('; ')}.`);
  return settings;
}

const standardOf = (/** @type {string} */ name) => variables.find(([known]) => known === name)?.[1] ?? '';

/**
 * The TCP ports on which hub and simulated rooms listen.
 * @param {Settings} settings
 * @returns {import('./ports.mjs').WantedPort[]}
 */
export const portsOf = ({ httpPort, mqttPort, mqttUrl, simulatePort }) => [
  { port: httpPort, use: 'pages of the hub', variable: 'ETAPISTE_HTTP_PORT' },
  ...(mqttUrl ? [] : [{ port: mqttPort, use: 'broker', variable: 'ETAPISTE_MQTT_PORT' }]),
  ...roomIds.map((roomId, index) => {
    return { port: simulatePort + index, use: `simulated room ${roomId}`, variable: 'ETAPISTE_SIMULATE_PORT' };
  }),
];

/**
 * The TCP ports of our own Janus.
 * @param {Settings} settings
 * @returns {import('./ports.mjs').WantedPort[]}
 */
export function janusPortsOf({ janusPort }) {
  const { wsPort, adminPort } = janusPorts(janusPort);
  return [wsPort, adminPort].map((port) => ({ port, use: 'Janus', variable: 'ETAPISTE_JANUS_PORTS' }));
}
