import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { seconds, type AnnouncedTest } from '@etapiste/protocol';
import { RequestFailure } from '../api/index.js';
import { isOld, type LiveController } from '../live/index.js';
import { endTest, keepTest, startTest } from './announced-test.data.js';
import { connectionOf } from './janus-viewer.js';
import { PictureReports } from './picture-report.js';

/** So often the hub hears how the picture comes: a line that is asked too much carries none at all. */
const keepEveryMs = seconds(2);
/** A line that cannot carry the first seconds is found out sooner. */
const keepFirstMs = seconds(1);
const tryAgainMs = seconds(0.5);
/**
 * While nothing is heard from the hub hardly anything is sent: it goes at once when the line is back, and in a dead network every
 * try would keep one of the browser's connections for minutes (hub-search.ts).
 */
const unreachablePauseMs = seconds(60);

/** Where a page stands with its test. */
export type TestPhase = 'none' | 'starting' | 'watching' | 'over';

/**
 * One page's announced test: begun by a person, kept while it is watched, and ended by the person, by time, or with the page.
 * When the hub has ended it early (the media server was away) it begins again by itself, but never runs past its first end.
 */
export class AnnouncedTestController implements ReactiveController {
  phase: TestPhase = 'none';
  /** What the picture needs; kept while a new one is asked for, so that a picture that still runs stays. */
  ticket: AnnouncedTest | undefined;
  roomId: string | undefined;
  /** When the picture closes at the latest, by the hub's clock. */
  endsAt: Date | undefined;
  /** Why the hub said no, in its own words. */
  failure: RequestFailure | undefined;
  private reports = new PictureReports();
  /** What is to be sent next; none while an answer is waited for. */
  private timer: ReturnType<typeof setTimeout> | undefined;
  private wasLost = false;

  constructor(
    private readonly host: ReactiveControllerHost,
    private readonly live: Pick<LiveController, 'line' | 'hubNow'>,
  ) {
    host.addController(this);
  }

  hostConnected(): void {
    addEventListener('pagehide', this.onPageHide);
  }

  hostUpdate(): void {
    const isLost = isOld(this.live.line);
    if (this.wasLost && !isLost && this.timer !== undefined) this.later(0);
    this.wasLost = isLost;
  }

  hostDisconnected(): void {
    removeEventListener('pagehide', this.onPageHide);
    this.onPageHide();
  }

  /** A person asks for the picture of a room. */
  async start(roomId: string): Promise<void> {
    this.become('starting', { roomId });
    await this.ask(roomId);
  }

  /** The person has seen enough. */
  async stop(): Promise<void> {
    const { ticket } = this;
    this.become('none');
    // A hub that cannot be told ends the test by itself: this page no longer says that it watches.
    if (ticket) await endTest(ticket.id).catch(ignoreFailure);
  }

  private async ask(roomId: string): Promise<void> {
    try {
      const ticket = await startTest(roomId);
      if (this.roomId !== roomId || this.phase === 'none') {
        await endTest(ticket.id).catch(ignoreFailure);
        return;
      }
      this.endsAt ??= new Date(ticket.endsAt);
      this.ticket = ticket;
      this.failure = undefined;
      this.phase = 'watching';
      this.reports = new PictureReports();
      this.later(keepFirstMs);
    } catch (failure) {
      if (!(failure instanceof RequestFailure)) throw failure;
      this.refused(failure);
    }
    this.host.requestUpdate();
  }

  /** The first no is for the person to read; later ones are waited out, the picture is covered meanwhile. */
  private refused(failure: RequestFailure): void {
    if (this.phase === 'none') return;
    const isFirst = this.endsAt === undefined;
    if (isFirst) this.become('none', { roomId: this.roomId, failure });
    else this.later(tryAgainMs);
  }

  private async keep(): Promise<void> {
    const { ticket, roomId, endsAt } = this;
    this.timer = undefined;
    if (this.phase === 'none' || !roomId || !endsAt) return;
    if (this.live.hubNow() >= endsAt) return this.runOut();
    try {
      if (this.phase === 'watching' && ticket) await keepTest(ticket.id, await this.reports.next(connectionOf(ticket)));
      else return await this.ask(roomId);
    } catch (failure) {
      if (!(failure instanceof RequestFailure)) throw failure;
      if (failure.code === 'test-ended' && this.ticket === ticket) this.phase = 'starting';
    }
    if (this.ticket === ticket) this.later(this.phase === 'starting' ? 0 : keepEveryMs);
    this.host.requestUpdate();
  }

  private async runOut(): Promise<void> {
    const { ticket, roomId } = this;
    this.become('over', { roomId });
    if (ticket) await endTest(ticket.id).catch(ignoreFailure);
  }

  private later(delayMs: number): void {
    clearTimeout(this.timer);
    const pauseMs = isOld(this.live.line) ? unreachablePauseMs : delayMs;
    const leftMs = this.endsAt ? Math.max(0, this.endsAt.getTime() - this.live.hubNow().getTime()) : pauseMs;
    this.timer = setTimeout(() => void this.keep(), Math.min(pauseMs, leftMs));
  }

  private become(phase: TestPhase, { roomId, failure }: { roomId?: string | undefined; failure?: RequestFailure } = {}): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    this.phase = phase;
    this.roomId = roomId;
    this.failure = failure;
    this.ticket = undefined;
    this.endsAt = undefined;
    this.host.requestUpdate();
  }

  private readonly onPageHide = (): void => void this.stop();
}

const ignoreFailure = (failure: unknown): undefined => {
  if (!(failure instanceof RequestFailure)) throw failure;
  return undefined;
};
