import Janus, { type JanusJS } from 'janus-gateway';
import adapter from 'webrtc-adapter';
import { seconds, type AnnouncedTest } from '@etapiste/protocol';

const claimAgainMs = seconds(1);
/** Janus keeps a session without a line for 60 s (`reclaim_session_timeout`); later there is nothing to claim. */
const claimForMs = seconds(55);

/** What a viewer needs to know of a picture; secret to the page. */
export type PictureTicket = Pick<AnnouncedTest, 'mountpointId' | 'pin' | 'seat' | 'path'>;

export interface ViewerEvents {
  /** The picture's track is there; frames may follow. */
  track(track: MediaStreamTrack): void;
  /** This attempt is over; whoever wants the picture makes another viewer. */
  ended(): void;
}

/** The newest viewer of each ticket: who keeps the ticket can tell how its picture comes. */
const viewers = new WeakMap<PictureTicket, JanusViewer>();

/** The connection that brings the picture of this ticket now. */
export const connectionOf = (ticket: PictureTicket): RTCPeerConnection | undefined => viewers.get(ticket)?.connection;

/** How long Janus keeps packets that it may send again (its `min_nack_queue`). */
const janusKeepsMs = 200;

/**
 * Says so in the answer (`rtx-time`, RFC 4588 §8.6). Chromium waits for a lost packet three times as long, and then asks for a
 * keyframe; without this word it waits 3 s, for a packet that was lost before Janus and never comes.
 */
const withHistory = (sdp: string): string => sdp.replaceAll(/^a=fmtp:\d+ apt=\d+/gm, `$&;rtx-time=${janusKeepsMs}`);

let ready: Promise<void> | undefined;

/** janus.js must be set up once; its own log would tell sessions and pins to the console. */
const setUp = (): Promise<void> =>
  (ready ??= new Promise((resolve) => {
    Janus.init({ debug: false, dependencies: Janus.useDefaultDependencies({ adapter }), callback: () => resolve() });
  }));

/**
 * One attempt to watch a document camera through the hub's way to Janus. When only the line to the hub breaks, the session is
 * claimed again and the picture, which comes straight from Janus, goes on meanwhile (DESIGN §6).
 */
export class JanusViewer {
  private janus: Janus | undefined;
  private handle: JanusJS.PluginHandle | undefined;
  private isOver = false;
  private lostAtMs: number | undefined;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly ticket: PictureTicket,
    private readonly events: ViewerEvents,
  ) {}

  get connection(): RTCPeerConnection | undefined {
    return this.handle?.webrtcStuff.pc;
  }

  async start(): Promise<void> {
    viewers.set(this.ticket, this);
    await setUp();
    if (this.isOver) return;
    this.janus = new Janus({
      server: this.address,
      // No public STUN: the page and Janus are in the same network, or the hub tells a TURN server of its own.
      iceServers: [],
      destroyOnUnload: true,
      success: () => this.attach(),
      error: () => this.lineLost(),
      destroyed: () => this.end(),
    });
  }

  /** Leaves for good. */
  stop(): void {
    this.isOver = true;
    clearTimeout(this.timer);
    this.janus?.destroy({ cleanupHandles: true, notifyDestroyed: false });
  }

  private get address(): string {
    const url = new URL(this.ticket.path, location.href);
    url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:';
    url.searchParams.set('seat', this.ticket.seat);
    return url.href;
  }

  private attach(): void {
    const { mountpointId, pin } = this.ticket;
    this.janus?.attach({
      plugin: 'janus.plugin.streaming',
      success: (attached) => {
        this.handle = attached;
        attached.send({ message: { request: 'watch', id: mountpointId, pin } });
      },
      error: () => this.end(),
      onmessage: (message, jsep) => {
        if (message.error || String(message.result?.status) === 'stopped') this.end();
        else if (jsep && this.handle) this.answer(this.handle, jsep);
      },
      onremotetrack: (track, _mid, isOn) => {
        if (isOn && track.kind === 'video') this.events.track(track);
      },
      iceState: (state) => {
        if (state === 'failed') this.end();
      },
      oncleanup: () => this.end(),
    });
  }

  private answer(handle: JanusJS.PluginHandle, jsep: JanusJS.JSEP): void {
    // Not written in place: the types of janus.js do not know `customizeSdp` of an answer.
    const wanted = {
      jsep,
      tracks: [{ type: 'video' as const, capture: false, recv: true }],
      customizeSdp: (answer: JanusJS.JSEP) => {
        if (answer.sdp) answer.sdp = withHistory(answer.sdp);
      },
      success: (answer: JanusJS.JSEP) => handle.send({ message: { request: 'start' }, jsep: answer }),
      error: () => this.end(),
    };
    handle.createAnswer(wanted);
  }

  /** Only the line to the hub, or Janus as well: claiming tells. */
  private lineLost(): void {
    if (this.isOver) return;
    // Without a session there is nothing to claim.
    if (!this.janus?.getSessionId()) return this.end();
    this.lostAtMs ??= performance.now();
    if (performance.now() - this.lostAtMs > claimForMs) return this.end();
    this.timer = setTimeout(() => this.claim(), claimAgainMs);
  }

  private claim(): void {
    this.janus?.reconnect({
      success: () => (this.lostAtMs = undefined),
      // Words from Janus itself mean that the session is gone; anything else, that nobody answers yet.
      error: (reason) => (reason.startsWith('Error connecting') ? this.lineLost() : this.end()),
    });
  }

  private end(): void {
    if (this.isOver) return;
    this.stop();
    this.events.ended();
  }
}
