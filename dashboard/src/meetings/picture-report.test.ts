import { describe, expect, test } from 'vitest';
import { PictureReports, type PictureTotals } from './picture-report.js';

const connection = {};
const totals = (atMs: number, packetsReceived: number, packetsLost = 0, of: object = connection): PictureTotals => ({
  of,
  atMs,
  packetsReceived,
  packetsLost,
  framesDecoded: packetsReceived / 2,
  frozenMs: 0,
});

describe('what a page says of its picture', () => {
  test('is about the time since it last said something', () => {
    const reports = new PictureReports();
    expect(reports.take(totals(1_000, 100))).toBeUndefined();
    expect(reports.take({ ...totals(3_000, 180, 20), frozenMs: 500.4 })).toEqual({
      overMs: 2_000,
      packetsReceived: 80,
      packetsLost: 20,
      framesDecoded: 40,
      frozenMs: 500,
    });
    expect(reports.take(totals(5_000, 280, 20))).toMatchObject({ overMs: 2_000, packetsReceived: 100, packetsLost: 0 });
  });

  test('is nothing about a new connection, whose totals begin anew', () => {
    const reports = new PictureReports();
    reports.take(totals(1_000, 100));
    const another = {};
    expect(reports.take(totals(3_000, 10, 0, another))).toBeUndefined();
    expect(reports.take(totals(5_000, 60, 5, another))).toMatchObject({ packetsReceived: 50, packetsLost: 5 });
  });

  test('is nothing about a pause: the gap that a cut leaves is not the line’s loss', () => {
    const reports = new PictureReports();
    reports.take(totals(1_000, 100));
    expect(reports.take(totals(3_000, 100))).toBeUndefined();
    expect(reports.take(totals(5_000, 150, 900))).toBeUndefined();
    expect(reports.take(totals(7_000, 250, 900))).toMatchObject({ packetsReceived: 100, packetsLost: 0 });
  });

  test('never says that fewer than no packets were lost: a late one is taken off the lost', () => {
    const reports = new PictureReports();
    reports.take(totals(1_000, 100, 3));
    expect(reports.take(totals(3_000, 200, 1))?.packetsLost).toBe(0);
  });
});
