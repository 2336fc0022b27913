import {
  newId,
  seconds,
  type Device,
  type DeviceEvent,
  type DocumentCameraState,
  type Envelope,
  type Health,
  type PresenceState,
} from '@etapiste/protocol';
import { Injectable } from '@nestjs/common';
import { Log } from '../log/log.js';
import { Register } from '../points/index.js';
import { Clock } from '../time/clock.js';
import { DeviceBook, type ToldOnce } from './device-book.js';
import type { DeviceEventEntity } from './device-event.entity.js';
import { PresenceRecord, type PresenceChange, type PresenceWord } from './presence-record.js';

/** Health comes every 30 s: two and a half of them missing is a silence (DESIGN §4). */
export const silenceMs = seconds(75);
const lookEveryMs = seconds(5);
const shownEvents = 20;

/** A controller that has come to life. */
export interface Birth {
  readonly bootId: string;
  /** A boot that another one had followed is here again: machines restart, but never return. */
  readonly isReturn: boolean;
  /** The address it came from, where the broker tells. */
  readonly from: string | undefined;
}

interface Known {
  readonly presence: PresenceRecord;
  /** As shown: presence may have gone on through a restart. */
  state: Device['presence']['state'];
  since: Date | null;
  heardAtMs: number;
  health: Health | null;
  healthAt: Date | null;
  documentCamera: DocumentCameraState | 'unknown';
  events: DeviceEvent[];
  version: number;
}

/**
 * What is known of every controller: presence by the rules of `PresenceRecord` and by the hub's own heartbeat, the last
 * health, the last events. Kept in memory; only transitions and events are stored, so that telemetry never stands in a
 * queue before a press.
 */
@Injectable()
export class Devices {
  private readonly known = new Map<string, Known>();
  private readonly changeListeners: ((roomId: string) => void)[] = [];
  private readonly birthListeners: ((roomId: string, birth: Birth) => void)[] = [];
  private timer: NodeJS.Timeout | undefined;
  private readonly log: Log;

  constructor(
    private readonly book: DeviceBook,
    private readonly register: Register,
    private readonly clock: Clock,
    log: Log,
  ) {
    this.log = log.child({ feature: 'devices' });
  }

  /** Remembers what the store knows. Who was online gets the same grace as anybody who has just been heard. */
  async start(): Promise<void> {
    for (const { id, state, since, bootId, health, healthAt } of await this.book.devices()) {
      const known = this.blank(new PresenceRecord({ state, bootId }));
      this.known.set(id, Object.assign(known, { since, health, healthAt }));
    }
    for (const [id, known] of this.known) known.events = (await this.book.newestEvents(id, shownEvents)).map(toEvent);
    this.timer = setInterval(() => void this.findSilent(), lookEveryMs);
  }

  stop(): void {
    clearInterval(this.timer);
  }

  /** Told whenever anything that `view` shows has changed. */
  onChange(listener: (roomId: string) => void): void {
    this.changeListeners.push(listener);
  }

  /** Told when a controller has come to life, also when it was never missed. */
  onBirth(listener: (roomId: string, birth: Birth) => void): void {
    this.birthListeners.push(listener);
  }

  isReachable(roomId: string): boolean {
    return this.known.get(roomId)?.presence.isOnline ?? false;
  }

  view(roomId: string): Device {
    const { presence, since, health, healthAt, documentCamera, events, version } = this.of(roomId);
    const { state, bootId } = presence.snapshot;
    return {
      id: roomId,
      version,
      presence: { state, since: since?.toISOString() ?? null },
      bootId,
      health,
      healthAt: healthAt?.toISOString() ?? null,
      documentCamera: presence.isOnline ? documentCamera : 'unknown',
      events: [...events],
    };
  }

  all(): Device[] {
    return this.register.rooms().map(({ id }) => this.view(id));
  }

