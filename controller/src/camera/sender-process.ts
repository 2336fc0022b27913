import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { seconds, type Milliseconds } from '@etapiste/protocol';
import type { Clock, Timer } from '../clock/index.js';
import type { CameraChoice } from './camera-choice.js';
import type { CameraFault } from './gstreamer-words.js';
import { MemoryWatch } from './memory-watch.js';
import type { EncoderName } from './pipeline.js';
import type { FromSender, Pulse, SenderOrder, ToSender } from './sender-messages.js';
import { Watchdog } from './watchdog.js';

/** Three beats are missing, and pages have just covered their last frame. */
const silentFor = seconds(1.5);
const frameLessFor = seconds(2);
/** GStreamer's registry is read, and a real camera finds its light, before the first frame. */
const startsWithin = seconds(10);
const memoryEvery = seconds(5);

/** English words out of GStreamer and the C library, and a thread for each wait in it (`pollBus` and `pull` hold one each). */
const senderEnvironment = { LC_ALL: 'C', LANGUAGE: '', UV_THREADPOOL_SIZE: '24' } as const;

/**
 * The kernel kills the camera's process when this one is gone (PR_SET_PDEATHSIG, prctl(2)), whatever GStreamer is stuck in. Part of
 * util-linux, so on every Debian; without it the process must notice by itself.
 */
const setpriv = ['/usr/bin/setpriv', '/bin/setpriv'].find(existsSync);
const dyingWithUs = setpriv ? { execPath: setpriv, execArgv: ['--pdeathsig', 'KILL', '--', process.execPath] } : { execArgv: [] };

export interface SenderListener {
  pulse(pulse: Pulse, atMs: Milliseconds): void;
  /** It is broken, and already killed. Said once. */
  ended(fault: CameraFault): void;
}

/**
 * One life of the camera's process. It beats twice a second; silent for 1.5 s, without a frame for 2 s, with too much memory,
 * failed or gone, it is over. Always SIGKILL: GStreamer may not listen to anything else.
 */
export class SenderProcess {
  /** What it encodes with, once it has begun. */
  encoder: EncoderName | undefined;
  private readonly child: ChildProcess;
  private readonly memory = new MemoryWatch();
  private readonly memoryTimer: Timer;
  private readonly silence: Watchdog;
  private readonly stall: Watchdog;
  private frames = 0;
  private isOver = false;
  private isLookingAtMemory = false;

  /** Forks at once. No standard output, no arguments, nothing in the environment: the key goes by IPC only. */
  constructor(
    senderModule: URL,
    order: SenderOrder,
    camera: CameraChoice,
    private readonly listener: SenderListener,
    private readonly clock: Clock,
  ) {
    const env = { ...process.env, ...senderEnvironment };
    const child = (this.child = fork(senderModule, [], { stdio: ['ignore', 'ignore', 'ignore', 'ipc'], env, ...dyingWithUs }));
    child.on('message', (message: FromSender) => this.hear(message));
    child.on('error', (error) => this.fail(`the camera process cannot run: ${error.message}`));
    child.on('exit', (code, signal) => this.fail(`the camera process ended (${signal ?? code})`));
    this.silence = new Watchdog(() => this.fail('the camera process fell silent'), clock);
    this.stall = new Watchdog(() => this.fail('the document camera gave no frame'), clock);
    this.silence.feed(startsWithin);
    this.stall.feed(startsWithin);
    this.memoryTimer = clock.every(memoryEvery, () => void this.lookAtMemory());
    this.tell({ kind: 'start', order, camera });
  }

  get pid(): number | undefined {
    return this.child.pid;
  }

  /** One that is just dying cannot be told: its `exit` says the rest. */
  tell(message: ToSender): void {
    if (this.child.connected) this.child.send(message, () => undefined);
  }

  /** Ends it at once and says nothing more; resolves when it is gone. */
  async kill(): Promise<void> {
    this.isOver = true;
    this.silence.stop();
    this.stall.stop();
    this.memoryTimer.cancel();
    const { child } = this;
    if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return;
    const gone = once(child, 'exit');
    child.kill('SIGKILL');
    await gone;
  }

  private hear(message: FromSender): void {
    if (this.isOver) return;
    switch (message.kind) {
      case 'failed':
        return this.end({ state: message.state, detail: message.detail });
      case 'begun':
        this.encoder = message.encoder;
        return;
      case 'pulse':
        return this.feel(message);
    }
  }

  private feel(pulse: Pulse): void {
    this.silence.feed(silentFor);
    if (pulse.frames > this.frames || pulse.shows === 'no-device') this.stall.feed(frameLessFor);
    this.frames = pulse.frames;
    this.listener.pulse(pulse, this.clock.monotonicMs());
  }

  private async lookAtMemory(): Promise<void> {
    if (this.isLookingAtMemory) return;
    this.isLookingAtMemory = true;
    const resident = await residentBytes(this.child.pid);
    this.isLookingAtMemory = false;
    const tooMuch = resident === undefined ? undefined : this.memory.look(resident, this.clock.monotonicMs());
    if (tooMuch !== undefined) this.fail(tooMuch);
  }

  private fail(detail: string): void {
    this.end({ state: 'failed', detail });
  }

  private end(fault: CameraFault): void {
    if (this.isOver) return;
    void this.kill();
    this.listener.ended(fault);
  }
}

/** Of a process, by Linux's proc(5); `undefined` where there is none, or when it is gone. */
async function residentBytes(pid: number | undefined): Promise<number | undefined> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  const [, kilobytes] = /^VmRSS:\s+(\d+) kB$/m.exec(status) ?? [];
  return kilobytes === undefined ? undefined : Number(kilobytes) * 1024;
}
