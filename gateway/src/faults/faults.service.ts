import { selfCheckCode, type FaultCode, type SelfCheckCode } from '@etapiste/protocol';
import { Injectable } from '@nestjs/common';
import { Devices, type ToldOnce } from '../devices/index.js';
import { Clock } from '../time/clock.js';

export interface OpenFault {
  readonly code: FaultCode;
  readonly since: Date;
}

/** What the hub has found: its event is stored once under `id`, together with its trace. */
export interface RaisedFault extends ToldOnce {
  readonly detail: string | null;
}

/**
 * What is broken in each room now. Opened and closed by the controller's self-check, which always names everything that it
 * finds wrong, and by the hub for what only it can see; each change is an event of the device, and from these a restarted hub
 * knows again what was open.
 */
@Injectable()
export class Faults {
  private readonly open = new Map<string, Map<FaultCode, Date>>();
  private readonly listeners: ((roomId: string) => void)[] = [];

  constructor(
    private readonly devices: Devices,
    private readonly clock: Clock,
  ) {}

  async start(): Promise<void> {
    for (const { deviceId, what, at, detail } of await this.devices.eventsOf(['fault-opened', 'fault-closed'])) {
      const [code] = (detail ?? '').split(':') as [FaultCode];
      if (what === 'fault-opened') this.of(deviceId).set(code, at);
      else this.of(deviceId).delete(code);
    }
  }

  onChange(listener: (roomId: string) => void): void {
    this.listeners.push(listener);
  }

  /** The first first. */
  openIn(roomId: string): OpenFault[] {
    return [...this.of(roomId)]
      .map(([code, since]) => ({ code, since }))
      .toSorted((a, b) => a.since.getTime() - b.since.getTime());
  }

  /** Everything that the controller finds wrong: what is new opens, what is missing closes. */
  async check(
    roomId: string,
    found: readonly { readonly code: SelfCheckCode; readonly detail?: string | undefined }[],
  ): Promise<void> {
    const known = this.of(roomId);
    const opened = found.filter(({ code }) => !known.has(code));
    const own = [...known.keys()].filter((code) => selfCheckCode.safeParse(code).success);
    const closed = own.filter((code) => !found.some((fault) => fault.code === code));
    const now = this.clock.now();
    for (const { code } of opened) known.set(code, now);
    for (const code of closed) known.delete(code);
    if (opened.length + closed.length === 0) return;
    for (const listener of this.listeners) listener(roomId);
    for (const { code, detail } of opened)
      await this.devices.addEvent(roomId, 'fault-opened', detail ? `${code}: ${detail}` : code);
    for (const code of closed) await this.devices.addEvent(roomId, 'fault-closed', code);
  }

  /** What the hub itself has found; a repeat changes nothing. Of several hubs one tells, by the same `id` of the event. */
  async raise(roomId: string, code: FaultCode, { id, detail, trace }: RaisedFault): Promise<void> {
    const known = this.of(roomId);
    if (known.has(code)) return;
    known.set(code, this.clock.now());
    for (const listener of this.listeners) listener(roomId);
    await this.devices.addEvent(roomId, 'fault-opened', detail ? `${code}: ${detail}` : code, { id, trace });
  }

  /** It is over. A repeat changes nothing. */
  async clear(roomId: string, code: FaultCode): Promise<void> {
    if (!this.of(roomId).delete(code)) return;
    for (const listener of this.listeners) listener(roomId);
    await this.devices.addEvent(roomId, 'fault-closed', code);
  }

  /** The rooms in which it is open. */
  openRooms(code: FaultCode): { roomId: string; since: Date }[] {
    return [...this.open].flatMap(([roomId, codes]) => {
      const since = codes.get(code);
      return since ? [{ roomId, since }] : [];
    });
  }

  private of(roomId: string): Map<FaultCode, Date> {
    const known = this.open.get(roomId) ?? new Map<FaultCode, Date>();
    this.open.set(roomId, known);
    return known;
  }
}
