import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** Whether a media query holds now; its element renders again when that changes. For what a style sheet alone cannot do. */
export class MediaController implements ReactiveController {
  private readonly query: MediaQueryList;

  constructor(
    private readonly host: ReactiveControllerHost,
    query: string,
  ) {
    this.query = matchMedia(query);
    host.addController(this);
  }

  get matches(): boolean {
    return this.query.matches;
  }

  hostConnected(): void {
    this.query.addEventListener('change', this.onChange);
  }

  hostDisconnected(): void {
    this.query.removeEventListener('change', this.onChange);
  }

  private readonly onChange = (): void => this.host.requestUpdate();
}
