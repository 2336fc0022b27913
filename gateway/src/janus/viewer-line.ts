import { WebSocket, type RawData } from 'ws';
import { z } from 'zod';
import type { Log } from '../log/log.js';
import { FrameRate } from './frame-rate.js';
import { hashOfSeat, type Seats } from './seats.js';
import { readViewerFrame, viewerPlugin, type RefusedFrame, type ViewerFrame } from './viewer-frame.js';

/** Close codes of RFC 6455 §7.4.1. */
export const closeCode = { goingAway: 1001, policyViolation: 1008, tryAgainLater: 1013 } as const;

/** More than this waiting for a page that does not read is not kept for it. */
const mostBufferedBytes = 1024 * 1024;

const created = z.object({
  janus: z.literal('success'),
  transaction: z.string(),
  session_id: z.undefined().optional(),
  data: z.object({ id: z.int().positive() }),
});

/** What one viewer's line needs from its surroundings. */
export interface ViewerLineParts {
  readonly seat: string;
  readonly seats: Seats;
  readonly page: WebSocket;
  readonly janus: WebSocket;
  /** A fresh signed token for some plugins. */
  readonly token: (plugins: readonly string[]) => string;
  readonly monotonicMs: () => number;
  readonly log: Log;
}

/**
 * One page's line to Janus. Judges every frame of the page, one after the other: verb, plugin, request, mountpoint, and whether
 * the session is this seat's own. Janus's answers pass as they are; a new session is bound to the seat before its page hears of it.
 */
export class ViewerLine {
  private readonly rate: FrameRate;
  private readonly creating = new Set<string>();
  private fromPage: Promise<void> = Promise.resolve();
  private fromJanus: Promise<void> = Promise.resolve();

  constructor(private readonly parts: ViewerLineParts) {
    this.rate = new FrameRate(parts.monotonicMs);
  }

  /** What the store knows its seat by. */
  get seatHash(): string {
    return hashOfSeat(this.parts.seat);
  }

  start(): void {
    const { page, janus, log } = this.parts;
    page.on('message', (data, isBinary) => {
      if (isBinary || !this.rate.take()) return this.close(closeCode.policyViolation);
      this.fromPage = this.fromPage.then(() => this.hearPage(textOf(data))).catch((error: unknown) => this.fail(error));
    });
    janus.on('message', (data) => {
      this.fromJanus = this.fromJanus.then(() => this.hearJanus(textOf(data))).catch((error: unknown) => this.fail(error));
    });
    // Oversized frames end in an error here; ws has already closed the socket with 1009.
    page.on('error', (error) => log.debug({ err: error }, 'a viewer’s line broke'));
    janus.on('error', (error) => log.debug({ err: error }, 'a viewer’s line to the media server broke'));
    page.on('close', () => janus.close());
    janus.on('close', () => page.close(closeCode.tryAgainLater));
  }

  close(code: number): void {
    this.parts.page.close(code);
    this.parts.janus.close();
  }

  private async hearPage(text: string): Promise<void> {
    const read = readViewerFrame(text);
    if (!read) return this.close(closeCode.policyViolation);
    if ('refused' in read) return this.refuse(read.refused);
    const { frame } = read;
    const seat = await this.parts.seats.find(this.parts.seat);
    if (!seat) return this.close(closeCode.policyViolation);
    if (!(await this.isAllowed(frame, seat.mountpointId))) return this.refuse(frame);
    if (frame.janus === 'create') this.creating.add(frame.transaction);
    if (this.parts.janus.readyState === WebSocket.OPEN) {
      this.parts.janus.send(JSON.stringify({ ...frame, token: this.parts.token([viewerPlugin]) }));
    }
  }

  private async isAllowed(frame: ViewerFrame, mountpointId: string): Promise<boolean> {
    if (frame.janus === 'create') return true;
    if (!(await this.parts.seats.isBound(this.parts.seat, frame.session_id))) return false;
    const isOtherMountpoint = frame.janus === 'message' && frame.body.request === 'watch' && frame.body.id !== mountpointId;
    return !isOtherMountpoint;
  }

  private async hearJanus(text: string): Promise<void> {
    if (this.creating.size > 0) {
      const parsed = created.safeParse(JSON.parse(text));
      if (parsed.success && this.creating.delete(parsed.data.transaction)) {
        const isBound = await this.parts.seats.bind(this.parts.seat, parsed.data.data.id);
        if (!isBound) return this.close(closeCode.policyViolation);
      }
    }
    this.tellPage(text);
  }

  /** In the shape in which Janus itself would refuse, so that a page's library understands. */
  private refuse(about: RefusedFrame): void {
    const { transaction, session_id } = about;
    const error = { code: 403, reason: 'Unauthorized request' };
    this.tellPage(JSON.stringify({ janus: 'error', transaction, session_id, error }));
  }

  private tellPage(text: string): void {
    const { page } = this.parts;
    if (page.bufferedAmount > mostBufferedBytes) return this.close(closeCode.tryAgainLater);
    if (page.readyState === WebSocket.OPEN) page.send(text);
  }

  private fail(error: unknown): void {
    this.parts.log.error({ err: error }, 'a viewer’s frame could not be judged');
    this.close(closeCode.tryAgainLater);
  }
}

const textOf = (data: RawData): string => {
  if (Array.isArray(data)) return Buffer.concat(data).toString('utf8');
  return Buffer.from(data as Buffer).toString('utf8');
};
