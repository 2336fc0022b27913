import {
  heartbeatSeconds,
  liveEvents,
  livePath,
  seconds,
  type Audience,
  type LiveEvent,
  type LiveEventName,
} from '@etapiste/protocol';
import { HubSearch } from './hub-search.js';
import type { Line } from './line.js';

/** Who is told what a connection hears. */
export interface LiveListener {
  snapshot(event: LiveEvent<'snapshot'>): void;
  change(event: LiveEvent<'change'>): void;
  heartbeat(event: LiveEvent<'heartbeat'>): void;
  line(line: Line): void;
}

/** A line that says nothing for three heartbeats is dead, whatever TCP believes. */
const silenceMs = seconds(3 * heartbeatSeconds + 1);
/** An attempt that brings no snapshot by now is given up. */
const attemptMs = seconds(5);
/** One to a hub that has just answered the search hangs, when not even its answer has begun by now. */
const answerMs = seconds(2);

/**
 * One event stream from the hub, kept up for ever (DESIGN §8). There is no replay: a hole in the numbering, an event
 * that cannot be read, silence, or a wake-up is answered by a new connection, which always begins with a snapshot.
 * While the line is dead the hub is looked for about twice a second, so that the page is right within a second of its return.
 */
export class LiveConnection {
  private source: EventSource | undefined;
  private nextNumber = 0;
  private openedAt = 0;
  private heardAt = Date.now();
  private current: Line = { kind: 'connecting' };
  private silence: ReturnType<typeof setTimeout> | undefined;
  private reopening: ReturnType<typeof setTimeout> | undefined;
  private readonly search = new HubSearch(() => this.open());

  constructor(
    private readonly audience: Audience,
    private readonly listener: LiveListener,
  ) {}

  start(): void {
    this.open();
  }

  stop(): void {
    this.close();
  }

  /**
   * The browser says that something changed: a tab came back to sight, the network returned, the machine woke. Surely
   * changed (`force`) makes a new connection; otherwise only a line that has been suspiciously quiet does.
   */
  wake(force: boolean): void {
    const isQuiet = Date.now() - this.heardAt > seconds(heartbeatSeconds + 1);
    if (this.current.kind !== 'closed' && (force || isQuiet)) this.open();
  }

  private open(): void {
    this.close();
    const source = new EventSource(`${livePath}?audience=${encodeURIComponent(this.audience)}`);
    this.source = source;
    this.openedAt = Date.now();
    this.nextNumber = 0;
    source.addEventListener('open', () => this.expectWithin(attemptMs));
    source.addEventListener('error', () => this.lose());
    for (const name of Object.keys(liveEvents) as LiveEventName[]) {
      source.addEventListener(name, (event) => {
        if (source === this.source) this.receive(name, String(event.data));
      });
    }
    this.expectWithin(this.current.kind === 'lost' ? answerMs : attemptMs);
  }

  private receive(name: LiveEventName, data: string): void {
    const event = read(name, data);
    // First the snapshot, or that there is none for this person.
    const isFirst = name === 'snapshot' || (name === 'bye' && this.nextNumber === 0);
    if (event?.n !== this.nextNumber || (event.n === 0) !== isFirst) return this.openSoon();
    this.nextNumber += 1;
    this.heardAt = Date.now();
    this.expectWithin(silenceMs);

    if (name === 'snapshot') {
      this.listener.snapshot(event as LiveEvent<'snapshot'>);
      this.say({ kind: 'live' });
    } else if (name === 'change') this.listener.change(event as LiveEvent<'change'>);
    else if (name === 'heartbeat') this.listener.heartbeat(event as LiveEvent<'heartbeat'>);
    else this.leave((event as LiveEvent<'bye'>).reason);
  }

  private leave(reason: LiveEvent<'bye'>['reason']): void {
    if (reason === 'start-anew') return this.openSoon();
    if (reason === 'hub-stopping') return this.lose();
    this.close();
    this.say({ kind: 'closed', since: new Date().toISOString(), reason });
  }

  /** Something was lost, though the line is there: a new snapshot, but never in a tight circle. */
  private openSoon(): void {
    this.close();
    this.reopening = setTimeout(() => this.open(), Math.max(0, this.openedAt + seconds(1) - Date.now()));
  }

  private lose(): void {
    this.close();
    const wasLost = this.current.kind === 'lost';
    if (!wasLost) this.say({ kind: 'lost', since: new Date(this.heardAt).toISOString() });
    // A hub that is there but gives no stream yet, because it is starting, is not asked in a tight circle.
    this.search.start(!wasLost);
  }

  private expectWithin(milliseconds: number): void {
    clearTimeout(this.silence);
    this.silence = setTimeout(() => this.lose(), milliseconds);
  }

  private close(): void {
    clearTimeout(this.silence);
    clearTimeout(this.reopening);
    this.search.stop();
    this.source?.close();
    this.source = undefined;
  }

  private say(line: Line): void {
    this.current = line;
    this.listener.line(line);
  }
}

const read = (name: LiveEventName, data: string): LiveEvent<LiveEventName> | undefined => {
  try {
    return liveEvents[name].parse(JSON.parse(data));
  } catch {
    // Unreadable is as good as lost: the caller asks for a new snapshot.
    return undefined;
  }
};
