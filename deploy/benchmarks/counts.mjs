/**
 * How much is measured. `ETAPISTE_BENCH=long` takes the full counts; each count has a name of its own besides.
 * @typedef {object} Counts
 * @property {number} blocks how often the contestants take turns
 * @property {number} presses measured ones in each block
 * @property {number} warmUp presses before them that do not count
 * @property {number} rooms simulated rooms of the load
 * @property {number} perSecond states that those rooms tell a second
 * @property {number} frames of the document camera with a timecode, in each block
 * @property {number} joins clicks on the document camera's picture, of each kind
 * @property {number} faults of each kind while it is watched
 * @property {number} controllers that come in at once
 * @property {number} idleSeconds that a controller rests while its processor time is counted
 * @property {readonly Part[]} parts what is measured
 *
 * @typedef {'press' | 'camera' | 'hardware' | 'http' | 'rights' | 'bookings'} Part
 */

const short = {
  blocks: 3,
  presses: 40,
  warmUp: 5,
  rooms: 285,
  perSecond: 100,
  frames: 300,
  joins: 7,
  faults: 3,
  controllers: 1_000,
  idleSeconds: 30,
};
const long = { ...short, blocks: 10, presses: 100, frames: 900, joins: 30, faults: 10, idleSeconds: 60 };
const parts = /** @type {const} */ (['press', 'camera', 'hardware', 'http', 'rights', 'bookings']);

/**
 * @param {NodeJS.ProcessEnv} env
 * @returns {Counts}
 * @throws {Error} naming a count that is no whole number above 0
 */
export function readCounts(env) {
  const base = env.ETAPISTE_BENCH === 'long' ? long : short;
  return {
    blocks: count(env, 'ETAPISTE_BENCH_BLOCKS', base.blocks),
    presses: count(env, 'ETAPISTE_BENCH_PRESSES', base.presses),
    warmUp: base.warmUp,
    rooms: count(env, 'ETAPISTE_BENCH_ROOMS', base.rooms),
    perSecond: count(env, 'ETAPISTE_BENCH_PER_SECOND', base.perSecond),
    frames: count(env, 'ETAPISTE_BENCH_FRAMES', base.frames),
    joins: count(env, 'ETAPISTE_BENCH_JOINS', base.joins),
    faults: count(env, 'ETAPISTE_BENCH_FAULTS', base.faults),
    controllers: count(env, 'ETAPISTE_BENCH_CONTROLLERS', base.controllers),
    idleSeconds: count(env, 'ETAPISTE_BENCH_IDLE_SECONDS', base.idleSeconds),
    parts: partsOf(env.ETAPISTE_BENCH_ONLY),
  };
}

/** @param {string | undefined} only */
function partsOf(only) {
  const wanted = parts.filter((part) => only === undefined || part === only);
  if (wanted.length > 0) return wanted;
  throw new Error(`ETAPISTE_BENCH_ONLY must be one of ${parts.join(', ')}, not "${only}"`);
}

/**
 * @param {NodeJS.ProcessEnv} env
 * @param {string} name
 * @param {number} otherwise
 */
function count(env, name, otherwise) {
  const number = Number(env[name] ?? otherwise);
  if (Number.isInteger(number) && number > 0) return number;
  throw new Error(`${name} must be a whole number above 0, not "${env[name]}"`);
}
