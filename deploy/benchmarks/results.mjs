import { compared, quantile } from './figures.mjs';

const weathers = /** @type {const} */ ([
  ['idle', 'idle'],
  ['load', 'under load'],
]);
const shares = /** @type {const} */ ([
  ['median', 0.5],
  ['p95', 0.95],
]);

/**
 * What was promised (DESIGN §10): under load at most half of Node-RED's time and twice the bare line's; hub ≤ 130 MB,
 * controller ≤ 70 MB; no press unseen.
 * @param {import('./press-to-screen.mjs').Outcomes} outcomes
 * @param {ReadonlyMap<string, Readonly<Record<string, number>>>} memory MB by contestant and process
 * @returns {import('./figures.mjs').Result[]}
 */
export function resultsOf(outcomes, memory) {
  return [
    ...pressRows(outcomes, 'Node-RED', 0.5),
    ...pressRows(outcomes, 'bare line', 2),
    compared(
      'page opened until it could show a call, median, against Node-RED',
      'ms',
      quantile(openings(outcomes, 'Etäpiste'), 0.5),
      quantile(openings(outcomes, 'Node-RED'), 0.5),
    ),
    ...weathers.map(([weather, words]) =>
      compared(
        `presses that nobody saw, ${words}, against Node-RED`,
        'presses',
        figures(outcomes, 'Etäpiste', weather).unseen,
        figures(outcomes, 'Node-RED', weather).unseen,
        { most: 0 },
      ),
    ),
    compared(
      'states a second that the broker took, the slowest block, against Node-RED',
      '1/s',
      Math.min(...figures(outcomes, 'Etäpiste', 'load').statesPerSecond),
      Math.min(...figures(outcomes, 'Node-RED', 'load').statesPerSecond),
    ),
    compared(
      'memory of the hub after load, against Node-RED and its broker',
      'MB',
      megabytes(memory, 'Etäpiste', ['hub']),
      megabytes(memory, 'Node-RED', ['hub', 'broker']),
      { most: 130 },
    ),
    compared('memory of a controller after load', 'MB', megabytes(memory, 'Etäpiste', ['controller']), null, { most: 70 }),
  ];
}

/**
 * @param {import('./press-to-screen.mjs').Outcomes} outcomes
 * @param {string} peer
 * @param {number} promised ratio under load
 */
function pressRows(outcomes, peer, promised) {
  return weathers.flatMap(([weather, words]) =>
    shares.map(([share, part]) =>
      compared(
        `press → card, ${words}, ${share}, against ${peer}`,
        'ms',
        quantile(figures(outcomes, 'Etäpiste', weather).pressMs, part),
        quantile(figures(outcomes, peer, weather).pressMs, part),
        weather === 'load' ? { ratio: promised } : {},
      ),
    ),
  );
}

/**
 * @param {import('./press-to-screen.mjs').Outcomes} outcomes
 * @param {string} name
 */
const openings = (outcomes, name) => weathers.flatMap(([weather]) => figures(outcomes, name, weather).openMs);

/**
 * @param {import('./press-to-screen.mjs').Outcomes} outcomes
 * @param {string} name
 * @param {'idle' | 'load'} weather
 */
function figures(outcomes, name, weather) {
  return outcomes.get(name)?.[weather] ?? { pressMs: [], openMs: [], unseen: 0, statesPerSecond: [] };
}

/**
 * @param {ReadonlyMap<string, Readonly<Record<string, number>>>} memory
 * @param {string} name
 * @param {readonly string[]} processes
 */
const megabytes = (memory, name, processes) =>
  processes.reduce((sum, process) => sum + (memory.get(name)?.[process] ?? 0), 0) || null;
