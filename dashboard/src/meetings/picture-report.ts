import type { PictureReport } from '@etapiste/protocol';

/** Totals of one connection, as WebRTC counts them (W3C webrtc-stats, inbound-rtp). */
export interface PictureTotals {
  /** Which connection: totals of two cannot be compared. */
  readonly of: object;
  /** Milliseconds, by the page's clock. */
  readonly atMs: number;
  readonly packetsReceived: number;
  readonly packetsLost: number;
  readonly framesDecoded: number;
  readonly frozenMs: number;
}

/**
 * What the totals say since they were read last; undefined where they say nothing about the line: another connection, no packet
 * at all, or the first packets after none, whose gap is the pause and not the line.
 */
export function reportSince(last: PictureTotals | undefined, now: PictureTotals): PictureReport | undefined {
  if (!last || last.of !== now.of || now.packetsReceived === last.packetsReceived) return undefined;
  const since = (name: 'packetsReceived' | 'packetsLost' | 'framesDecoded' | 'frozenMs') =>
    // A packet that came late after all is taken off the lost ones.
    Math.max(0, Math.round(now[name] - last[name]));
  return {
    overMs: Math.max(1, Math.round(now.atMs - last.atMs)),
    packetsReceived: since('packetsReceived'),
    packetsLost: since('packetsLost'),
    framesDecoded: since('framesDecoded'),
    frozenMs: since('frozenMs'),
  };
}

/** Reads the totals of a video connection; undefined before its first packet. */
export async function totalsOf(connection: RTCPeerConnection): Promise<PictureTotals | undefined> {
  for (const entry of (await connection.getStats()).values() as Iterable<RTCInboundRtpStreamStats>) {
    if (entry.type !== 'inbound-rtp' || entry.kind !== 'video') continue;
    return {
      of: connection,
      atMs: performance.now(),
      packetsReceived: entry.packetsReceived ?? 0,
      packetsLost: entry.packetsLost ?? 0,
      framesDecoded: entry.framesDecoded ?? 0,
      frozenMs: (entry.totalFreezesDuration ?? 0) * 1000,
    };
  }
  return undefined;
}

/** One page's reports of one picture, each about the time since the last. */
export class PictureReports {
  private last: PictureTotals | undefined;
  private wasSilent = false;

  async next(connection: RTCPeerConnection | undefined): Promise<PictureReport | undefined> {
    const now = connection && (await totalsOf(connection));
    if (!now) return undefined;
    return this.take(now);
  }

  take(now: PictureTotals): PictureReport | undefined {
    const isSilent = this.last?.of === now.of && this.last.packetsReceived === now.packetsReceived;
    const report = this.wasSilent ? undefined : reportSince(this.last, now);
    this.wasSilent = isSilent;
    this.last = now;
    return report;
  }
}
