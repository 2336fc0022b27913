import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { seconds, type Milliseconds } from '@etapiste/protocol';

/**
 * Renders its element again and again while it is on the page: for lengths of time that grow by themselves.
 * `this.addController(new TickController(this))`.
 */
export class TickController implements ReactiveController {
  private timer: ReturnType<typeof setInterval> | undefined;

  constructor(
    private readonly host: ReactiveControllerHost,
    private readonly everyMs: Milliseconds = seconds(1),
  ) {}

  hostConnected(): void {
    this.timer = setInterval(() => this.host.requestUpdate(), this.everyMs);
  }

  hostDisconnected(): void {
    clearInterval(this.timer);
  }
}
