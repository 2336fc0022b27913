import { seconds, type Milliseconds, type PictureReport } from '@etapiste/protocol';

/** Less than this shows no paper. */
export const leastKbps = 80;
/** More than this shows nothing more. */
const mostKbps = 2_000;
/** What the paper may take of a room's line; sound, faces and headers take the rest (facts: 384 and 786 kbps). */
const shareOfLine = 0.5;

/** Random loss of a usual line stays below; more than `over` is a line that is asked too much. */
const lossy = { some: 0.02, over: 0.05 };
/** One or two lost packets of few are no measure. */
const fewestLost = 3;
/** Fewer frames than this, and any loss is too much: each lost packet costs all frames up to the next keyframe. */
const fewestFramesPerSecond = 5;
const headroom = 0.8;
const deepestFall = 0.2;
const gentlestFall = 0.85;
const stepOfMost = 1 / 20;
const riseAfter = seconds(4);
/** Where the line failed before is tried again only after this, and after twice as long each time that it fails again. */
const probeAfter = { first: seconds(30), most: seconds(240) };

/** What one room's line seems to take. Immutable: each report gives the next. */
export interface LineRate {
  readonly kbps: number;
  /** When it last rose or fell, by the monotonic clock. */
  readonly changedAtMs: Milliseconds;
  /** When a report last had loss in it. */
  readonly troubledAtMs: Milliseconds;
  /** What was too much last; null when nothing is known to be. */
  readonly failedAtKbps: number | null;
  readonly probeAfterMs: Milliseconds;
}

/** The most that a picture may take of a line of this many kbps. */
export const capOf = (lineKbps: number): number => Math.max(leastKbps, Math.min(mostKbps, Math.floor(lineKbps * shareOfLine)));

export const firstRate = (kbps: number, nowMs: Milliseconds): LineRate => ({
  kbps,
  changedAtMs: nowMs,
  troubledAtMs: nowMs,
  failedAtKbps: null,
  probeAfterMs: probeAfter.first,
});

/**
 * Falls at once to what got through, rises by small steps after clean seconds, and stays clear of what failed before: a line
 * that is asked for too much carries no picture at all (FACTS). Never above `capKbps`, never below 80.
 */
export function nextRate(rate: LineRate, report: PictureReport, capKbps: number, nowMs: Milliseconds): LineRate {
  const sent = report.packetsReceived + report.packetsLost;
  // What was under way when the rate last changed says nothing about the rate of now.
  const isOld = nowMs - report.overMs < rate.changedAtMs;
  const loss = sent > 0 ? report.packetsLost / sent : 0;
  if (sent === 0 || isOld) return within(rate, capKbps);
  const isBroken = report.framesDecoded * 1000 < fewestFramesPerSecond * report.overMs;
  const isTooMuch = (isBroken || loss > lossy.over) && report.packetsLost >= fewestLost;
  if (isTooMuch) return fallen(rate, loss, capKbps, nowMs);
  if (loss > lossy.some) return within({ ...rate, troubledAtMs: nowMs }, capKbps);
  return risen(rate, capKbps, nowMs);
}

function fallen(rate: LineRate, loss: number, capKbps: number, nowMs: Milliseconds): LineRate {
  const factor = Math.max(deepestFall, Math.min(gentlestFall, (1 - loss) * headroom));
  const isAgain = rate.failedAtKbps !== null && rate.kbps >= rate.failedAtKbps * gentlestFall;
  return within(
    {
      kbps: Math.floor(rate.kbps * factor),
      changedAtMs: nowMs,
      troubledAtMs: nowMs,
      failedAtKbps: rate.kbps,
      probeAfterMs: isAgain ? Math.min(rate.probeAfterMs * 2, probeAfter.most) : probeAfter.first,
    },
    capKbps,
  );
}

function risen(rate: LineRate, capKbps: number, nowMs: Milliseconds): LineRate {
  const next = Math.min(capKbps, rate.kbps + Math.max(10, Math.round(capKbps * stepOfMost)));
  // What failed once and now holds is no limit any more.
  const holds = rate.failedAtKbps !== null && rate.kbps > rate.failedAtKbps;
  const isProbe = !holds && rate.failedAtKbps !== null && next > rate.failedAtKbps * gentlestFall;
  const cleanMs = nowMs - Math.max(rate.changedAtMs, rate.troubledAtMs);
  if (cleanMs < (isProbe ? rate.probeAfterMs : riseAfter)) return within(rate, capKbps);
  const known = holds ? { failedAtKbps: null, probeAfterMs: probeAfter.first } : {};
  return within({ ...rate, ...known, kbps: next, changedAtMs: next === rate.kbps ? rate.changedAtMs : nowMs }, capKbps);
}

const within = (rate: LineRate, capKbps: number): LineRate => ({
  ...rate,
  kbps: Math.max(leastKbps, Math.min(capKbps, rate.kbps)),
});
