import type { SelfCheckCode } from '@etapiste/protocol';
import { Injectable } from '@nestjs/common';
import { Devices } from '../devices/index.js';
import { Clock } from '../time/clock.js';

export interface OpenFault {
  readonly code: SelfCheckCode;
  readonly since: Date;
}

/**
 * What is broken in each room now. Opened and closed by the controller's self-check, which always names everything that it
 * finds wrong; each change is an event of the device, and from these a restarted hub knows again what was open.
 */
@Injectable()
export class Faults {
  private readonly open = new Map<string, Map<SelfCheckCode, Date>>();
  private readonly listeners: ((roomId: string) => void)[] = [];

  constructor(
    private readonly devices: Devices,
    private readonly clock: Clock,
  ) {}

  async start(): Promise<void> {
    for (const { deviceId, what, at, detail } of await this.devices.eventsOf(['fault-opened', 'fault-closed'])) {
      const [code] = (detail ?? '').split(':') as [SelfCheckCode];
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
    const closed = [...known.keys()].filter((code) => !found.some((fault) => fault.code === code));
    const now = this.clock.now();
    for (const { code } of opened) known.set(code, now);
    for (const code of closed) known.delete(code);
    if (opened.length + closed.length === 0) return;
    for (const listener of this.listeners) listener(roomId);
    for (const { code, detail } of opened)
      await this.devices.addEvent(roomId, 'fault-opened', detail ? `${code}: ${detail}` : code);
    for (const code of closed) await this.devices.addEvent(roomId, 'fault-closed', code);
  }

  private of(roomId: string): Map<SelfCheckCode, Date> {
    const known = this.open.get(roomId) ?? new Map<SelfCheckCode, Date>();
    this.open.set(roomId, known);
    return known;
  }
}
