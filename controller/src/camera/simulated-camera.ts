import { fileURLToPath } from 'node:url';
import type { SimulatedCameraMode } from '@etapiste/protocol';
import type { Element } from 'gstreamer-superficial';
import type { PipelineClass } from './gstreamer.js';
import { pngPipeline, pullOne } from './pipeline.js';
import { SimulatedPaper } from './simulated-paper.js';
import { Sprite } from './sprite.js';

const handSize = { width: 448, height: 400 } as const;
const asset = (name: string) => fileURLToPath(new URL(`../../assets/${name}`, import.meta.url));

/** The simulated document camera: draws frames and gives them to an appsrc, as a sensor gives them to a driver. */
export class SimulatedCamera {
  private constructor(
    private readonly paper: SimulatedPaper,
    private mode: SimulatedCameraMode,
    private readonly framesPerSecond: number,
  ) {}

  static async load(Pipeline: PipelineClass, mode: SimulatedCameraMode, framesPerSecond: number): Promise<SimulatedCamera> {
    const decode = async (name: string, format: 'I420' | 'A420'): Promise<Buffer> => {
      const pipeline = new Pipeline(pngPipeline(asset(name), format));
      pipeline.play();
      const pixels = Buffer.from(await pullOne(pipeline.findChild('out')));
      pipeline.stop();
      return pixels;
    };
    const [paper, pixels] = await Promise.all([decode('paper.png', 'I420'), decode('hand.png', 'A420')]);
    const hand = new Sprite(handSize.width, handSize.height, pixels);
    return new SimulatedCamera(new SimulatedPaper({ paper, hand }), mode, framesPerSecond);
  }

  get isPluggedIn(): boolean {
    return this.mode !== 'unplug';
  }

  /** A camera that hangs takes its whole process along. */
  get isHanging(): boolean {
    return this.mode === 'hang';
  }

  set(mode: SimulatedCameraMode): void {
    this.mode = mode;
  }

  /** Gives a frame in even time; a late one is left out, never sent twice. */
  start(source: Element): void {
    const frameEveryMs = 1000 / this.framesPerSecond;
    const startedMs = performance.now();
    let given = 0;
    const next = () => {
      const frame = this.paper.next(this.mode, Date.now());
      if (frame) source.push(frame);
      // Timers fire up to a millisecond early: counting keeps a frame from being given twice.
      given = Math.max(given + 1, Math.floor((performance.now() - startedMs) / frameEveryMs));
      setTimeout(next, startedMs + given * frameEveryMs - performance.now());
    };
    next();
  }
}
