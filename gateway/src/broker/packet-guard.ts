import type { Socket } from 'node:net';
import type { Clock } from '../time/clock.js';
import type { BrokerLimits } from './limits.js';
import { Pace } from './pace.js';

/**
 * Follows the packets in a stream of MQTT bytes and says when one announces more than is allowed (fixed header:
 * MQTT 3.1.1 §2.2.3). The parser of aedes collects a whole packet, up to 256 MiB, before anybody may refuse it.
 */
export class PacketSizeGuard {
  private expects: 'type' | 'length' | 'rest' = 'type';
  private length = 0;
  private lengthShift = 0;
  /** Packets that have begun. */
  packets = 0;

  constructor(private readonly maxBytes: number) {}

  /** False from the first byte on that announces too much. */
  accepts(chunk: Uint8Array): boolean {
    let at = 0;
    while (at < chunk.length) {
      switch (this.expects) {
        case 'type':
          at += 1;
          this.packets += 1;
          this.length = 0;
          this.lengthShift = 0;
          this.expects = 'length';
          break;
        case 'length':
          this.readLength(chunk[at] as number);
          at += 1;
          if (this.length > this.maxBytes || this.lengthShift > 21) return false;
          break;
        case 'rest':
          at += this.skip(chunk.length - at);
          break;
      }
    }
    return true;
  }

  private readLength(byte: number): void {
    this.length += (byte & 0x7f) << this.lengthShift;
    if (byte & 0x80) this.lengthShift += 7;
    else this.expects = this.length > 0 ? 'rest' : 'type';
  }

  private skip(available: number): number {
    const skipped = Math.min(available, this.length);
    this.length -= skipped;
    if (this.length === 0) this.expects = 'type';
    return skipped;
  }
}

/**
 * Ends a connection that announces too large a packet, or sends more packets or bytes than a room ever has to say: whatever kind they
 * are, and before anybody parses them. aedes takes its bytes by `read()` only.
 */
export function guardPackets(
  socket: Socket,
  limits: BrokerLimits,
  clock: Clock,
  onEnded: (why: 'too-large' | 'too-fast') => void,
): void {
  const guard = new PacketSizeGuard(limits.packetBytes);
  const nowMs = clock.monotonicMs();
  const packets = new Pace(limits.burst.packets, limits.perSecond.packets, nowMs);
  const bytes = new Pace(limits.burst.bytes, limits.perSecond.bytes, nowMs);
  const judge = (chunk: Uint8Array): 'too-large' | 'too-fast' | undefined => {
    const before = guard.packets;
    if (!guard.accepts(chunk)) return 'too-large';
    const atMs = clock.monotonicMs();
    const isCalm = packets.takes(guard.packets - before, atMs) && bytes.takes(chunk.length, atMs);
    return isCalm ? undefined : 'too-fast';
  };
  const read = socket.read.bind(socket);
  socket.read = (size?: number): Buffer | null => {
    const chunk = read(size) as Buffer | null;
    const why = chunk === null ? undefined : judge(chunk);
    if (why === undefined) return chunk;
    onEnded(why);
    socket.destroy();
    return null;
  };
}
