import type { Socket } from 'node:net';

/**
 * Follows the packets in a stream of MQTT bytes and says when one announces more than is allowed (fixed header:
 * MQTT 3.1.1 §2.2.3). The parser of aedes collects a whole packet, up to 256 MiB, before anybody may refuse it.
 */
export class PacketSizeGuard {
  private expects: 'type' | 'length' | 'rest' = 'type';
  private length = 0;
  private lengthShift = 0;

  constructor(private readonly maxBytes: number) {}

  /** False from the first byte on that announces too much. */
  accepts(chunk: Uint8Array): boolean {
    let at = 0;
    while (at < chunk.length) {
      switch (this.expects) {
        case 'type':
          at += 1;
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

/** Ends a connection as soon as it announces too large a packet. aedes takes its bytes by `read()` only. */
export function limitPacketSize(socket: Socket, maxBytes: number, onTooLarge: () => void): void {
  const guard = new PacketSizeGuard(maxBytes);
  const read = socket.read.bind(socket);
  socket.read = (size?: number): Buffer | null => {
    const chunk = read(size) as Buffer | null;
    if (chunk === null || guard.accepts(chunk)) return chunk;
    onTooLarge();
    socket.destroy();
    return null;
  };
}
