import { crc32 } from 'node:zlib';
import type { Element, Pipeline as GStreamerPipeline } from 'gstreamer-superficial';
import { systemClock } from '../clock/index.js';
import type { CameraChoice } from './camera-choice.js';
import { cameraFault, type CameraFault } from './gstreamer-words.js';
import { chooseEncoder, hearBus, loadGStreamer, reasonOf } from './gstreamer.js';
import { Keyframes } from './keyframes.js';
import { PictureWatch, type PictureState } from './picture-watch.js';
import { senderPipeline, type EncoderName } from './pipeline.js';
import { ratePlan, type RatePlan } from './rate-plan.js';
import { RtcpEar } from './rtcp.js';
import type { FromSender, Pulse, SenderOrder, ToSender } from './sender-messages.js';
import { SimulatedCamera } from './simulated-camera.js';

/*
 * The camera's own process: GStreamer lives nowhere else, because it may hang, leak and refuse to exit (FACTS). It is ended by
 * SIGKILL only, by itself or by the kernel when its controller is gone: a cut-off room never keeps filming. It imports no library
 * that it does not need, because somebody waits for the picture. One process builds one pipeline:
 * whatever must be built anew gets a new process.
 */

const pulseEveryMs = 500;

const tell = (message: FromSender) => process.send?.(message);

class Sender {
  private frames = 0;
  private shows: PictureState | undefined;
  private size: Pulse['size'];
  private isLookingAtWhole = false;
  private plan: RatePlan;
  private ear: RtcpEar | undefined;
  private readonly watch: PictureWatch;
  private readonly keyframes: Keyframes;
  private readonly gate: Element;
  private readonly rate: Element;
  private readonly encoderElement: Element;

  constructor(
    private readonly pipeline: GStreamerPipeline,
    private readonly camera: CameraChoice,
    readonly encoder: EncoderName,
    private readonly simulated: SimulatedCamera | undefined,
    kbps: number,
    private readonly fail: (fault: CameraFault) => void,
  ) {
    this.plan = ratePlan(kbps, camera.framesPerSecond);
    this.watch = new PictureWatch(camera.isNoiseless);
    this.keyframes = new Keyframes(
      () => pipeline.forceKeyUnit('pay', 1),
      () => this.plan.keyframesApart,
      systemClock,
    );
    this.gate = pipeline.findChild('gate');
    this.rate = pipeline.findChild('rate');
    this.encoderElement = pipeline.findChild('encoder');
  }

  start(rtcp: SenderOrder['rtcp']): void {
    hearBus(
      this.pipeline,
      (message) => this.hear(message),
      () => this.frames > 0,
    );
    this.pipeline.play();
    this.simulated?.start(this.pipeline.findChild('camera'));
    this.lookAtSmall(this.pipeline.findChild('small'));
    const whole = this.pipeline.findChild('whole');
    this.lookAtWhole(whole);
    setInterval(() => {
      this.lookAtWhole(whole);
      this.keepJoinable();
      this.pulse();
    }, pulseEveryMs);
    if (!rtcp) return;
    this.ear = new RtcpEar(rtcp, () => this.keyframes.ask(), systemClock);
    this.ear.start();
  }

  take(message: Exclude<ToSender, { kind: 'start' }>): void {
    switch (message.kind) {
      case 'mode':
        return this.simulated?.set(message.mode);
      case 'kbps':
        return this.setKbps(message.kbps);
      case 'keyframe':
        return this.keyframes.ask();
    }
  }

  /** Only x264 can change its rate while it runs; for others the controller starts a new process. */
  private setKbps(kbps: number): void {
    if (this.encoder !== 'x264') return;
    this.plan = ratePlan(kbps, this.camera.framesPerSecond);
    this.rate['max-rate'] = this.plan.framesPerSecond;
    this.encoderElement['vbv-buf-capacity'] = this.plan.vbv;
    this.encoderElement.bitrate = this.plan.kbps;
  }

  /** Viewers who can be heard ask for keyframes; others must be able to begin without. */
  private keepJoinable(): void {
    if (this.shows !== undefined && !this.ear?.isHearing && this.keyframes.sinceMs >= this.plan.keyframeEvery)
      this.keyframes.ask();
  }

  private hear({ type, ...words }: Parameters<Parameters<GStreamerPipeline['pollBus']>[0]>[0]): void {
    this.fail(type === 'eos' ? { state: 'failed', detail: 'the source of the picture has ended' } : cameraFault(words));
  }

  /** Every frame of the camera, small and grey. */
  private lookAtSmall(sink: Element): void {
    sink.pull((small) => {
      // The end of the stream is said on the bus.
      if (!small) return;
      this.frames += 1;
      const shows = this.watch.look(small, performance.now());
      this.prove(shows);
      this.lookAtSmall(sink);
    });
  }

  /** The newest whole frame: its size, and whether its bytes are still the same. */
  private lookAtWhole(sink: Element): void {
    if (this.isLookingAtWhole) return;
    this.isLookingAtWhole = true;
    sink.pull((whole, { width, height }) => {
      this.isLookingAtWhole = false;
      if (!whole) return;
      this.size = { width: Number(width), height: Number(height) };
      if (!this.watch.isFrozen(crc32(whole), performance.now())) return;
      this.fail({ state: 'failed', detail: 'the document camera repeats one and the same frame: it hangs' });
    });
  }

  /** The picture goes out from the frame on that proves the camera alive. */
  private prove(shows: PictureState): void {
    const isFirst = this.shows === undefined;
    if (isFirst && !(this.watch.isProved && this.size)) return;
    this.shows = shows;
    if (!isFirst) return;
    this.gate.drop = false;
    this.pulse();
  }

  private pulse(): void {
    if (this.simulated?.isHanging) return;
    const shows = this.simulated?.isPluggedIn === false ? 'no-device' : this.shows;
    tell({ kind: 'pulse', frames: this.frames, shows, size: this.size });
  }
}

async function begin(order: SenderOrder, camera: CameraChoice, fail: (fault: CameraFault) => void): Promise<Sender> {
  const Pipeline = loadGStreamer();
  const isSimulated = camera.source.kind === 'simulated';
  const simulated = isSimulated ? await SimulatedCamera.load(Pipeline, order.mode, camera.framesPerSecond) : undefined;
  const encoder = chooseEncoder(Pipeline, camera.encoder);
  const plan = ratePlan(order.kbps, camera.framesPerSecond);
  const pipeline = new Pipeline(senderPipeline(camera, encoder, order, plan));
  const sender = new Sender(pipeline, camera, encoder, simulated, order.kbps, fail);
  sender.start(order.rtcp);
  tell({ kind: 'begun', encoder });
  return sender;
}

/** The key is in the pipeline's text: it must not come back in an error. */
const withoutKey = (text: string, { key }: SenderOrder) => text.replaceAll(Buffer.from(key, 'base64').toString('hex'), '…');

let sender: Promise<Sender> | undefined;

const endWithController = () => process.kill(process.pid, 'SIGKILL');
process.on('disconnect', endWithController);
// A controller that died while this process was loading is said to be gone before anybody listens.
if (!process.connected) endWithController();
process.on('message', (message: ToSender) => {
  if (message.kind === 'start') {
    const { order, camera } = message;
    const fail = ({ state, detail }: CameraFault) => tell({ kind: 'failed', state, detail: withoutKey(detail, order) });
    sender = begin(order, camera, fail);
    sender.catch((error: unknown) => fail({ state: 'failed', detail: reasonOf(error) }));
    return;
  }
  // A sender that could not begin has already said so.
  void sender?.then(
    (running) => running.take(message),
    () => undefined,
  );
});
