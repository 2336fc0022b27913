import { measureConnects } from './connect-cost.mjs';
import { measureScope } from './scope-cost.mjs';
import { measureSignIns } from './sign-in-cost.mjs';

/**
 * What it costs to know who somebody is: people who sign in, requests and live events that are judged, and controllers that
 * show their certificates.
 * @param {import('./counts.mjs').Counts} counts
 * @param {(line: string) => void} say
 * @returns {Promise<import('./figures.mjs').Result[]>}
 */
export async function measureRights(counts, say) {
  const results = [];
  for (const measure of [measureScope, measureSignIns, measureConnects]) {
    const rows = await measure(counts);
    for (const { name, ours, peer, ratio, unit } of rows) say(`${name}: ${ours} against ${peer} ${unit}, ${ratio}`);
    results.push(...rows);
  }
  return results;
}
