import type { ReactiveController } from 'lit';

/** A pointer that has not moved for so long is not on its way to anything, ms. */
const restMs = 2_000;

/**
 * Keeps what is under the pointer where it is when something grows above it: the page scrolls by as much, before it is
 * painted. Otherwise a new call would push another button under a finger that is already on its way down.
 * A pointer at rest moves nothing: a call stands where the eye expects it.
 */
export class SteadyPlace implements ReactiveController {
  private pointer: { readonly y: number; readonly movedAt: number } | undefined;
  private height: number | undefined;
  private observer: ResizeObserver | undefined;

  constructor(
    private readonly host: HTMLElement,
    /** What may grow. */
    private readonly growing: () => HTMLElement | null,
  ) {}

  hostConnected(): void {
    document.addEventListener('pointermove', this.onPointer, { passive: true });
    document.addEventListener('pointerdown', this.onPointer, { passive: true });
    document.documentElement.addEventListener('pointerleave', this.onLeave);
  }

  hostUpdated(): void {
    const growing = this.growing();
    if (this.observer || !growing) return;
    // Runs after layout and before paint, so that nothing is ever seen to move.
    this.observer = new ResizeObserver(() => this.settle(growing));
    this.observer.observe(growing);
  }

  hostDisconnected(): void {
    this.observer?.disconnect();
    this.observer = undefined;
    document.removeEventListener('pointermove', this.onPointer);
    document.removeEventListener('pointerdown', this.onPointer);
    document.documentElement.removeEventListener('pointerleave', this.onLeave);
  }

  private settle(growing: HTMLElement): void {
    const { top, height } = growing.getBoundingClientRect();
    const before = this.height;
    this.height = height;
    if (before === undefined || !this.pointer || height <= before) return;
    const isBelow = this.pointer.y > top + before;
    const isAtRest = performance.now() - this.pointer.movedAt > restMs;
    if (!isBelow || isAtRest) return;
    this.makeRoom(height - before);
    scrollBy({ top: height - before, behavior: 'instant' });
  }

  /** A page that fits its window cannot scroll: give it as much room as is needed. */
  private makeRoom(needed: number): void {
    const root = document.documentElement;
    const left = root.scrollHeight - root.clientHeight - scrollY;
    if (left < needed) this.host.style.setProperty('padding-block-end', `${needed - left}px`);
  }

  private readonly onPointer = (event: PointerEvent): void => {
    this.pointer = { y: event.clientY, movedAt: event.timeStamp };
  };

  private readonly onLeave = (): void => {
    this.pointer = undefined;
  };
}
