import { describe, expect, test } from 'vitest';
import { simulatedCamera, type CameraChoice } from './camera-choice.js';
import { encoderText, senderPipeline, sourceText } from './pipeline.js';
import { ratePlan } from './rate-plan.js';

const key = Buffer.alloc(30, 7).toString('base64');
const usb: CameraChoice = { ...simulatedCamera, source: { kind: 'v4l2', path: '/dev/v4l/by-id/usb-IPEVO_V4K-video-index0' } };

describe('what GStreamer is told', () => {
  test('a USB camera: MJPEG of the wanted size first, and otherwise whatever it has', () => {
    expect(sourceText({ ...usb, width: 1920, height: 1080 })).toBe(
      'v4l2src device="/dev/v4l/by-id/usb-IPEVO_V4K-video-index0" do-timestamp=true' +
        ' ! capsfilter caps="image/jpeg,width=1920,height=1080,framerate=30/1;video/x-raw,width=1920,height=1080,framerate=30/1' +
        ';image/jpeg;video/x-raw" ! decodebin ! videoconvert ! video/x-raw,format=I420',
    );
  });

  test('the encoder of a Pi 4: constant rate, headers before each keyframe', () => {
    expect(encoderText('v4l2h264', ratePlan(600, 30))).toBe(
      'v4l2h264enc name=encoder extra-controls="controls,video_bitrate=600000,video_bitrate_mode=1,' +
        'h264_i_frame_period=600,repeat_sequence_header=1" ! video/x-h264,level=(string)4,profile=(string)constrained-baseline',
    );
  });

  test('on a Pi 4, a thin line slows the frames before they are encoded', () => {
    const text = senderPipeline(usb, 'v4l2h264', { key, host: '10.0.0.1', port: 5_004 }, ratePlan(140, 30));
    expect(text).toContain('valve name=gate drop=true ! videorate name=rate drop-only=true max-rate=10 ! v4l2h264enc');
    expect(text).toContain(`srtpenc key=${'07'.repeat(30)} rtp-cipher=aes-128-icm rtp-auth=hmac-sha1-80`);
    expect(text).toContain('udpsink host=10.0.0.1 port=5004 sync=false async=false');
  });
});
