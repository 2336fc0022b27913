/** Where the picture comes from. */
export type CameraSource =
  | { readonly kind: 'simulated' }
  /** A V4L2 camera by a stable path, for instance `/dev/v4l/by-id/usb-…-video-index0`. */
  | { readonly kind: 'v4l2'; readonly path: string }
  /** Elements of GStreamer in the words of gst-launch, up to but without the last `!`; raw or encoded video comes out. */
  | { readonly kind: 'gst'; readonly description: string };

export const encoderNames = ['auto', 'x264', 'v4l2h264'] as const;

/** The document camera that a room has, as configured. */
export interface CameraChoice {
  readonly source: CameraSource;
  /** The size and rate that are wanted; a V4L2 camera without them gives what is nearest. */
  readonly width: number;
  readonly height: number;
  readonly framesPerSecond: number;
  /** The source may truly repeat its frames (a file, a test picture): then a repeated frame is no fault. */
  readonly isNoiseless: boolean;
  readonly encoder: (typeof encoderNames)[number];
}

const mostSide = 4096;
const mostFramesPerSecond = 60;

/** Reads `simulated`, `v4l2:<path>` or `gst:<description>`. Throws one sentence. */
export function readCameraSource(text: string): CameraSource {
  const [, kind, rest = ''] = /^(\w+)(?::(.*))?$/s.exec(text) ?? [];
  if (kind === 'simulated' && rest === '') return { kind };
  if (kind === 'v4l2') {
    // A quotation mark would end the path within GStreamer's words.
    if (!/^\/[^"\\\n]+$/.test(rest)) throw new Error(`v4l2: needs a path such as v4l2:/dev/v4l/by-id/…, not "${rest}"`);
    return { kind, path: rest };
  }
  if (kind === 'gst') {
    const description = rest.trim();
    if (!/^\w/.test(description))
      throw new Error('gst: needs the name of a GStreamer element, such as gst:videotestsrc is-live=true');
    if (description.endsWith('!')) throw new Error('gst: ends with "!"; what follows is added by the controller');
    return { kind, description };
  }
  throw new Error(`is "${text}", and must be simulated, v4l2:<path> or gst:<description>`);
}

/** Reads `<width>x<height>@<frames per second>`. Throws one sentence. */
export function readCameraPicture(text: string): Pick<CameraChoice, 'width' | 'height' | 'framesPerSecond'> {
  const [width, height, framesPerSecond] = (/^(\d+)x(\d+)@(\d+)$/.exec(text) ?? []).slice(1).map(Number);
  if (!width || !height || !framesPerSecond) throw new Error(`is "${text}", and must be like 1280x720@30`);
  const isEven = width % 2 === 0 && height % 2 === 0;
  if (!isEven || Math.min(width, height) < 64 || Math.max(width, height) > mostSide)
    throw new Error(`is ${width}x${height}, and both sides must be even and between 64 and ${mostSide}`);
  if (framesPerSecond < 5 || framesPerSecond > mostFramesPerSecond)
    throw new Error(`is ${framesPerSecond} frames a second, and must be between 5 and ${mostFramesPerSecond}`);
  return { width, height, framesPerSecond };
}

/** What a simulated room has. */
export const simulatedCamera: CameraChoice = {
  source: { kind: 'simulated' },
  width: 1280,
  height: 720,
  framesPerSecond: 30,
  isNoiseless: false,
  encoder: 'auto',
};
