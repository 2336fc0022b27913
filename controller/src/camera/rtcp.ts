import { createSocket, type Socket } from 'node:dgram';
import { isIPv6 } from 'node:net';
import { seconds } from '@etapiste/protocol/duration';
import type { Clock } from '../clock/index.js';

/** An empty receiver report (RFC 3550 §6.4.2): Janus answers to where the last one came from, also after it was restarted. */
const hello = Buffer.from([0x80, 201, 0, 1, 0, 0, 0, 1]);
const helloEvery = seconds(1);
const hearingFor = seconds(5);
const payloadSpecific = 206;
const pictureLoss = 1;
const fullIntraRequest = 4;
const headerBytes = 4;

/** Whether a compound packet asks for a keyframe: picture loss (RFC 4585 §6.3.1) or full intra request (RFC 5104 §4.3.1). */
export function asksForKeyframe(packet: Buffer): boolean {
  for (let at = 0; at + headerBytes <= packet.length; at += (packet.readUInt16BE(at + 2) + 1) * headerBytes) {
    const format = packet.readUInt8(at) & 0x1f;
    if (packet[at + 1] === payloadSpecific && (format === pictureLoss || format === fullIntraRequest)) return true;
  }
  return false;
}

/**
 * Hears from the media server that a viewer needs a keyframe. Janus 1.1 speaks plain RTCP with the source, also where the picture
 * is SRTP (ADR 0011): nothing is believed but the wish for a keyframe, and those are spaced out.
 */
export class RtcpEar {
  private readonly socket: Socket;
  private heardAtMs = -Infinity;

  constructor(
    private readonly far: { readonly host: string; readonly port: number },
    private readonly onKeyframeWanted: () => void,
    private readonly clock: Clock,
  ) {
    this.socket = createSocket(isIPv6(far.host) ? 'udp6' : 'udp4');
  }

  /** Somebody watches and can be heard: Janus tells each second what bandwidth the viewers have. */
  get isHearing(): boolean {
    return this.clock.monotonicMs() - this.heardAtMs < hearingFor;
  }

  /** Lives as long as the camera's process. */
  start(): void {
    this.socket.on('message', (packet) => {
      this.heardAtMs = this.clock.monotonicMs();
      if (asksForKeyframe(packet)) this.onKeyframeWanted();
    });
    // Nobody listens there (yet): the next hello tries again.
    this.socket.on('error', () => undefined);
    const sayHello = () => this.socket.send(hello, this.far.port, this.far.host, () => undefined);
    sayHello();
    this.clock.every(helloEvery, sayHello);
  }
}
