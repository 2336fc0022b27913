import { seconds } from '@etapiste/protocol';

/** Answers below 500 mean that the hub, not only a proxy before it, is there. */
const askedPath = '/health/live';
const answerMs = seconds(1);
/** Longer than a browser holds back a new WebSocket after many that failed (Chromium: 1–5 s). */
const feelMs = seconds(6);
/** While connections hang, only every so many looks asks outright. */
const asksEvery = 8;

/**
 * Looks about twice a second whether a hub that was lost can be reached again, and tells once.
 *
 * It asks by fetch as long as fetches are refused or answered. In a dead network they hang, and there a browser keeps each
 * connection attempt for minutes, even when its request was given up: with six of them no request of this origin gets out
 * before the kernel repeats one of their first packets, 10 s or more after the network is back. So then it feels its way with
 * WebSockets: they stand outside those six, and closing one that connects ends its attempt, so each sends a packet at once.
 * Whatever happens to one of them, a refusal by the hub included, says that somebody answers.
 */
export class HubSearch {
  private looking: ReturnType<typeof setInterval> | undefined;
  private looks = 0;
  private isHanging = false;
  private readonly feelers = new Map<WebSocket, ReturnType<typeof setTimeout>>();

  constructor(private readonly found: () => void) {}

  /** `atOnce` does not wait for the first pause: for a line that was well until now. */
  start(atOnce: boolean): void {
    this.stop();
    this.looking = setInterval(() => this.look(), 300 + Math.random() * 200);
    if (atOnce) this.look();
  }

  stop(): void {
    clearInterval(this.looking);
    this.looking = undefined;
    for (const feeler of this.feelers.keys()) this.giveUp(feeler);
    this.isHanging = false;
    this.looks = 0;
  }

  private look(): void {
    if (this.isHanging) this.feel();
    if (!this.isHanging || this.looks % asksEvery === 0) void this.ask();
    this.looks += 1;
  }

  /** Without credentials a request has six connections of its own: those that hang are not in the way of the page's others. */
  private async ask(): Promise<void> {
    const { looking } = this;
    const signal = AbortSignal.timeout(answerMs);
    const isThere = await fetch(askedPath, { cache: 'no-store', credentials: 'omit', signal }).then(
      ({ status }) => status < 500,
      () => false,
    );
    if (this.looking !== looking) return;
    if (isThere) return this.tell();
    this.isHanging = signal.aborted;
  }

  private feel(): void {
    const address = new URL(askedPath, location.href);
    address.protocol = address.protocol.replace('http', 'ws');
    const feeler = new WebSocket(address);
    const timer = setTimeout(() => this.giveUp(feeler), feelMs);
    this.feelers.set(feeler, timer);
    // One that is given up has an error too, but is none of ours any more.
    for (const answer of ['open', 'error']) feeler.addEventListener(answer, () => this.feelers.has(feeler) && this.tell());
  }

  private giveUp(feeler: WebSocket): void {
    clearTimeout(this.feelers.get(feeler));
    this.feelers.delete(feeler);
    feeler.close();
  }

  private tell(): void {
    this.stop();
    this.found();
  }
}
