// oxlint-disable unicorn/require-post-message-target-origin -- a MessagePort has no target origin
import type { Audience, LiveEvent, LiveState } from '@etapiste/protocol';
import { fromSnapshot, withChange, type Known } from './known.js';
import type { Line } from './line.js';
import { LiveConnection } from './live-connection.js';
import type { TabMessage, WorkerMessage } from './live-port.js';

type Listener = () => void;
type HeartbeatListener = (event: LiveEvent<'heartbeat'>) => void;

/**
 * A page's end of the live stream: the newest known state, the state of the line, and the hub's clock. Uses the shared
 * worker; where there is none, or it cannot start, the page has a stream of its own.
 */
export class LiveClient {
  /** What is known; undefined until the first snapshot and when the hub has closed the line. Stays when the line is lost. */
  state: LiveState | undefined;
  line: Line = { kind: 'connecting' };
  private known: Known | undefined;
  /** Milliseconds from this browser's clock to the hub's. */
  private ahead = 0;
  private worker: SharedWorker | undefined;
  private ownLine: LiveConnection | undefined;
  private readonly listeners = new Set<Listener>();
  private readonly heartbeatListeners = new Set<HeartbeatListener>();

  constructor(private readonly audience: Audience) {}

  start(): void {
    document.addEventListener('visibilitychange', this.onVisibility);
    addEventListener('online', this.onOnline);
    addEventListener('pageshow', this.onPageShow);
    addEventListener('pagehide', this.onPageHide);
    if (typeof SharedWorker === 'undefined') this.useOwnLine();
    else this.useWorker();
  }

  stop(): void {
    document.removeEventListener('visibilitychange', this.onVisibility);
    removeEventListener('online', this.onOnline);
    removeEventListener('pageshow', this.onPageShow);
    removeEventListener('pagehide', this.onPageHide);
    this.onPageHide();
    this.worker?.port.close();
    this.worker = undefined;
    this.ownLine?.stop();
    this.ownLine = undefined;
  }

  /** Follows again after the hub has closed the line: somebody has signed in. */
  reopen(): void {
    this.tellWorker({ say: 'follow' });
    this.ownLine?.start();
  }

  /** Now, by the hub's clock: lengths of time on the page must not depend on a wrong clock of the browser's machine. */
  hubNow(): Date {
    return new Date(Date.now() + this.ahead);
  }

  /** Calls after every change; answers with what ends it. */
  onChange(listener: Listener): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** Calls from each heartbeat event itself, never from a timer (DESIGN §3.5). */
  onHeartbeat(listener: HeartbeatListener): () => void {
    this.heartbeatListeners.add(listener);
    return () => this.heartbeatListeners.delete(listener);
  }

  private useWorker(): void {
    const worker = new SharedWorker(new URL('./live-worker.ts', import.meta.url), { type: 'module', name: this.audience });
    this.worker = worker;
    worker.addEventListener('error', () => {
      if (this.worker !== worker) return;
      this.worker = undefined;
      this.useOwnLine();
    });
    worker.port.addEventListener('message', (event: MessageEvent<WorkerMessage>) => this.hear(event.data));
    worker.port.start();
    this.tellWorker({ say: 'follow' });
  }

  private useOwnLine(): void {
    this.ownLine = new LiveConnection(this.audience, {
      snapshot: (event) => this.hear({ say: 'known', at: event.at, state: event.state }),
      change: (event) => this.hear({ say: 'change', event }),
      heartbeat: (event) => this.hear({ say: 'heartbeat', event }),
      line: (line) => this.hear({ say: 'line', line }),
    });
    this.ownLine.start();
  }

  private hear(message: WorkerMessage): void {
    if (message.say === 'heartbeat') {
      this.setClock(message.event.at);
      for (const listener of this.heartbeatListeners) listener(message.event);
      return;
    }
    if (message.say === 'known') {
      this.setClock(message.at);
      this.known = fromSnapshot(message.state);
    } else if (message.say === 'change' && this.known) this.known = withChange(this.known, message.event);
    else if (message.say === 'line') this.setLine(message.line);
    this.state = this.known?.state;
    for (const listener of this.listeners) listener();
  }

  /** What somebody may see no more is not kept on the page either. */
  private setLine(line: Line): void {
    this.line = line;
    if (line.kind !== 'closed') return;
    this.known = undefined;
    dispatchEvent(new Event('sign-in-needed'));
  }

  private setClock(at: string): void {
    this.ahead = new Date(at).getTime() - Date.now();
  }

  private tellWorker(message: TabMessage): void {
    this.worker?.port.postMessage(message);
  }

  private wake(force: boolean): void {
    this.tellWorker({ say: 'wake', force });
    this.ownLine?.wake(force);
  }

  private readonly onVisibility = (): void => {
    if (document.visibilityState === 'visible') this.wake(false);
  };

  private readonly onOnline = (): void => this.wake(true);

  /** A page out of the back/forward cache has missed everything meanwhile. */
  private readonly onPageShow = (event: PageTransitionEvent): void => {
    if (!event.persisted) return;
    this.tellWorker({ say: 'follow' });
    this.wake(false);
  };

  private readonly onPageHide = (): void => this.tellWorker({ say: 'leave' });
}
