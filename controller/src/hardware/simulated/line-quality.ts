import type { Milliseconds, SimulatedNetworkMode } from '@etapiste/protocol';
import type { Clock } from '../../clock/index.js';

/** How many bytes of a datagram's way the sender does not see: IPv4 and UDP headers. */
const headerBytes = 28;

/** The thinnest line's queue: a datagram that would wait longer is lost, as in a real modem. */
const longestQueue: Milliseconds = 300;

/** What the simulated line lets through now. One line for all traffic of a room, each direction with its own share. */
export class LineQuality {
  private mode: SimulatedNetworkMode = 'ok';
  private kbps = Infinity;
  private readonly freeAtMs = { out: 0, in: 0 };

  constructor(private readonly clock: Clock) {}

  get isCut(): boolean {
    return this.mode === 'cut';
  }

  set(mode: SimulatedNetworkMode, thinKbps: number): void {
    this.mode = mode;
    this.kbps = mode === 'thin' ? thinKbps : Infinity;
    this.freeAtMs.out = 0;
    this.freeAtMs.in = 0;
  }

  /** How long these bytes take until they are through; 0 on a good line. */
  delayOf(direction: 'out' | 'in', bytes: number): Milliseconds {
    if (this.kbps === Infinity) return 0;
    const now = this.clock.monotonicMs();
    const bitsPerMillisecond = this.kbps;
    this.freeAtMs[direction] = Math.max(now, this.freeAtMs[direction]) + (bytes * 8) / bitsPerMillisecond;
    return this.freeAtMs[direction] - now;
  }

  /** The same for one datagram; `undefined` when it is lost. */
  delayOfDatagram(direction: 'out' | 'in', bytes: number): Milliseconds | undefined {
    if (this.isCut) return undefined;
    const queued = this.freeAtMs[direction] - this.clock.monotonicMs();
    return queued > longestQueue ? undefined : this.delayOf(direction, bytes + headerBytes);
  }
}
