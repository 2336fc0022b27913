import { createRequire } from 'node:module';
import type { BusMessage, Pipeline as GStreamerPipeline } from 'gstreamer-superficial';
import type { CameraChoice } from './camera-choice.js';
import type { EncoderName } from './pipeline.js';

export type PipelineClass = typeof GStreamerPipeline;

/** So long no message from a pipeline that gives no frames yet, and its bus is polled again. */
const quietMs = 50;

/** The addon is optional: a room without it works, without the picture. */
export function loadGStreamer(): PipelineClass {
  try {
    // Its main file is the addon itself, which only `require` can load.
    return (createRequire(import.meta.url)('gstreamer-superficial') as { Pipeline: PipelineClass }).Pipeline;
  } catch (error) {
    throw new Error(`gstreamer-superficial cannot be loaded: ${reasonOf(error)}`, { cause: error });
  }
}

/** The encoder that is wanted; of `auto` the hardware's when this machine has one. The element exists only with its device. */
export function chooseEncoder(Pipeline: PipelineClass, wanted: CameraChoice['encoder']): EncoderName {
  if (wanted !== 'auto') return wanted;
  try {
    void new Pipeline('fakesrc ! v4l2h264enc ! fakesink');
    return 'v4l2h264';
  } catch {
    // That is the question and its answer: there is no such element here.
    return 'x264';
  }
}

/**
 * Hears errors and the end of the stream. A pipeline that could not even start posts its error too, but polling stops after one
 * message where the state is NULL (FACTS): so each message is followed by another poll until frames come. A running pipeline
 * polls by itself and is not quiet while it starts, which keeps these polls few: each holds a thread of the pool.
 */
export function hearBus(pipeline: GStreamerPipeline, hear: (message: BusMessage) => void, isRunning: () => boolean): void {
  let quiet: NodeJS.Timeout | undefined;
  const poll = () =>
    pipeline.pollBus((message) => {
      clearTimeout(quiet);
      if (!isRunning()) quiet = setTimeout(() => !isRunning() && poll(), quietMs);
      if (message.type === 'error' || message.type === 'eos') hear(message);
    });
  poll();
}

export const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
