import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import type { SimulatedCameraMode } from '@etapiste/protocol';
import type { Element, Pipeline as GStreamerPipeline } from 'gstreamer-superficial';
import { PictureWatch } from './picture-watch.js';
import { picture } from './picture.js';
import { pngPipeline, pullOne, senderPipeline } from './pipeline.js';
import type { FromSender, SenderOrder, ToSender } from './sender-messages.js';
import { Sprite } from './sprite.js';
import { SimulatedPaper, type PaperPictures } from './simulated-paper.js';

/*
 * The camera's own process: GStreamer lives nowhere else, because it may hang, leak and refuse to exit (FACTS). It is ended by
 * SIGKILL only, also by itself when its controller is gone: a cut-off room never keeps filming.
 */

type PipelineClass = typeof GStreamerPipeline;

const pulseEveryMs = 500;
const frameEveryMs = 1000 / picture.framesPerSecond;
const handSize = { width: 448, height: 400 } as const;
const asset = (name: string) => fileURLToPath(new URL(`../../assets/${name}`, import.meta.url));

const tell = (message: FromSender) => process.send?.(message);
const fail = (detail: string) => tell({ kind: 'failed', detail });
const reasonOf = (error: unknown) => (error instanceof Error ? error.message : String(error));

/** The addon is optional: a room without it works, without the picture. */
function loadGStreamer(): PipelineClass {
  try {
    // Its main file is the addon itself, which only `require` can load.
    return (createRequire(import.meta.url)('gstreamer-superficial') as { Pipeline: PipelineClass }).Pipeline;
  } catch (error) {
    throw new Error(`gstreamer-superficial cannot be loaded: ${reasonOf(error)}`, { cause: error });
  }
}

async function decode(Pipeline: PipelineClass, name: string, format: 'I420' | 'A420'): Promise<Buffer> {
  const pipeline = new Pipeline(pngPipeline(asset(name), format));
  pipeline.play();
  const pixels = Buffer.from(await pullOne(pipeline.findChild('out')));
  pipeline.stop();
  return pixels;
}

async function loadPaper(Pipeline: PipelineClass): Promise<PaperPictures> {
  const paper = await decode(Pipeline, 'paper.png', 'I420');
  const hand = new Sprite(handSize.width, handSize.height, await decode(Pipeline, 'hand.png', 'A420'));
  return { paper, hand };
}

class Sender {
  private frames = 0;
  private shows: Extract<FromSender, { kind: 'pulse' }>['shows'] = 'live';
  private readonly watch = new PictureWatch();

  constructor(
    private readonly paper: SimulatedPaper,
    private readonly camera: Element,
    private readonly encoder: Element,
    private mode: SimulatedCameraMode,
  ) {}

  /** Gives a frame every 1/30 s; a late one is left out, never sent twice. */
  start(): void {
    const startedMs = performance.now();
    const due = () => Math.floor((performance.now() - startedMs) / frameEveryMs) + 1;
    const next = () => {
      this.give();
      setTimeout(next, startedMs + due() * frameEveryMs - performance.now());
    };
    next();
    setInterval(() => this.pulse(), pulseEveryMs);
    this.pulse();
  }

  set(mode: SimulatedCameraMode): void {
    this.mode = mode;
  }

  setKbps(kbps: number): void {
    this.encoder.bitrate = kbps;
  }

  private give(): void {
    const frame = this.paper.next(this.mode, Date.now());
    if (!frame) return;
    this.camera.push(frame);
    // The picture is looked at twice a second: that is enough to see whether it stands still.
    if (this.frames % (picture.framesPerSecond / 2) === 0) this.shows = this.watch.look(frame, performance.now());
    this.frames += 1;
  }

  private pulse(): void {
    // A camera that hangs takes its whole process along.
    if (this.mode === 'hang') return;
    tell({ kind: 'pulse', frames: this.frames, shows: this.mode === 'unplug' ? 'no-device' : this.shows });
  }
}

async function begin(order: SenderOrder): Promise<Sender> {
  const Pipeline = loadGStreamer();
  const paper = new SimulatedPaper(await loadPaper(Pipeline));
  const pipeline = new Pipeline(senderPipeline(order));
  pipeline.pollBus((message) => {
    if (message.type === 'error') fail(`GStreamer: ${message.message ?? 'unknown error'}`);
  });
  pipeline.play();
  const sender = new Sender(paper, pipeline.findChild('camera'), pipeline.findChild('encoder'), order.mode);
  sender.start();
  return sender;
}

/** The key is in the pipeline's text: it must not come back in an error. */
const withoutKey = (text: string, { key }: SenderOrder) => text.replaceAll(Buffer.from(key, 'base64').toString('hex'), '…');

let sender: Promise<Sender> | undefined;

process.on('disconnect', () => process.kill(process.pid, 'SIGKILL'));
process.on('message', (message: ToSender) => {
  if (message.kind === 'start') {
    sender = begin(message.order);
    sender.catch((error: unknown) => fail(withoutKey(reasonOf(error), message.order)));
    return;
  }
  // A sender that could not begin has already said so.
  void sender?.then(
    (running) => (message.kind === 'mode' ? running.set(message.mode) : running.setKbps(message.kbps)),
    () => undefined,
  );
});
