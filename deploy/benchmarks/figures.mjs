/**
 * One line of the results. `ratio` is ours by the peer's; `met` is null where nothing was promised.
 * @typedef {object} Result
 * @property {string} name
 * @property {number | null} ours
 * @property {number | null} peer
 * @property {number | null} ratio
 * @property {string} unit
 * @property {string | null} target
 * @property {boolean | null} met
 */

/**
 * The value below which a part of all values lies (nearest rank).
 * @param {readonly number[]} values
 * @param {number} part 0.5 is the median
 * @returns {number | null} null of nothing
 */
export function quantile(values, part) {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(sorted.length * part) - 1)] ?? null;
}

/**
 * @param {string} name
 * @param {string} unit
 * @param {number | null} ours
 * @param {number | null} peer
 * @param {{ ratio?: number, least?: number, most?: number }} [target] of the ratio, at most or at least, or of our own figure
 * @returns {Result}
 */
export function compared(name, unit, ours, peer, { ratio: wanted, least, most } = {}) {
  const ratio = ours !== null && peer ? ours / peer : null;
  const isOfPeer = wanted !== undefined || least !== undefined;
  const judged = isOfPeer ? ratio : ours;
  const limit = wanted ?? least ?? most;
  const words = `${least === undefined ? '≤' : '≥'} ${limit} ${isOfPeer ? '× peer' : unit}`;
  const isMet = judged !== null && limit !== undefined && (least === undefined ? judged <= limit : judged >= limit);
  return {
    name,
    ours: rounded(ours),
    peer: rounded(peer),
    ratio: rounded(ratio),
    unit,
    target: limit === undefined ? null : words,
    met: limit === undefined ? null : isMet,
  };
}

/** @param {number | null} value */
const rounded = (value) => (value === null ? null : Math.round(value * 100) / 100);
