import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  limited,
  middleOf,
  moved,
  scaleOf,
  toPicture,
  toStage,
  turnedTo,
  wholePaper,
  zoomed,
  type PaperView,
  type Point,
  type Scene,
} from './paper-geometry.js';

const real = (min: number, max: number) => fc.double({ min, max, noNaN: true });
const scene: fc.Arbitrary<Scene> = fc.record({
  stage: fc.record({ width: real(200, 3_000), height: real(150, 2_000) }),
  picture: fc.constantFrom({ width: 1280, height: 720 }, { width: 1920, height: 1080 }, { width: 640, height: 480 }),
});
const turn = real(-180, 180);
const quarter = fc.constantFrom(-180, -90, 0, 90);
const zoom = real(1, 8);
const place = fc.record({ x: real(-0.5, 0.5), y: real(-0.5, 0.5) });
const hand = fc.record({ x: real(-5_000, 5_000), y: real(-5_000, 5_000) });
const anyView = (turns: fc.Arbitrary<number>) => fc.record({ zoom, turn: turns, x: real(-2, 2), y: real(-2, 2) });

const almost = 1e-6;
const isOn = ({ stage }: Scene, { x, y }: Point) =>
  Math.abs(x) <= stage.width / 2 + almost && Math.abs(y) <= stage.height / 2 + almost;
const corners = [-0.5, 0.5].flatMap((x) => [-0.5, 0.5].map((y) => ({ x, y })));

describe('looking at a paper', () => {
  test('from furthest away the whole picture is seen, however it is turned', () => {
    fc.assert(
      fc.property(scene, turn, (each, degrees) => {
        const view = turnedTo(wholePaper, degrees, each);
        for (const corner of corners) expect(isOn(each, toStage(corner, view, each))).toBe(true);
      }),
    );
  });

  test('what is under the pointer stays there while zooming, unless the edge of the picture comes first', () => {
    fc.assert(
      fc.property(scene, turn, place, zoom, zoom, place, (each, degrees, at, before, after, pointer) => {
        const view = limited({ zoom: before, turn: degrees, ...at }, each);
        const about = { x: pointer.x * each.stage.width, y: pointer.y * each.stage.height };
        const next = zoomed(view, after, about, each);
        const kept = toStage(toPicture(about, view, each), next, each);
        if (isEdge(next, each)) return;
        expect(kept.x).toBeCloseTo(about.x, 4);
        expect(kept.y).toBeCloseTo(about.y, 4);
      }),
    );
  });

  test('a picture that is dragged goes with the hand, unless its edge comes first', () => {
    fc.assert(
      fc.property(scene, turn, place, zoom, hand, (each, degrees, at, close, by) => {
        const view = limited({ zoom: close, turn: degrees, ...at }, each);
        const next = moved(view, by, each);
        if (isEdge(next, each)) return;
        const [from, to] = [middleOf(view, each), middleOf(next, each)];
        expect(to.x - from.x).toBeCloseTo(by.x, 3);
        expect(to.y - from.y).toBeCloseTo(by.y, 3);
      }),
    );
  });

  test('turning keeps what is in the middle in the middle, and four quarters are none', () => {
    fc.assert(
      fc.property(scene, quarter, place, zoom, (each, degrees, at, close) => {
        const view = limited({ zoom: close, turn: degrees, ...at }, each);
        let next = view;
        for (let quarters = 0; quarters < 4; quarters++) next = turnedTo(next, next.turn + 90, each);
        expect(next.turn).toBeCloseTo(view.turn);
        const once = turnedTo(view, view.turn + 45, each);
        if (isEdge(once, each)) return;
        expect(toPicture({ x: 0, y: 0 }, once, each).x).toBeCloseTo(view.x);
      }),
    );
  });
});

describe('the limits of moving', () => {
  test('nobody ever looks past the picture: the middle of the stage is always a place of it', () => {
    fc.assert(
      fc.property(scene, anyView(turn), hand, (each, view, by) => {
        for (const next of [limited(view, each), moved(view, by, each), zoomed(view, view.zoom * 1.5, by, each)]) {
          const { x, y } = toPicture({ x: 0, y: 0 }, next, each);
          expect(Math.abs(x)).toBeLessThanOrEqual(0.5);
          expect(Math.abs(y)).toBeLessThanOrEqual(0.5);
        }
      }),
    );
  });

  test('in quarter turns no empty strip is shown beside a picture that is larger than the stage', () => {
    fc.assert(
      fc.property(scene, anyView(quarter), hand, (each, view, by) => {
        const next = moved(view, by, each);
        const at = corners.map((corner) => toStage(corner, next, each));
        const left = Math.min(...at.map(({ x }) => x));
        const right = Math.max(...at.map(({ x }) => x));
        const { width } = each.stage;
        const empty = Math.max(left + width / 2, width / 2 - right);
        expect(empty).toBeLessThanOrEqual(Math.max(0, (width - (right - left)) / 2) + 1e-3);
      }),
    );
  });

  test('every place of the picture can be brought onto the stage, however it is turned and however near one looks', () => {
    fc.assert(
      fc.property(scene, turn, zoom, place, (each, degrees, close, wanted) => {
        const there = limited({ zoom: close, turn: degrees, ...wanted }, each);
        expect(isOn(each, toStage(wanted, there, each))).toBe(true);
      }),
    );
  });

  test('what is within the limits stays as it is', () => {
    fc.assert(
      fc.property(scene, anyView(turn), (each, view) => {
        const once = limited(view, each);
        expect(limited(once, each)).toEqual(once);
      }),
    );
  });

  test('nobody zooms further than eightfold, or smaller than the whole', () => {
    fc.assert(
      fc.property(scene, anyView(turn), real(0, 100), hand, (each, view, wanted, about) => {
        const next = zoomed(view, wanted, about, each);
        expect(next.zoom).toBeGreaterThanOrEqual(1);
        expect(next.zoom).toBeLessThanOrEqual(8);
        expect(scaleOf(next, each)).toBeGreaterThan(0);
      }),
    );
  });
});

/** Whether a little more in some direction would be too much. */
function isEdge(view: PaperView, each: Scene): boolean {
  return corners.some(({ x, y }) => {
    const further = { ...view, x: view.x + x * 1e-6, y: view.y + y * 1e-6 };
    const back = limited(further, each);
    return back.x !== further.x || back.y !== further.y;
  });
}
