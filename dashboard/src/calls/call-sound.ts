/** One round of the alarm: two soft tones in the first second, then quiet, repeated (GUIDE, motion and sound). */
const roundSeconds = 5;
const tones = [
  { hertz: 659.3, from: 0, to: 0.45 },
  { hertz: 523.3, from: 0.5, to: 1 },
] as const;

/** Quieter than this nobody would hear: an alarm has no silent setting. */
export const lowestVolume = 0.1;

/**
 * The sound of a waiting call. The pattern is one looped buffer in the audio graph, so that no timer of a hidden tab can
 * slow it down or forget it.
 */
export class CallSound extends EventTarget {
  private context: AudioContext | undefined;
  private gain: GainNode | undefined;
  /** Drawn once, before any call: a call must not wait for its sound to be computed. */
  private round: AudioBuffer | undefined;
  private ringing: AudioBufferSourceNode | undefined;
  private heardUpTo = 0;
  private level = 0.6;

  /** Whether the browser lets this page sound. */
  get isAllowed(): boolean {
    return this.context?.state === 'running';
  }

  get isRinging(): boolean {
    return this.ringing !== undefined;
  }

  /**
   * Whether the alarm is really being played: ringing, allowed, and the audio clock has moved since the last heartbeat.
   * A context may claim to run while no sound device takes its samples (DESIGN §3.5, `heard`).
   */
  get isReallyHeard(): boolean {
    return this.isRinging && this.isAllowed && (this.context?.currentTime ?? 0) > this.heardUpTo;
  }

  get volume(): number {
    return this.level;
  }

  set volume(level: number) {
    this.level = Math.min(1, Math.max(lowestVolume, level));
    if (this.gain) this.gain.gain.value = this.level;
  }

  /** Must be called from a press or a click: browsers allow sound only then. */
  async allow(): Promise<void> {
    this.context ??= this.makeContext();
    await this.context.resume();
  }

  /** Called at each heartbeat: remembers how far the audio clock has come. */
  checkClock(): void {
    this.heardUpTo = this.context?.currentTime ?? 0;
  }

  /** Rings from now on until `quiet`. Where sound is not allowed yet it begins the moment it is. */
  ring(): void {
    if (this.ringing || !this.context || !this.gain || !this.round) return;
    const source = new AudioBufferSourceNode(this.context, { buffer: this.round, loop: true });
    source.connect(this.gain);
    source.start();
    this.ringing = source;
  }

  quiet(): void {
    this.ringing?.stop();
    this.ringing?.disconnect();
    this.ringing = undefined;
  }

  /** One round, for *Kokeile ääntä*. */
  async sample(): Promise<void> {
    await this.allow();
    if (this.ringing || !this.context || !this.gain || !this.round) return;
    const source = new AudioBufferSourceNode(this.context, { buffer: this.round });
    source.connect(this.gain);
    source.start();
    source.stop(this.context.currentTime + tones[1].to);
  }

  async stop(): Promise<void> {
    this.quiet();
    await this.context?.close();
    this.context = undefined;
    this.gain = undefined;
    this.round = undefined;
  }

  private makeContext(): AudioContext {
    const context = new AudioContext();
    this.gain = new GainNode(context, { gain: this.level });
    this.gain.connect(context.destination);
    this.round = pattern(context);
    context.addEventListener('statechange', () => this.dispatchEvent(new Event('change')));
    return context;
  }
}

/** Sine waves with a soft beginning and end: heard across a room, but not a shock. */
function pattern(context: AudioContext): AudioBuffer {
  const { sampleRate } = context;
  const buffer = context.createBuffer(1, Math.round(roundSeconds * sampleRate), sampleRate);
  const samples = buffer.getChannelData(0);
  for (const { hertz, from, to } of tones) {
    for (let index = Math.round(from * sampleRate); index < Math.round(to * sampleRate); index += 1) {
      const at = index / sampleRate - from;
      const length = to - from;
      const softness = Math.min(1, at / 0.03) * Math.max(0, 1 - at / length) ** 1.5;
      samples[index] = 0.7 * softness * Math.sin(2 * Math.PI * hertz * at);
    }
  }
  return buffer;
}
