import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { seconds, type DocumentCameraState, type SimulatedCameraMode } from '@etapiste/protocol';
import { BackOff, type Clock, type Timer } from '../clock/index.js';
import type { Log } from '../log/index.js';
import { picture } from './picture.js';
import type { FromSender, SenderOrder, ToSender } from './sender-messages.js';

const silentFor = seconds(2);
/** GStreamer's registry and two PNG files are read before the first pulse. */
const startsWithin = seconds(10);
const restart = { first: seconds(0.5), most: seconds(30) };
/** A process that has run this long has proved itself: the next restart is quick again. */
const steadyAfter = seconds(30);

/** How the camera is, as far as its process tells. */
export interface CameraReport {
  readonly state: DocumentCameraState;
  /** Frames per second lately; null when none are known. */
  readonly framesPerSecond: number | null;
  readonly detail?: string;
}

interface Run {
  readonly child: ChildProcess;
  pulse: { readonly atMs: number; readonly frames: number } | undefined;
  watchdog: Timer;
  steady: Timer;
}

/**
 * Keeps one camera process running while somebody wants the picture (DESIGN §6). The process beats twice a second; silent for
 * 2 s, failed or gone, it is killed and another begins after a pause, with a new random SSRC. Always SIGKILL: GStreamer may not
 * listen to anything else.
 */
export class CameraSupervisor {
  private order: SenderOrder | undefined;
  private run: Run | undefined;
  private pause: Timer | undefined;
  private readonly backOff = new BackOff(restart.first, restart.most);
  private readonly listeners = new Set<(report: CameraReport) => void>();
  private readonly dying = new Set<Promise<unknown>>();

  constructor(
    /** The compiled `sender.js`. */
    private readonly senderModule: URL,
    private readonly clock: Clock,
    private readonly log: Log,
  ) {}

  /** The camera's process now, for the maintainer's eyes. */
  get pid(): number | undefined {
    return this.run?.child.pid;
  }

  onReport(listener: (report: CameraReport) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** Begins to send; one that already sends is replaced. */
  start(order: SenderOrder): void {
    this.kill();
    this.pause?.cancel();
    this.backOff.reset();
    this.order = order;
    this.begin(order);
  }

  /** Another rate from now on; the picture goes on. */
  setKbps(kbps: number): void {
    if (!this.order || this.order.kbps === kbps) return;
    this.order = { ...this.order, kbps };
    this.tell({ kind: 'kbps', kbps });
  }

  setMode(mode: SimulatedCameraMode): void {
    if (!this.order) return;
    this.order = { ...this.order, mode };
    this.tell({ kind: 'mode', mode });
  }

  /** Ends the picture at once; resolves when the process is gone. */
  async stop(): Promise<void> {
    this.order = undefined;
    this.pause?.cancel();
    this.kill();
    await Promise.all(this.dying);
  }

  private begin(order: SenderOrder): void {
    this.report({ state: 'starting', framesPerSecond: null });
    // No standard output, no arguments, nothing in the environment: the key goes by IPC only.
    const child = fork(this.senderModule, [], { stdio: ['ignore', 'ignore', 'ignore', 'ipc'], execArgv: [] });
    const run: Run = {
      child,
      pulse: undefined,
      watchdog: this.clock.after(startsWithin, () => this.fail(run, 'the camera process did not start in time')),
      steady: this.clock.after(steadyAfter, () => this.backOff.reset()),
    };
    this.run = run;
    child.on('message', (message: FromSender) => this.hear(run, message));
    child.on('error', (error) => this.fail(run, `the camera process cannot run: ${error.message}`));
    child.on('exit', (code, signal) => this.fail(run, `the camera process ended (${signal ?? code})`));
    this.send(child, { kind: 'start', order });
    this.log.info({ sender: child.pid }, 'document camera starts');
  }

  private hear(run: Run, message: FromSender): void {
    if (this.run !== run) return;
    if (message.kind === 'failed') return this.fail(run, message.detail);
    run.watchdog.cancel();
    run.watchdog = this.clock.after(silentFor, () => this.fail(run, 'the camera process was silent for 2 s and was restarted'));
    const atMs = this.clock.monotonicMs();
    const { pulse } = run;
    run.pulse = { atMs, frames: message.frames };
    if (message.shows === 'no-device') {
      return this.report({ state: 'no-device', framesPerSecond: 0, detail: 'the document camera is not connected' });
    }
    if (message.frames === 0) return;
    const elapsed = pulse ? atMs - pulse.atMs : 0;
    const rate = pulse && elapsed > 0 ? ((message.frames - pulse.frames) * 1000) / elapsed : picture.framesPerSecond;
    this.report({ state: message.shows, framesPerSecond: Math.round(rate) });
  }

  private fail(run: Run, detail: string): void {
    if (this.run !== run) return;
    this.kill();
    this.log.warn({ reason: detail }, 'document camera failed');
    this.report({ state: 'failed', framesPerSecond: null, detail });
    this.pause = this.clock.after(this.backOff.next(), () => {
      if (this.order) this.begin(this.order);
    });
  }

  private kill(): void {
    const { run } = this;
    if (!run) return;
    this.run = undefined;
    run.watchdog.cancel();
    run.steady.cancel();
    if (run.child.exitCode !== null || run.child.signalCode !== null || run.child.pid === undefined) return;
    const gone = once(run.child, 'exit').finally(() => this.dying.delete(gone));
    this.dying.add(gone);
    run.child.kill('SIGKILL');
  }

  private tell(message: ToSender): void {
    if (this.run) this.send(this.run.child, message);
  }

  /** A process that is just dying cannot be told: its `exit` says the rest. */
  private send(child: ChildProcess, message: ToSender): void {
    if (child.connected) child.send(message, () => undefined);
  }

  private report(report: CameraReport): void {
    for (const listener of this.listeners) listener(report);
  }
}
