import { CameraDelay } from './camera-delay.mjs';
import { CameraFaults } from './camera-faults.mjs';
import { CameraHouse } from './camera-house.mjs';
import { CameraJoins } from './camera-joins.mjs';

/**
 * The document camera: how old the picture is, how soon it comes after a click, and how soon it is back after a fault.
 * @param {import('playwright-core').Browser} browser
 * @param {import('./counts.mjs').Counts} counts
 * @param {(line: string) => void} say
 * @returns {Promise<import('./figures.mjs').Result[]>}
 */
export async function measureCamera(browser, counts, say) {
  const house = new CameraHouse();
  try {
    await house.start();
    const results = [];
    for (const Part of [CameraDelay, CameraJoins, CameraFaults])
      results.push(...(await new Part(browser, house, counts, say).measure()));
    return results;
  } finally {
    await house.remove();
  }
}
