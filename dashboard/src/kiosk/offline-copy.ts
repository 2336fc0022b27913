import { minutes, seconds, type Milliseconds } from '@etapiste/protocol';

const lookEveryMs = minutes(10);
const firstRetryMs = seconds(5);
/** An attempt that hangs in a dead network must not be the last one. */
const patienceMs = minutes(1);

/**
 * The kiosk's own copy of its page, kept by the service worker. Looks for a newer version every ten minutes and whenever the
 * hub has come back; a look that failed, or a version that could not be fetched whole, is tried again soon: a hub that has
 * just been renewed is often restarted once more. `isReplaced` tells that the kept page is another one than this page and
 * can be loaded, so that the page can do so when nobody needs it.
 */
export class OfflineCopy {
  isReplaced = false;
  private failures = 0;
  private isLooking = false;
  private isStopped = true;
  private next: ReturnType<typeof setTimeout> | undefined;

  start(): void {
    // There is none in development, nor on plain http outside loopback: the page works without, as long as it is open.
    if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return;
    this.isStopped = false;
    navigator.serviceWorker.addEventListener('controllerchange', this.onNewWorker);
    this.look();
  }

  stop(): void {
    this.isStopped = true;
    clearTimeout(this.next);
    navigator.serviceWorker?.removeEventListener('controllerchange', this.onNewWorker);
  }

  /** Asks the hub whether there is a newer version; without the hub a later look does. */
  look(): void {
    if (this.isStopped || this.isLooking) return;
    this.isLooking = true;
    clearTimeout(this.next);
    void this.lookNow();
  }

  private async lookNow(): Promise<void> {
    const isWell = await this.fetchNewer();
    this.isLooking = false;
    this.failures = isWell ? 0 : this.failures + 1;
    if (!this.isStopped) this.next = setTimeout(() => this.look(), pauseAfter(this.failures));
    // Not while a newer worker waits: asking the old one now would wake it from its end, and the newer one would wait on.
    if (isWell) await this.compare();
  }

  /**
   * False when the hub did not answer, when the newer version could not be fetched whole (then the old one stays as it is), or
   * when the newer one has not taken over yet.
   */
  private fetchNewer(): Promise<boolean> {
    const attempt = async (): Promise<boolean> => {
      // Registering again answers with what there is, also while the hub is gone.
      const registration = await navigator.serviceWorker.register('/sw.js', { updateViaCache: 'none' });
      await registration.update();
      if (registration.installing && !(await isInstalled(registration.installing))) return false;
      // It takes over by itself, once the old one has ended; but Chromium forgets that when a request of the page has woken
      // the old one just then, and has to be told again.
      registration.waiting?.postMessage('take-over');
      return registration.waiting === null;
    };
    const tooLate = new Promise<boolean>((resolve) => setTimeout(() => resolve(false), patienceMs));
    return Promise.race([attempt().catch(() => false), tooLate]);
  }

  /**
   * What the worker would give now, against what is on the screen. Not an event but a comparison: whichever worker came when,
   * while this page was being loaded or not yet controlled, the two are the same in the end.
   */
  private async compare(): Promise<void> {
    if (!navigator.serviceWorker.controller) return;
    try {
      const kept = new DOMParser().parseFromString(await textOf('/kiosk/index.html'), 'text/html');
      const [own, other] = [scriptOf(document), scriptOf(kept)];
      if (!other || other === own) return;
      // Only a page that can really start may take the place of one that works.
      await textOf(other);
      this.isReplaced = true;
    } catch {
      // The worker is just changing, or the hub was asked and is gone: the next look compares again.
    }
  }

  private readonly onNewWorker = (): void => void this.compare();
}

/** Soon after the first failure, then twice as long each time, up to the usual pause. */
const pauseAfter = (failures: number): Milliseconds =>
  failures === 0 ? lookEveryMs : Math.min(firstRetryMs * 2 ** (failures - 1), lookEveryMs);

const isInstalled = (worker: ServiceWorker): Promise<boolean> =>
  new Promise((resolve) => {
    const settle = (): void => {
      if (worker.state === 'installing') return;
      worker.removeEventListener('statechange', settle);
      resolve(worker.state !== 'redundant');
    };
    worker.addEventListener('statechange', settle);
    settle();
  });

/** The address of a page's program, which carries the hash of its content. */
const scriptOf = (page: Document): string | null | undefined =>
  page.querySelector('script[type=module][src]')?.getAttribute('src');

async function textOf(address: string): Promise<string> {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`${address}: ${response.status}`);
  return response.text();
}
