import type { Point } from './paper-geometry.js';

/** What hands do to a picture; points are from the middle of the stage, in CSS pixels. */
export interface StageHand {
  zoomBy(factor: number, about: Point): void;
  moveBy(by: Point): void;
  /** Whether there is anything further out than now. */
  readonly isZoomed: boolean;
}

const pixelsOfLine = 16;
const pixelsOfPage = 400;
/** A click of a usual wheel (100 pixels) is a fifth closer. */
const zoomOfPixel = 1.0018;

/**
 * Mouse, wheel, touch and pinch on the stage, by pointer events alone. Listeners for the stage's template:
 * `down`, `move`, `up` (also for cancel), `wheel`.
 */
export class StageGestures {
  private readonly pointers = new Map<number, Point>();

  constructor(private readonly hand: StageHand) {}

  readonly down = (event: PointerEvent): void => {
    const isOnButton = event.composedPath().some((target) => target instanceof HTMLButtonElement);
    if (event.button !== 0 || isOnButton) return;
    stageOf(event).setPointerCapture(event.pointerId);
    this.pointers.set(event.pointerId, pointOf(event));
  };

  readonly move = (event: PointerEvent): void => {
    const before = this.pointers.get(event.pointerId);
    if (!before) return;
    const other = [...this.pointers].find(([id]) => id !== event.pointerId)?.[1];
    const now = pointOf(event);
    this.pointers.set(event.pointerId, now);
    if (other) this.pinch(other, before, now);
    else this.hand.moveBy({ x: now.x - before.x, y: now.y - before.y });
  };

  readonly up = (event: PointerEvent): void => {
    this.pointers.delete(event.pointerId);
  };

  /** The page scrolls when there is nothing left to zoom out of. */
  readonly wheel = {
    passive: false,
    handleEvent: (event: WheelEvent): void => {
      if (event.deltaY === 0 || (event.deltaY > 0 && !this.hand.isZoomed && !event.ctrlKey)) return;
      event.preventDefault();
      const unit = [1, pixelsOfLine, pixelsOfPage][event.deltaMode] ?? 1;
      // A pinch on a trackpad comes as a wheel with Ctrl and small steps.
      const pixels = event.deltaY * unit * (event.ctrlKey ? 5 : 1);
      this.hand.zoomBy(zoomOfPixel ** -Math.max(-500, Math.min(500, pixels)), pointOf(event));
    },
  };

  private pinch(other: Point, before: Point, now: Point): void {
    const [from, to] = [middle(other, before), middle(other, now)];
    this.hand.moveBy({ x: to.x - from.x, y: to.y - from.y });
    this.hand.zoomBy(distance(other, now) / Math.max(1, distance(other, before)), to);
  }
}

const stageOf = (event: Event): HTMLElement => event.currentTarget as HTMLElement;

function pointOf(event: MouseEvent): Point {
  const { left, top, width, height } = stageOf(event).getBoundingClientRect();
  return { x: event.clientX - left - width / 2, y: event.clientY - top - height / 2 };
}

const middle = (one: Point, other: Point): Point => ({ x: (one.x + other.x) / 2, y: (one.y + other.y) / 2 });
const distance = (one: Point, other: Point): number => Math.hypot(one.x - other.x, one.y - other.y);
