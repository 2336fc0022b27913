import type { Element } from 'gstreamer-superficial';
import { picture } from './picture.js';
import type { SenderOrder } from './sender-messages.js';

const { width, height, framesPerSecond } = picture;

/** Two seconds: a viewer who joins starts from the last keyframe that Janus kept (`bufferkf`). */
const keyframeEvery = framesPerSecond * 2;

/**
 * H.264 (RFC 6184) in SRTP (RFC 3711), for the shortest way from camera to screen: one frame waits at most, no B-frames, slices
 * in parallel, and a short rate buffer so that a keyframe is not a burst (figures in FACTS). The payloader's SSRC is random: a
 * viewer never recovers from a restarted sender with the same one.
 */
export const senderPipeline = ({ key, host, port, kbps }: SenderOrder): string =>
  [
    'appsrc name=camera is-live=true do-timestamp=true format=time block=false max-bytes=8000000' +
      ` caps=video/x-raw,format=I420,width=${width},height=${height},framerate=${framesPerSecond}/1`,
    'queue leaky=downstream max-size-buffers=1 max-size-bytes=0 max-size-time=0',
    `x264enc name=encoder tune=zerolatency speed-preset=ultrafast bitrate=${kbps} key-int-max=${keyframeEvery} bframes=0` +
      ' sliced-threads=true threads=2 vbv-buf-capacity=120 byte-stream=true aud=false',
    'video/x-h264,profile=constrained-baseline,stream-format=byte-stream',
    'h264parse config-interval=-1',
    'rtph264pay pt=96 mtu=1200 config-interval=-1 aggregate-mode=zero-latency',
    `srtpenc key=${Buffer.from(key, 'base64').toString('hex')}` +
      ' rtp-cipher=aes-128-icm rtp-auth=hmac-sha1-80 rtcp-cipher=aes-128-icm rtcp-auth=hmac-sha1-80',
    `udpsink host=${host} port=${port} sync=false async=false`,
  ].join(' ! ');

/** Decodes one PNG file to raw frames of a format. */
export const pngPipeline = (file: string, format: 'I420' | 'A420'): string =>
  `filesrc location="${file}" ! pngdec ! videoconvert ! video/x-raw,format=${format} ! appsink name=out sync=false`;

/** One buffer of an appsink. */
export const pullOne = (sink: Element): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    sink.pull((buffer) => (buffer ? resolve(buffer) : reject(new Error('the picture of the simulated paper cannot be decoded'))));
  });
