import { seconds, type DocumentCameraState, type Milliseconds, type SimulatedCameraMode } from '@etapiste/protocol';
import { BackOff, type Clock, type Timer } from '../clock/index.js';
import type { Log } from '../log/index.js';
import type { CameraChoice } from './camera-choice.js';
import type { CameraFault } from './gstreamer-words.js';
import type { Pulse, SenderOrder } from './sender-messages.js';
import { SenderProcess } from './sender-process.js';

const restart = { first: seconds(0.5), most: seconds(30) };
/** A camera that is missing or taken is looked for often: somebody is just putting its plug in. */
const lookAgainWithin = seconds(2);
/** A process that has run this long has proved itself: the next restart is at once again. */
const steadyAfter = seconds(30);
/** An encoder that cannot change its rate costs a second of picture to change it: less at once, more only when it is worth it. */
const worth = { less: 0.9, more: 1.25, moreAfter: seconds(10) } as const;

/** How the camera is, as far as its process tells. */
export interface CameraReport {
  readonly state: DocumentCameraState;
  /** What the camera really gives; null while unknown. */
  readonly width: number | null;
  readonly height: number | null;
  /** Frames per second lately; null when none are known. */
  readonly framesPerSecond: number | null;
  readonly detail?: string;
}

interface Run {
  readonly sender: SenderProcess;
  readonly kbps: number;
  readonly beganAtMs: Milliseconds;
  readonly steady: Timer;
  /** Pulses of the last seconds, the oldest first. */
  pulses: readonly { readonly atMs: Milliseconds; readonly frames: number }[];
}

/** Frames are counted over so long: pulses come late on a busy machine. */
const countedOver = seconds(3);

const nothing = { width: null, height: null, framesPerSecond: null };

/**
 * Keeps one camera process running while somebody wants the picture (DESIGN §6). One that ends is followed by another after a
 * pause, with a new random SSRC.
 */
export class CameraSupervisor {
  private order: SenderOrder | undefined;
  private run: Run | undefined;
  private pause: Timer | undefined;
  /** What was wrong is still wrong until a picture is seen. */
  private hasFault = false;
  /** Somebody looks at the picture: the first restart is at once, only the next ones wait. */
  private isFirstRestart = true;
  private readonly backOff = new BackOff(restart.first, restart.most);
  private readonly listeners = new Set<(report: CameraReport) => void>();
  private readonly dying = new Set<Promise<void>>();

  constructor(
    /** The compiled `sender.js`. */
    private readonly senderModule: URL,
    private readonly camera: CameraChoice,
    private readonly clock: Clock,
    private readonly log: Log,
  ) {}

  /** The camera's process now, for the maintainer's eyes. */
  get pid(): number | undefined {
    return this.run?.sender.pid;
  }

  onReport(listener: (report: CameraReport) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** Begins to send; one that already sends is replaced. */
  start(order: SenderOrder): void {
    this.kill();
    this.pause?.cancel();
    this.forgive();
    this.hasFault = false;
    this.order = order;
    this.begin(order);
  }

  /** Another rate from now on; the picture goes on, except with an encoder that must be started anew for it. */
  setKbps(kbps: number): void {
    if (!this.order) return;
    const isNews = this.order.kbps !== kbps;
    this.order = { ...this.order, kbps };
    const { run } = this;
    if (run?.sender.encoder === 'v4l2h264') {
      if (this.isWorthRestart(run, kbps)) this.replace(this.order);
    } else if (isNews) run?.sender.tell({ kind: 'kbps', kbps });
  }

  setMode(mode: SimulatedCameraMode): void {
    if (!this.order) return;
    this.order = { ...this.order, mode };
    this.run?.sender.tell({ kind: 'mode', mode });
  }

  /** A viewer has come and needs a keyframe; the process spaces them out. */
  askKeyframe(): void {
    this.run?.sender.tell({ kind: 'keyframe' });
  }

  /** Ends the picture at once; resolves when the process is gone. */
  async stop(): Promise<void> {
    this.order = undefined;
    this.pause?.cancel();
    this.kill();
    await Promise.all(this.dying);
  }

  private begin(order: SenderOrder): void {
    if (!this.hasFault) this.report({ state: 'starting', ...nothing });
    const sender: SenderProcess = new SenderProcess(
      this.senderModule,
      order,
      this.camera,
      {
        pulse: (pulse, atMs) => this.feel(sender, pulse, atMs),
        ended: (fault) => this.mourn(sender, fault),
      },
      this.clock,
    );
    this.run = {
      sender,
      kbps: order.kbps,
      beganAtMs: this.clock.monotonicMs(),
      steady: this.clock.after(steadyAfter, () => this.forgive()),
      pulses: [],
    };
    this.log.info({ sender: sender.pid }, 'document camera starts');
  }

  private feel(sender: SenderProcess, { frames, shows, size }: Pulse, atMs: Milliseconds): void {
    const { run } = this;
    if (run?.sender !== sender) return;
    run.pulses = [...run.pulses.filter((pulse) => atMs - pulse.atMs < countedOver), { atMs, frames }];
    if (shows === 'no-device') {
      return this.report({ ...nothing, state: 'no-device', framesPerSecond: 0, detail: 'the document camera is not connected' });
    }
    if (shows === undefined) return;
    this.hasFault = false;
    const framesPerSecond = Math.round(rateOf(run.pulses) ?? this.camera.framesPerSecond);
    this.report({ state: shows, width: size?.width ?? null, height: size?.height ?? null, framesPerSecond });
  }

  private mourn(sender: SenderProcess, { state, detail }: CameraFault): void {
    if (this.run?.sender !== sender) return;
    this.hasFault = true;
    this.kill();
    this.log.warn({ state, reason: detail }, 'document camera failed');
    this.report({ state, ...nothing, detail });
    const pause = this.isFirstRestart ? 0 : this.backOff.next();
    this.isFirstRestart = false;
    this.pause = this.clock.after(state === 'failed' ? pause : Math.min(pause, lookAgainWithin), () => {
      if (this.order) this.begin(this.order);
    });
  }

  private forgive(): void {
    this.isFirstRestart = true;
    this.backOff.reset();
  }

  private isWorthRestart({ kbps: running, beganAtMs }: Run, kbps: number): boolean {
    if (kbps <= running * worth.less) return true;
    return kbps >= running * worth.more && this.clock.monotonicMs() - beganAtMs >= worth.moreAfter;
  }

  private replace(order: SenderOrder): void {
    this.kill();
    this.begin(order);
  }

  private kill(): void {
    const { run } = this;
    if (!run) return;
    this.run = undefined;
    run.steady.cancel();
    const gone = run.sender.kill().finally(() => this.dying.delete(gone));
    this.dying.add(gone);
  }

  private report(report: CameraReport): void {
    for (const listener of this.listeners) listener(report);
  }
}

/** Frames per second; `undefined` while they have not been counted for long enough. */
function rateOf(pulses: Run['pulses']): number | undefined {
  const counted = pulses.filter(({ frames }) => frames > 0);
  const [first, last] = [counted.at(0), counted.at(-1)];
  if (!first || !last || last.atMs - first.atMs < seconds(1)) return undefined;
  return ((last.frames - first.frames) * 1000) / (last.atMs - first.atMs);
}
