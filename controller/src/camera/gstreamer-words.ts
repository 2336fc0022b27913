import type { BusMessage } from 'gstreamer-superficial';

/** What is wrong with a camera, and why in words for the maintainer. */
export interface CameraFault {
  readonly state: 'no-device' | 'wrong-device' | 'busy' | 'failed';
  readonly detail: string;
}

/**
 * The words of GStreamer 1.22 and of the C library in the C locale (the camera's process runs in it), the first that fits. Only
 * here is anything read out of them; words that nobody knows are simply *failed*.
 */
const known: readonly (readonly [RegExp, CameraFault['state'], string])[] = [
  [/resource busy|is busy|already in use/i, 'busy', 'the document camera is used by another program'],
  [
    /inappropriate ioctl|isn't a (v4l2 driver|device)|not a (capture|output|tuner) device|does not support (video )?capture/i,
    'wrong-device',
    'what is configured as the document camera is not a camera',
  ],
  [
    /no such (file|device)|cannot identify device|device has been disconnected|device.*disappeared|could not be found/i,
    'no-device',
    'the document camera is not connected',
  ],
  [
    /not-negotiated|no supported formats|not support the provided format/i,
    'wrong-device',
    'the camera gives no picture that we can use',
  ],
];

/** An error that GStreamer posted, in our words. */
export function cameraFault({ message = 'unknown error', debug = '' }: Pick<BusMessage, 'message' | 'debug'>): CameraFault {
  const said = [message, ...debug.split('\n').slice(1)].join(' ').trim();
  for (const [words, state, detail] of known) if (words.test(said)) return { state, detail: `${detail} (GStreamer: ${said})` };
  return { state: 'failed', detail: `GStreamer: ${said}` };
}
