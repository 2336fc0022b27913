import fc from 'fast-check';
import { seconds, type PictureReport } from '@etapiste/protocol';
import { describe, expect, test } from 'vitest';
import { capOf, firstRate, leastKbps, nextRate, type LineRate } from './line-rate.js';

const everyMs = seconds(2);
const report = (packetsReceived: number, packetsLost: number): PictureReport => ({
  overMs: everyMs,
  packetsReceived,
  packetsLost,
  framesDecoded: 60,
  frozenMs: 0,
});

/** What a page reports about a line that carries so much, with some random loss besides, in whole packets of 1,200 bytes. */
const onLine = (sentKbps: number, carriesKbps: number, loss = 0): PictureReport => {
  const sent = Math.ceil((sentKbps * everyMs) / (1_200 * 8));
  const through = Math.min(1, carriesKbps / sentKbps) * (1 - loss);
  const received = Math.floor(sent * through);
  return report(received, sent - received);
};

/** A picture's rate over some minutes on a line; the first entry is the start. */
function follow(start: LineRate, capKbps: number, steps: number, carries: (step: number) => number, loss = 0): LineRate[] {
  const rates = [start];
  for (let step = 1; step <= steps; step++) {
    const before = rates.at(-1) as LineRate;
    rates.push(nextRate(before, onLine(before.kbps, carries(step), loss), capKbps, step * everyMs));
  }
  return rates;
}

/** Five packets in a hundred may be lost by chance: so far above what gets through is no proof. */
const slack = 1.06;
const falls = (rates: readonly LineRate[]) => rates.filter(({ kbps }, at) => kbps < (rates[at - 1]?.kbps ?? kbps)).length;
const line = fc.integer({ min: 128, max: 20_000 });
const reports = fc.record({
  overMs: fc.integer({ min: 1, max: 10_000 }),
  packetsReceived: fc.nat(3_000),
  packetsLost: fc.nat(3_000),
  framesDecoded: fc.nat(300),
  frozenMs: fc.nat(10_000),
});

describe('a room’s line', () => {
  test('is never asked for more than its grade, nor for less than shows a paper, whatever its viewers say', () => {
    fc.assert(
      fc.property(line, fc.integer({ min: 1, max: 5_000 }), fc.array(reports, { maxLength: 60 }), (lineKbps, first, said) => {
        const cap = capOf(lineKbps);
        let rate = firstRate(first, 0);
        for (const [step, each] of said.entries()) {
          rate = nextRate(rate, each, cap, (step + 1) * everyMs);
          expect(rate.kbps).toBeLessThanOrEqual(cap);
          expect(rate.kbps).toBeGreaterThanOrEqual(leastKbps);
          expect(Number.isInteger(rate.kbps)).toBe(true);
        }
      }),
    );
  });

  test('of 384 and of 786 kbps leaves room for sound and faces', () => {
    expect([capOf(384), capOf(786), capOf(10_000)]).toEqual([192, 393, 2_000]);
  });

  test('rises by a small step at a time, and falls by a part', () => {
    fc.assert(
      fc.property(line, fc.integer({ min: 80, max: 2_000 }), reports, (lineKbps, kbps, said) => {
        const cap = capOf(lineKbps);
        const before = firstRate(Math.min(kbps, cap), 0);
        const after = nextRate(before, said, cap, seconds(60)).kbps;
        expect(after - before.kbps).toBeLessThanOrEqual(Math.max(10, cap / 20 + 1));
        const isUnchangedOrMore = after >= before.kbps;
        expect(isUnchangedOrMore || after <= Math.max(leastKbps, before.kbps * 0.85)).toBe(true);
        expect(after).toBeGreaterThanOrEqual(Math.min(before.kbps, Math.max(leastKbps, Math.floor(before.kbps * 0.2))));
      }),
    );
  });

  test('that is clean gets all of its share within two minutes', () => {
    fc.assert(
      fc.property(line, (lineKbps) => {
        const cap = capOf(lineKbps);
        expect(follow(firstRate(leastKbps, 0), cap, 60, () => 100_000).at(-1)?.kbps).toBe(cap);
      }),
    );
  });

  test('that carries less than is asked is asked less within ten seconds, and then left in peace', () => {
    fc.assert(
      fc.property(fc.integer({ min: 130, max: 1_500 }), (carries) => {
        const rates = follow(firstRate(2_000, 0), 2_000, 300, () => carries);
        expect(Math.min(...rates.slice(0, 6).map(({ kbps }) => kbps))).toBeLessThanOrEqual(carries * slack);
        // Ten minutes: what failed is tried again ever more seldom.
        expect(falls(rates.slice(6))).toBeLessThanOrEqual(8);
        const tooMuch = rates.slice(6).filter(({ kbps }) => kbps > carries * slack).length;
        expect(tooMuch / rates.length).toBeLessThan(0.05);
      }),
    );
  });

  test('with one packet in a hundred lost by chance keeps its rate', () => {
    const rates = follow(firstRate(2_000, 0), 2_000, 300, () => 100_000, 0.01);
    expect(new Set(rates.map(({ kbps }) => kbps))).toEqual(new Set([2_000]));
  });

  test('that was thin for a while and is wide again gets its share back', () => {
    const rates = follow(firstRate(2_000, 0), 2_000, 200, (step) => (step < 30 ? 384 : 100_000));
    expect(rates[29]?.kbps).toBeLessThanOrEqual(384 * slack);
    expect(rates.at(-1)?.kbps).toBe(2_000);
  });

  test('with some loss keeps its rate while the paper moves, and loses some where it does not', () => {
    const some = report(97, 3);
    expect(nextRate(firstRate(500, 0), some, 2_000, seconds(60)).kbps).toBe(500);
    expect(nextRate(firstRate(500, 0), { ...some, framesDecoded: 8 }, 2_000, seconds(60)).kbps).toBeLessThan(500);
    const oneInHundred = report(297, 3);
    expect(nextRate(firstRate(2_000, 0), { ...oneInHundred, framesDecoded: 8 }, 2_000, seconds(60)).kbps).toBeLessThan(2_000);
  });

  test('is not judged by what was under way before its rate changed, nor by silence', () => {
    const changed = { ...firstRate(500, 0), changedAtMs: 9_000 };
    expect(nextRate(changed, report(10, 90), 2_000, 10_000).kbps).toBe(500);
    expect(nextRate(firstRate(500, 0), report(0, 0), 2_000, seconds(60)).kbps).toBe(500);
  });
});
