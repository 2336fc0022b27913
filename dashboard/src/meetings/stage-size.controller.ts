import type { ReactiveController } from 'lit';
import type { Size } from './paper-geometry.js';

/** Tells the size of the stage, at first and whenever it changes; a stage without size tells nothing. */
export class StageSize implements ReactiveController {
  private observer: ResizeObserver | undefined;

  constructor(
    private readonly stage: () => HTMLElement | null,
    private readonly changed: (size: Size) => void,
  ) {}

  hostUpdated(): void {
    const stage = this.stage();
    if (this.observer || !stage) return;
    this.observer = new ResizeObserver(() => {
      const { clientWidth: width, clientHeight: height } = stage;
      if (width > 0 && height > 0) this.changed({ width, height });
    });
    this.observer.observe(stage);
  }

  hostDisconnected(): void {
    this.observer?.disconnect();
    this.observer = undefined;
  }
}
