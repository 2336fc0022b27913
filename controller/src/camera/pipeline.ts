import type { Element } from 'gstreamer-superficial';
import { grey } from './picture-watch.js';
import { picture } from './picture.js';
import type { CameraChoice } from './camera-choice.js';
import type { RatePlan } from './rate-plan.js';

export type EncoderName = Exclude<CameraChoice['encoder'], 'auto'>;

/** Where a sender sends, and with what key. */
export interface Target {
  /** SRTP master key and salt, base64 (30 bytes). */
  readonly key: string;
  readonly host: string;
  readonly port: number;
}

/** Only the newest frame waits, for whoever is slow. */
const newestFrame = 'queue leaky=downstream max-size-buffers=1 max-size-bytes=0 max-size-time=0';

/** The encoder's own keyframes are a last resort: the sender asks for the others, when they are needed. */
const keyframeAtLeastEvery = 600;

/** The camera up to raw I420 frames. */
export function sourceText({ source, width, height, framesPerSecond }: CameraChoice): string {
  const size = `width=${width},height=${height}`;
  switch (source.kind) {
    case 'simulated': {
      const drawn = `width=${picture.width},height=${picture.height},framerate=${framesPerSecond}/1`;
      const scaled = width === picture.width && height === picture.height ? '' : ` ! videoscale ! video/x-raw,${size}`;
      return (
        'appsrc name=camera is-live=true do-timestamp=true format=time' +
        // Without a leak it would keep every frame that a busy machine has no time for.
        ' max-buffers=2 max-bytes=0 leaky-type=downstream' +
        ` caps=video/x-raw,format=I420,${drawn}${scaled}`
      );
    }
    case 'v4l2': {
      // The first caps are what is wanted; the last ones let a camera without them give what is nearest.
      const wanted = `${size},framerate=${framesPerSecond}/1`;
      const caps = `image/jpeg,${wanted};video/x-raw,${wanted};image/jpeg;video/x-raw`;
      return (
        `v4l2src device="${source.path}" do-timestamp=true ! capsfilter caps="${caps}"` +
        ' ! decodebin ! videoconvert ! video/x-raw,format=I420'
      );
    }
    default:
      // A file would be read as fast as it can be: the clock makes it as fast as it is.
      return (
        `${source.description} ! decodebin ! clocksync ! videorate drop-only=true ! videoscale ! videoconvert` +
        ` ! video/x-raw,format=I420,${size},pixel-aspect-ratio=1/1,framerate=[1/1,${framesPerSecond}/1]`
      );
  }
}

/**
 * H.264 (RFC 6184) for the shortest way from camera to screen: no B-frames, slices in parallel, and a short rate buffer so that a
 * keyframe is not a burst (figures in FACTS). `v4l2h264` is the encoder of the Pi 4 and older; its rate cannot be changed while
 * it runs. The Pi 5 has none.
 */
export function encoderText(encoder: EncoderName, { kbps, vbv }: RatePlan): string {
  if (encoder === 'x264') {
    return (
      `x264enc name=encoder tune=zerolatency speed-preset=ultrafast bitrate=${kbps} key-int-max=${keyframeAtLeastEvery} bframes=0` +
      ` sliced-threads=true threads=2 vbv-buf-capacity=${vbv} byte-stream=true aud=false` +
      ' ! video/x-h264,profile=constrained-baseline,stream-format=byte-stream'
    );
  }
  const controls = [
    `video_bitrate=${kbps * 1000}`,
    'video_bitrate_mode=1',
    `h264_i_frame_period=${keyframeAtLeastEvery}`,
    'repeat_sequence_header=1',
  ].join(',');
  return (
    `v4l2h264enc name=encoder extra-controls="controls,${controls}"` +
    ' ! video/x-h264,level=(string)4,profile=(string)constrained-baseline'
  );
}

/**
 * One pipeline for every source: frames → encoder → SRTP (RFC 3711), and beside it a small grey copy of each frame and the newest
 * whole one, by which the camera is judged. The gate keeps the picture back until the camera has proved itself. The payloader's
 * SSRC is random: a viewer never recovers from a restarted sender with the same one.
 */
export const senderPipeline = (camera: CameraChoice, encoder: EncoderName, { key, host, port }: Target, plan: RatePlan): string =>
  [
    `${sourceText(camera)} ! tee name=frames`,
    `frames. ! ${newestFrame} ! valve name=gate drop=true` +
      ` ! videorate name=rate drop-only=true max-rate=${plan.framesPerSecond} ! ${encoderText(encoder, plan)}` +
      ' ! h264parse config-interval=-1 ! rtph264pay name=pay pt=96 mtu=1200 config-interval=-1 aggregate-mode=zero-latency' +
      ` ! srtpenc key=${Buffer.from(key, 'base64').toString('hex')}` +
      ' rtp-cipher=aes-128-icm rtp-auth=hmac-sha1-80 rtcp-cipher=aes-128-icm rtcp-auth=hmac-sha1-80' +
      ` ! udpsink host=${host} port=${port} sync=false async=false`,
    `frames. ! videoscale method=nearest-neighbour add-borders=false ! video/x-raw,width=${grey.columns},height=${grey.rows}` +
      ' ! appsink name=small max-buffers=30 drop=true sync=false async=false',
    'frames. ! appsink name=whole max-buffers=1 drop=true sync=false async=false',
  ].join(' ');

/** Decodes one PNG file to raw frames of a format. */
export const pngPipeline = (file: string, format: 'I420' | 'A420'): string =>
  `filesrc location="${file}" ! pngdec ! videoconvert ! video/x-raw,format=${format} ! appsink name=out sync=false`;

/** One buffer of an appsink. */
export const pullOne = (sink: Element): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    sink.pull((buffer) => (buffer ? resolve(buffer) : reject(new Error('the picture of the simulated paper cannot be decoded'))));
  });
