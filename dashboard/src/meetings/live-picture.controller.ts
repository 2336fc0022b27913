import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { seconds } from '@etapiste/protocol';
import { DrawingPace } from './drawing-pace.js';
import { FrameWatch } from './frame-watch.js';
import type { PictureTicket, ViewerEvents } from './janus-viewer.js';

/** `starting` until the first frame, then `live` or `covered`: never an old picture as live (DESIGN §6). */
export type PictureState = 'none' | 'starting' | 'live' | 'covered';

/** One attempt to watch a picture. */
export interface Viewer {
  start(): Promise<void> | void;
  stop(): void;
}
export type ViewerFor = (ticket: PictureTicket, events: ViewerEvents) => Viewer;

/** What the live picture is shown with. */
export interface PictureFrame {
  readonly video: () => HTMLVideoElement;
  readonly viewerFor: () => ViewerFor;
  /** Called from each new frame with their number since the picture was asked for. */
  readonly framed: (frames: number) => void;
  /** Called when this machine throws most frames away undrawn. */
  readonly fallsBehind: () => void;
}

const judgeEveryMs = 100;
const tryAgainMs = seconds(1);
/** A picture that has not begun by now is missing, not beginning: who comes late reads what the others read. */
const beginsWithinMs = seconds(5);
/** A sender that comes back by itself needs half a second; a picture that stays away so long is asked for anew. */
const watchAgainMs = seconds(8);

/**
 * The live picture of a document camera in a video element: asks for it by the ticket, plays it muted, judges by the frames
 * that this page itself has decoded whether it is live, and finds its way back by itself. What a person does with the view
 * (zoom, freeze, full screen) is not known here, so it can change nothing about the judgement.
 */
export class LivePicture implements ReactiveController {
  state: PictureState = 'none';
  private ticket: PictureTicket | undefined;
  private viewer: Viewer | undefined;
  private watch: FrameWatch | undefined;
  private judging: ReturnType<typeof setInterval> | undefined;
  private again: ReturnType<typeof setTimeout> | undefined;
  private readonly pace = new DrawingPace();
  private begunAtMs = 0;
  private askedAtMs = 0;

  constructor(
    private readonly host: ReactiveControllerHost & { readonly isConnected: boolean },
    private readonly frame: PictureFrame,
  ) {
    host.addController(this);
  }

  hostConnected(): void {
    this.judging = setInterval(this.judge, judgeEveryMs);
    document.addEventListener('visibilitychange', this.judge);
    // Moved in the page: the picture is asked for anew.
    if (this.ticket) this.follow(this.ticket);
  }

  hostDisconnected(): void {
    clearInterval(this.judging);
    document.removeEventListener('visibilitychange', this.judge);
    this.leave();
  }

  /** Shows the picture of this ticket from now on; none without a ticket. The video element must be there. */
  follow(ticket: PictureTicket | undefined): void {
    this.leave();
    this.ticket = ticket;
    this.become(ticket ? 'starting' : 'none');
    if (!ticket || !this.host.isConnected) return;
    this.begunAtMs = performance.now();
    this.pace.restart();
    this.watch = new FrameWatch(this.frame.video(), this.onFrame);
    this.watch.start();
    this.ask(ticket);
  }

  private ask(ticket: PictureTicket): void {
    this.viewer?.stop();
    this.askedAtMs = performance.now();
    const viewer = this.frame.viewerFor()(ticket, {
      track: (track) => {
        if (this.viewer === viewer) this.play(track);
      },
      ended: () => {
        if (this.viewer === viewer) this.askLater(ticket);
      },
    });
    this.viewer = viewer;
    void viewer.start();
  }

  private askLater(ticket: PictureTicket): void {
    clearTimeout(this.again);
    this.again = setTimeout(() => this.ask(ticket), tryAgainMs);
  }

  private play(track: MediaStreamTrack): void {
    const video = this.frame.video();
    video.srcObject = new MediaStream([track]);
    // Muted video may always play; a new source that interrupts an older play() is no failure.
    video.play().catch(() => undefined);
  }

  private leave(): void {
    clearTimeout(this.again);
    this.watch?.stop();
    this.viewer?.stop();
    if (this.watch) this.frame.video().srcObject = null;
    this.watch = undefined;
    this.viewer = undefined;
  }

  private readonly onFrame = (): void => {
    this.frame.framed(this.watch?.frames ?? 0);
    this.judge();
  };

  private readonly judge = (): void => {
    const { watch, ticket } = this;
    if (!watch || !ticket) return;
    const now = performance.now();
    if (watch.isFresh(now)) this.become('live');
    else if (this.state === 'live' || now - this.begunAtMs > beginsWithinMs) this.become('covered');
    this.judgePace(watch, now);
    if (Math.min(watch.ageMs(now), now - this.askedAtMs) > watchAgainMs) this.ask(ticket);
  };

  private judgePace(watch: FrameWatch, now: number): void {
    // A page that nobody sees draws nothing.
    if (document.visibilityState !== 'visible') return this.pace.restart();
    const { totalVideoFrames } = this.frame.video().getVideoPlaybackQuality();
    if (this.pace.fallsBehind(totalVideoFrames, watch.frames, now)) this.frame.fallsBehind();
  }

  private become(state: PictureState): void {
    if (this.state === state) return;
    this.state = state;
    this.host.requestUpdate();
  }
}
