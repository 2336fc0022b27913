import { minutes } from '@etapiste/protocol';

/**
 * The kiosk's own copy of its page, kept by the service worker. Looks for a newer version every ten minutes and whenever the
 * hub has come back; `isReplaced` tells that one has taken over, so that the page can load itself again when nobody needs it.
 */
export class OfflineCopy {
  isReplaced = false;
  private registration: ServiceWorkerRegistration | undefined;
  private looking: ReturnType<typeof setInterval> | undefined;

  start(): void {
    // There is none in development, nor on plain http outside loopback: the page works without, as long as it is open.
    if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return;
    // The first worker of a browser is no replacement: the page is already the newest.
    if (navigator.serviceWorker.controller) navigator.serviceWorker.addEventListener('controllerchange', this.onReplaced);
    void this.register();
    this.looking = setInterval(this.look, minutes(10));
  }

  stop(): void {
    clearInterval(this.looking);
    navigator.serviceWorker?.removeEventListener('controllerchange', this.onReplaced);
  }

  /** Asks the hub whether there is a newer version; without the hub the next look does. */
  readonly look = (): void => {
    this.registration?.update().catch(() => undefined);
  };

  private async register(): Promise<void> {
    try {
      this.registration = await navigator.serviceWorker.register('/sw.js', { updateViaCache: 'none' });
    } catch {
      // The hub is gone, and the worker of before goes on; the next start of the page registers again.
    }
  }

  private readonly onReplaced = (): void => {
    this.isReplaced = true;
  };
}
