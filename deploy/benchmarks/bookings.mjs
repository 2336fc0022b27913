import { measureBookingRate } from './booking-rate.mjs';
import { measureFreeTimes } from './free-times.mjs';

/**
 * What the booking store costs: bookings through HTTP beside their rows written by the bare driver, and the search for free times.
 * @param {import('./counts.mjs').Counts} counts
 * @param {(line: string) => void} say
 * @returns {Promise<import('./figures.mjs').Result[]>}
 */
export async function measureBookings(counts, say) {
  const results = [];
  for (const measure of [measureBookingRate, measureFreeTimes]) {
    const rows = await measure(counts);
    for (const { name, ours, peer, ratio, unit } of rows) say(`${name}: ${ours} against ${peer} ${unit}, ${ratio}`);
    results.push(...rows);
  }
  return results;
}