  /** A birth, a stop or a will. One that the broker held proves no life: it only begins the grace. */
  async said(roomId: string, word: PresenceWord, from?: string): Promise<void> {
    const known = this.of(roomId);
    const birth = { bootId: word.bootId, isReturn: known.presence.isReturn(word), from };
    if (word.state === 'online') known.heardAtMs = this.clock.monotonicMs();
    const stored = this.take(roomId, known.presence.said(word));
    // Before it is stored: by then another word may have followed, and nobody would ever be told of this birth.
    if (word.state === 'online' && this.isReachable(roomId)) for (const listener of this.birthListeners) listener(roomId, birth);
    await stored;
  }

  /** Any live message is a heartbeat. */
  async heard(roomId: string, { bootId, seq }: Envelope): Promise<void> {
    const known = this.of(roomId);
    known.heardAtMs = this.clock.monotonicMs();
    await this.take(roomId, known.presence.heard({ bootId, seq }));
  }

  /** `at` by the controller's own clock when the broker held it from earlier; otherwise it is now. */
  noteHealth(roomId: string, health: Health, at: Date = this.clock.now()): void {
    Object.assign(this.of(roomId), { health, healthAt: at });
    this.tell(roomId);
  }

  noteDocumentCamera(roomId: string, state: DocumentCameraState): void {
    const known = this.of(roomId);
    if (known.documentCamera === state) return;
    known.documentCamera = state;
    this.tell(roomId);
  }

  async addEvent(roomId: string, what: DeviceEvent['what'], detail: string | null, once?: ToldOnce): Promise<void> {
    const event = { ...this.event(roomId, what, detail), ...(once && { id: once.id }) };
    await (once ? this.book.addEventOnce(event, once.trace) : this.book.addEvent(event));
    this.show(roomId, event);
  }

  /** Stored events of these kinds, the oldest first. */
  eventsOf(kinds: readonly DeviceEvent['what'][]): Promise<DeviceEventEntity[]> {
    return this.book.eventsOf(kinds);
  }

  /** Nothing heard for 75 s: lost, although the broker may think otherwise. Runs every 5 s. */
  async findSilent(): Promise<void> {
    for (const [roomId, known] of this.known) {
      const isSilent = this.clock.monotonicMs() - known.heardAtMs >= silenceMs;
      if (!known.presence.isOnline || !isSilent) continue;
      try {
        await this.take(roomId, known.presence.fellSilent());
      } catch (cause) {
        this.log.error({ err: cause, room: roomId }, 'the silence of a controller could not be stored');
      }
    }
  }

  private async take(roomId: string, change: PresenceChange | undefined): Promise<void> {
    if (!change) return;
    const known = this.of(roomId);
    const { state, bootId } = known.presence.snapshot;
    const { health, healthAt } = known;
    const event = this.event(roomId, change.what, change.why);
    const since = state === known.state && known.since ? known.since : event.at;
    Object.assign(known, { state, since });
    this.log.info({ room: roomId, what: change.what, why: change.why }, 'presence of a controller changed');
    this.show(roomId, event);
    await this.book.transition(
      { id: roomId, state: state as PresenceState, since, bootId: bootId as string, health, healthAt },
      event,
    );
  }

  private event(roomId: string, what: DeviceEvent['what'], detail: string | null): DeviceEventEntity {
    return { id: newId(), deviceId: roomId, at: this.clock.now(), what, detail };
  }

  private show(roomId: string, event: DeviceEventEntity): void {
    const known = this.of(roomId);
    known.events = [toEvent(event), ...known.events].slice(0, shownEvents);
    this.tell(roomId);
  }

  private tell(roomId: string): void {
    this.of(roomId).version += 1;
    for (const listener of this.changeListeners) listener(roomId);
  }

  private of(roomId: string): Known {
    const known = this.known.get(roomId) ?? this.blank(new PresenceRecord());
    this.known.set(roomId, known);
    return known;
  }

  private blank(presence: PresenceRecord): Known {
    const heardAtMs = this.clock.monotonicMs();
    return {
      presence,
      state: presence.snapshot.state,
      since: null,
      heardAtMs,
      health: null,
      healthAt: null,
      documentCamera: 'unknown',
      events: [],
      version: 0,
    };
  }
}

const toEvent = ({ id, at, what, detail }: DeviceEventEntity): DeviceEvent => ({ id, at: at.toISOString(), what, detail });
