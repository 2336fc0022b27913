import { callMessages, seconds, type Milliseconds, type ReceivedOf } from '@etapiste/protocol';
import { BackOff, type Clock, type Timer } from '../clock/index.js';
import type { SelfCheck } from '../faults/index.js';
import type { Log } from '../log/index.js';
import type { RoomLink, Unsubscribe } from '../mqtt/index.js';
import { mostPresses, type Outbox } from './outbox.js';
import type { HeldPress } from './press.js';

export type Confirmed = ReceivedOf<(typeof callMessages)['confirmed']>;

/** While the disk refuses, it is tried again this often. */
const mendEvery = seconds(10);

/** A press that waits for the hub's answer. */
interface Waiting extends HeldPress {
  readonly sinceMs: Milliseconds;
  readonly backOff: BackOff;
  isSaved: boolean;
  again: Timer | undefined;
}

/** Says every press again until the hub has answered that very id; nothing else counts as delivered (DESIGN §3.2). */
export class PressSender {
  private readonly waiting = new Map<string, Waiting>();
  private readonly settledListeners = new Set<(confirmed: Confirmed) => void>();
  private unsubscribes: Unsubscribe[] = [];
  private mending: Timer | undefined;
  private hasLoaded = false;

  constructor(
    private readonly outbox: Outbox,
    private readonly link: RoomLink,
    private readonly selfCheck: SelfCheck,
    private readonly clock: Clock,
    private readonly log: Log,
  ) {}

  get length(): number {
    return this.waiting.size;
  }

  /** Since when the oldest call for the advisor waits for the hub's answer. */
  get callingSinceMs(): Milliseconds | undefined {
    return [...this.waiting.values()].find(({ press }) => press.kind === 'raised')?.sinceMs;
  }

  async start(): Promise<void> {
    this.unsubscribes = [
      this.link.subscribe(callMessages.confirmed, (confirmed) => this.settle(confirmed)),
      this.link.onConnected(() => this.sendAll()),
      this.link.onHubChange((isOnline) => isOnline && this.sendAll()),
    ];
    this.mending = this.clock.every(mendEvery, () => void this.mendDisk());
    await this.loadEarlier();
  }

  /** Ends when the last press is on the disk. */
  async stop(): Promise<void> {
    for (const unsubscribe of this.unsubscribes) unsubscribe();
    this.mending?.cancel();
    for (const { again } of this.waiting.values()) again?.cancel();
    await this.outbox.idle();
  }

  /** Told after each press that the hub has settled. */
  onSettled(listener: (confirmed: Confirmed) => void): Unsubscribe {
    this.settledListeners.add(listener);
    return () => this.settledListeners.delete(listener);
  }

  /** Takes a press over: sends it and writes it to the outbox, both at once. */
  add(held: HeldPress): void {
    this.makeRoom();
    const waiting = this.hold(held, false);
    void this.save(waiting);
    this.send(waiting);
  }

  private async loadEarlier(): Promise<void> {
    try {
      const earlier = await this.outbox.load();
      if (earlier.length > 0) this.log.info({ presses: earlier.length }, 'presses from an earlier boot wait for the hub');
      for (const press of earlier) if (!this.waiting.has(press.id)) this.send(this.hold({ press, closedAtMs: null }, true));
      this.hasLoaded = true;
      await this.outbox.probe();
    } catch (error) {
      this.selfCheck.raise('outbox-not-writable', (error as Error).message);
    }
  }

  private hold(held: HeldPress, isSaved: boolean): Waiting {
    const sinceMs = held.closedAtMs ?? this.clock.monotonicMs();
    const waiting = { ...held, sinceMs, isSaved, backOff: new BackOff(seconds(0.5), seconds(10)), again: undefined };
    this.waiting.set(held.press.id, waiting);
    return waiting;
  }

  /** Bounded: the oldest press gives way, for it is the newest that must ring. */
  private makeRoom(): void {
    const oldest = this.waiting.values().next();
    if (this.waiting.size < mostPresses || oldest.done) return;
    this.log.warn({ press: oldest.value.press.id }, 'outbox is full: the oldest press is given up');
    this.forget(oldest.value);
    void this.disk(this.outbox.remove(oldest.value.press.id));
  }

  private sendAll(): void {
    for (const waiting of this.waiting.values()) {
      waiting.backOff.reset();
      this.send(waiting);
    }
  }

  private send(waiting: Waiting): void {
    waiting.again?.cancel();
    if (!this.link.isConnected) return;
    if (!this.mustWait(waiting)) this.publish(waiting);
    waiting.again = this.clock.after(waiting.backOff.next(), () => this.send(waiting));
  }

  private publish({ press, closedAtMs }: Waiting): void {
    const { kind, ...facts } = press;
    const ageMs = closedAtMs === null ? null : Math.max(0, Math.round(this.clock.monotonicMs() - closedAtMs));
    this.log.debug({ press: press.id, kind, ageMs }, 'press sent');
    if (press.kind === 'raised') this.link.publish(callMessages.raised, { ...facts, source: 'wall-button', ageMs });
    else this.link.publish(callMessages.ended, { ...facts, callId: press.callId, source: 'wall-button', ageMs });
  }

  /** A call may not be ended before the presses made earlier have joined it, or the last of them would ring anew. */
  private mustWait({ press }: Waiting): boolean {
    return press.kind === 'ended' && this.callingSinceMs !== undefined;
  }

  private settle(confirmed: Confirmed): void {
    const waiting = this.waiting.get(confirmed.id);
    if (!waiting) return;
    this.forget(waiting);
    const fields = { press: confirmed.id, call: confirmed.callId, outcome: confirmed.outcome, code: confirmed.code };
    if (confirmed.outcome === 'refused') {
      this.log.warn(fields, 'press is refused by the hub');
      this.selfCheck.raise('press-refused', `${confirmed.code ?? 'no reason given'}: press ${confirmed.id}`);
      void this.disk(this.outbox.refuse(waiting.press));
    } else {
      this.log.info(fields, 'press is confirmed by the hub');
      this.selfCheck.clear('press-refused');
      void this.disk(this.outbox.remove(confirmed.id));
    }
    for (const listener of this.settledListeners) listener(confirmed);
    for (const other of this.waiting.values()) if (other.press.kind === 'ended') this.send(other);
  }

  private forget(waiting: Waiting): void {
    waiting.again?.cancel();
    this.waiting.delete(waiting.press.id);
  }

  private async save(waiting: Waiting): Promise<void> {
    waiting.isSaved = await this.disk(this.outbox.save(waiting.press));
    this.clearWhenSaved(waiting.isSaved);
  }

  /** A disk that refuses is a fault of the room, never a reason to be silent (DESIGN §3.1). */
  private async disk(work: Promise<void>): Promise<boolean> {
    try {
      await work;
      return true;
    } catch (error) {
      this.selfCheck.raise('outbox-not-writable', (error as Error).message);
      return false;
    }
  }

  private async mendDisk(): Promise<void> {
    if (!this.selfCheck.codes.includes('outbox-not-writable')) return;
    if (!this.hasLoaded) await this.loadEarlier();
    const unsaved = [...this.waiting.values()].filter(({ isSaved }) => !isSaved);
    await Promise.all(unsaved.map((waiting) => this.save(waiting)));
    if (unsaved.length === 0) this.clearWhenSaved(await this.disk(this.outbox.probe()));
  }

  private clearWhenSaved(hasWritten: boolean): void {
    if (hasWritten && [...this.waiting.values()].every(({ isSaved }) => isSaved)) this.selfCheck.clear('outbox-not-writable');
  }
}
