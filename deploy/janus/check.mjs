import { execFile } from 'node:child_process';
import { networkInterfaces } from 'node:os';
import { promisify } from 'node:util';

const run = promisify(execFile);

/**
 * Why video can or cannot be had on this machine.
 * @typedef {object} VideoCheck
 * @property {boolean} isAvailable
 * @property {string | null} reason one sentence that says what is missing and what to do
 * @property {readonly string[]} packages Debian packages that would help; empty when packages are not the matter
 * @property {boolean} needsVethPair only loopback is up: `addVethPair()` gives Janus an address to offer
 */

/** Elements of the document camera's pipelines, and the Debian package of each. */
const elements = {
  appsrc: 'gstreamer1.0-plugins-base',
  videoconvert: 'gstreamer1.0-plugins-base',
  videoscale: 'gstreamer1.0-plugins-base',
  pngdec: 'gstreamer1.0-plugins-good',
  rtph264pay: 'gstreamer1.0-plugins-good',
  udpsink: 'gstreamer1.0-plugins-good',
  h264parse: 'gstreamer1.0-plugins-bad',
  srtpenc: 'gstreamer1.0-plugins-bad',
  x264enc: 'gstreamer1.0-plugins-ugly',
};

/** Name of the virtual cable that `addVethPair` lays when the machine has loopback only. */
const vethName = 'etapiste0';

/**
 * Looks for Janus, for every GStreamer element that is needed, and for an address that Janus can offer to browsers.
 * Never throws and changes nothing.
 * @param {{ path?: string | undefined, hasAddress?: () => boolean }} [machine] for tests: another PATH, another network
 * @returns {Promise<VideoCheck>}
 */
export async function checkVideo({ path = process.env['PATH'], hasAddress = hasOutsideAddress } = {}) {
  const env = { ...process.env, PATH: path };
  if (!(await works('janus', ['--help'], env))) return missing('The media server Janus is not installed.', ['janus']);
  if (!(await works('gst-inspect-1.0', ['--version'], env))) {
    return missing('GStreamer is not installed.', ['gstreamer1.0-tools', ...new Set(Object.values(elements))]);
  }
  const checks = Object.entries(elements).map(async ([element, from]) => ({
    element,
    from,
    isThere: await works('gst-inspect-1.0', ['--exists', element], env),
  }));
  const lost = (await Promise.all(checks)).filter(({ isThere }) => !isThere);
  if (lost.length > 0) {
    const names = lost.map(({ element }) => element).join(', ');
    return missing(`GStreamer lacks ${names}.`, [...new Set(lost.map(({ from }) => from))]);
  }
  if (!hasAddress()) {
    const reason = 'Only the loopback network is up, and Janus never offers it to browsers: a veth pair is needed.';
    return { isAvailable: false, reason, packages: [], needsVethPair: true };
  }
  return { isAvailable: true, reason: null, packages: [], needsVethPair: false };
}

/**
 * Lays a virtual cable with a private address that leads nowhere, so that Janus has an address to offer (FACTS: Janus skips
 * loopback in its own code). Root only; where the cable is there already nothing changes. Gone at the next boot.
 * @returns {Promise<string>} the address
 * @throws {Error} when not root, or when the kernel has no veth
 */
export async function addVethPair() {
  const address = '10.255.77.1';
  if (process.getuid?.() !== 0) throw new Error('A veth pair can be added by root only.');
  if (networkInterfaces()[vethName]) return address;
  const steps = [
    ['link', 'add', vethName, 'type', 'veth', 'peer', 'name', 'etapiste1'],
    ['addr', 'add', `${address}/30`, 'dev', vethName],
    ['link', 'set', vethName, 'up'],
    ['link', 'set', 'etapiste1', 'up'],
  ];
  for (const step of steps) await run('ip', step);
  return address;
}

const hasOutsideAddress = () =>
  Object.values(networkInterfaces())
    .flat()
    .some((address) => address?.internal === false);

/**
 * @param {string} sentence
 * @param {readonly string[]} packages
 * @returns {VideoCheck}
 */
const missing = (sentence, packages) => ({
  isAvailable: false,
  reason: `${sentence} Install it with: apt-get install ${packages.join(' ')}`,
  packages,
  needsVethPair: false,
});

/**
 * @param {string} program
 * @param {readonly string[]} parameters
 * @param {NodeJS.ProcessEnv} env
 */
const works = (program, parameters, env) =>
  run(program, parameters, { env, timeout: 10_000 }).then(
    () => true,
    () => false,
  );
