import { idOf, minutes } from '@etapiste/protocol';
import { Inject, Injectable } from '@nestjs/common';
import { AuditTrail } from '../audit/index.js';
import { Devices, KnownCertificates, type Birth } from '../devices/index.js';
import { Log } from '../log/log.js';
import { Clock } from '../time/clock.js';
import { Faults } from './faults.service.js';

const fault = 'credential-copied';
/** A birth that came very late through a broker may look like one return; two in this time are no accident. */
const returnsThatTell = 2;
const withinMs = minutes(10);

interface Machines {
  /** By boot, the newest last: where it came from. */
  readonly addresses: Map<string, string | undefined>;
  returnedAtMs: number[];
}

/**
 * A stolen or copied controller: two machines with one credential take the room's place from each other by turns, so a boot that
 * another one had followed comes back. The same with every broker, because it is read from what the machines say. The fault stands
 * until the credential is taken back or another machine is enrolled: a copy that has fallen silent is still a copy.
 */
@Injectable()
export class CopiedCredentials {
  private readonly rooms = new Map<string, Machines>();
  private readonly log: Log;

  constructor(
    private readonly devices: Devices,
    private readonly faults: Faults,
    @Inject(KnownCertificates) private readonly certificates: Pick<KnownCertificates, 'isShared' | 'onLost'>,
    private readonly trail: AuditTrail,
    private readonly clock: Clock,
    log: Log,
  ) {
    this.log = log.child({ feature: 'faults' });
  }

  async start(): Promise<void> {
    this.devices.onBirth((roomId, birth) => void this.born(roomId, birth).catch(this.complain));
    this.certificates.onLost(() => void this.settle().catch(this.complain));
    await this.settle();
  }

  private async born(roomId: string, { bootId, isReturn, from }: Birth): Promise<void> {
    const nowMs = this.clock.monotonicMs();
    const machines = this.rooms.get(roomId) ?? { addresses: new Map<string, string | undefined>(), returnedAtMs: [] };
    this.rooms.set(roomId, machines);
    const [oldest] = machines.addresses.keys();
    machines.addresses.delete(bootId);
    machines.addresses.set(bootId, from);
    if (machines.addresses.size > 2 && oldest !== undefined) machines.addresses.delete(oldest);
    if (!isReturn) return;
    machines.returnedAtMs = [...machines.returnedAtMs.filter((atMs) => nowMs - atMs < withinMs), nowMs].slice(-returnsThatTell);
    if (machines.returnedAtMs.length >= returnsThatTell) await this.tell(roomId, machines.addresses);
  }

  private async tell(roomId: string, found: Machines['addresses']): Promise<void> {
    const bootIds = [...found.keys()].toSorted();
    const addresses = [...new Set([...found.values()].filter((address) => address !== undefined))].toSorted();
    await this.faults.raise(roomId, fault, {
      id: idOf(fault, roomId, ...bootIds),
      detail: addresses.length > 0 ? addresses.join(', ') : null,
      trace: async (manager) => {
        this.log.warn({ room: roomId, addresses, bootIds }, 'two machines use the credential of one room');
        await this.trail.record(manager, {
          what: 'device.copied',
          actor: { kind: 'system', id: null, name: '' },
          from: null,
          why: null,
          subject: { kind: 'room', id: roomId },
          details: { bootIds, addresses },
        });
      },
    });
  }

  private async settle(): Promise<void> {
    for (const { roomId, since } of this.faults.openRooms(fault))
      if (!this.certificates.isShared(roomId, since)) {
        this.rooms.delete(roomId);
        await this.faults.clear(roomId, fault);
      }
  }

  private readonly complain = (err: unknown): void => {
    this.log.error({ err }, 'a copied credential could not be told of');
  };
}
