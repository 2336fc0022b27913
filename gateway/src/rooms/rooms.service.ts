import { isDeepStrictEqual } from 'node:util';
import { roomStateMessages, type PayloadOf, type RegisteredRoom, type Room } from '@etapiste/protocol';
import { Injectable } from '@nestjs/common';
import { Reconciler } from '../broker/index.js';
import { Devices } from '../devices/index.js';
import { Faults } from '../faults/index.js';
import { Register } from '../points/index.js';
import { Clock } from '../time/clock.js';
import { Occupancies } from './occupancies.service.js';

/** What is known of each room now: its place in the register, its controller, who is in it, its camera and its faults. */
@Injectable()
export class Rooms {
  private readonly testEnds = new Map<string, Date>();
  private readonly told = new Map<string, object>();
  private readonly versions = new Map<string, number>();
  private readonly listeners: ((roomId: string) => void)[] = [];

  constructor(
    private readonly register: Register,
    private readonly devices: Devices,
    private readonly faults: Faults,
    private readonly occupancies: Occupancies,
    private readonly reconciler: Reconciler,
    private readonly clock: Clock,
  ) {}

  /** Begins to follow devices and faults, and answers for what lamps say besides calls. */
  async start(): Promise<void> {
    await this.occupancies.start();
    this.devices.onChange((roomId) => {
      if (!this.devices.isReachable(roomId)) void this.occupancies.forget(roomId);
      this.tell(roomId);
    });
    this.faults.onChange((roomId) => this.tell(roomId));
    this.reconciler.provide(roomStateMessages.display, (roomId) => this.displayOf(roomId));
  }

  onChange(listener: (roomId: string) => void): void {
    this.listeners.push(listener);
  }

  all(): Room[] {
    return this.register.rooms().map((room) => this.view(room));
  }

  one(roomId: string): Room | null {
    const room = this.register.room(roomId);
    return room ? this.view(room) : null;
  }

  /** Told at once, stored afterwards; `isHeld` by the broker from earlier. */
  async noteOccupancy(roomId: string, told: PayloadOf<typeof roomStateMessages.occupancy>, isHeld: boolean): Promise<void> {
    const stored = this.occupancies.note(roomId, told, isHeld);
    this.tell(roomId);
    await stored;
  }

  /** An announced test of the document camera runs until then, or no longer (null): lamp and pages say so (DESIGN §6). */
  async setTest(roomId: string, endsAt: Date | null): Promise<void> {
    if (endsAt) this.testEnds.set(roomId, endsAt);
    else this.testEnds.delete(roomId);
    this.tell(roomId);
    await this.reconciler.refresh(roomStateMessages.display, roomId);
  }

  /** What a controller that is away last said is not true any more: it is unknown. */
  private view({ id, pointId, kind, number }: RegisteredRoom): Room {
    const { presence, documentCamera } = this.devices.view(id);
    const testEndsAt = this.isTestRunning(id) ? this.testEnds.get(id) : undefined;
    return {
      id,
      version: this.versions.get(id) ?? 0,
      pointId,
      kind,
      number,
      presence,
      occupancy: this.occupancies.view(id, presence.state === 'online'),
      documentCamera: { state: documentCamera, testEndsAt: testEndsAt?.toISOString() ?? null },
      faults: this.faults.openIn(id).map(({ code, since }) => ({ code, since: since.toISOString() })),
    };
  }

  private displayOf(roomId: string): PayloadOf<typeof roomStateMessages.display> {
    return { lamp: this.isTestRunning(roomId) ? 'announced-test' : 'quiet' };
  }

  private isTestRunning(roomId: string): boolean {
    const endsAt = this.testEnds.get(roomId);
    return endsAt !== undefined && endsAt > this.clock.now();
  }

  /** Says only what a person could see: a controller's telemetry alone is no news of its room. */
  private tell(roomId: string): void {
    const room = this.one(roomId);
    const { version: _version, ...seen } = room ?? { version: 0 };
    const isNews = !isDeepStrictEqual(this.told.get(roomId), seen);
    this.told.set(roomId, seen);
    if (!isNews) return;
    this.versions.set(roomId, (this.versions.get(roomId) ?? 0) + 1);
    for (const listener of this.listeners) listener(roomId);
  }
}
