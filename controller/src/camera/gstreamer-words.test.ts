import { expect, test } from 'vitest';
import { cameraFault } from './gstreamer-words.js';

/** What GStreamer 1.22 says here or, where a real camera is needed, what its source (sys/v4l2) prints. */
const said: [string, string, string | undefined][] = [
  [
    "Cannot identify device '/dev/video99'.",
    '../sys/v4l2/v4l2_calls.c(608): gst_v4l2_open (): /GstPipeline:pipeline0/GstV4l2Src:v4l2src0:\nsystem error: No such file or directory',
    'no-device',
  ],
  [
    "Error getting capabilities for device '/dev/null': It isn't a v4l2 driver. Check if it is a v4l1 driver.",
    'v4l2_calls.c(91): gst_v4l2_get_capabilities ():\nsystem error: Inappropriate ioctl for device',
    'wrong-device',
  ],
  ["This isn't a device '/etc/passwd'.", 'x\nsystem error: Inappropriate ioctl for device', 'wrong-device'],
  [
    "Device '/dev/video11' is not a capture device.",
    'v4l2_calls.c(640): gst_v4l2_open ():\nCapabilities: 0x4204000',
    'wrong-device',
  ],
  ["Device '/dev/video0' is busy", 'gstv4l2object.c(3999):\nCall to S_FMT failed: Device or resource busy', 'busy'],
  ['Could not read from resource.', 'gstv4l2bufferpool.c(1060):\npoll error 1: No such device (19)', 'no-device'],
  ['Internal data stream error.', 'gstbasesrc.c(3127):\nstreaming stopped, reason not-negotiated (-4)', 'wrong-device'],
  ['Internal data stream error.', 'gstbasesrc.c(3127):\nstreaming stopped, reason error (-5)', 'failed'],
];

test.each(said)('%s', (message, debug, state) => {
  const fault = cameraFault({ message, debug });
  expect(fault.state).toBe(state);
  expect(fault.detail).toContain(message);
});

test('an error without words is still a failure', () => {
  expect(cameraFault({})).toEqual({ state: 'failed', detail: 'GStreamer: unknown error' });
});
