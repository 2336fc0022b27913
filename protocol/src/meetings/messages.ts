import { z } from 'zod';
import { id, roomMessages } from '../wire/index.js';
import { documentCameraState } from './document-camera.js';

const mountpointId = '0193f5a2-7777-7aaa-8bbb-000000000001';

export const meetingMessages = roomMessages('meetings', {
  'document-camera': {
    direction: 'room-to-hub',
    retain: true,
    summary: 'State of the document camera; on change and every 60 s. States, never a picture.',
    payload: z.object({
      state: documentCameraState,
      /** The lease it runs on; null when off. */
      mountpointId: id.nullable(),
      width: z.int().positive().nullable(),
      height: z.int().positive().nullable(),
      framesPerSecond: z.number().nonnegative().nullable(),
      /** Why, in words for the maintainer, when something is wrong. */
      detail: z.string().max(500).optional(),
    }),
    example: { state: 'live', mountpointId, width: 1280, height: 720, framesPerSecond: 30 },
  },
  'document-camera-lease': {
    direction: 'hub-to-room',
    retain: false,
    summary: 'Capture until the lease lapses by the controller’s monotonic clock. The same id renews, another id restarts.',
    payload: z.object({
      mountpointId: id,
      /** 15 while needed; 0 ends it at once. */
      leaseSeconds: z.number().min(0).max(60),
      /** SRTP master key and salt for AES_CM_128_HMAC_SHA1_80 (RFC 3711): 30 bytes, base64. Never logged or retained. */
      key: z.base64().length(40),
      /** Where the media server listens for RTP. */
      host: z.string(),
      port: z.int().min(1).max(65_535),
      kbps: z.int().min(50).max(20_000),
      /** Where the media server listens for RTCP, at the same host: the sender says hello there and hears who needs a keyframe. */
      rtcpPort: z.int().min(1).max(65_535).optional(),
      /** Asks for a keyframe now: a viewer has just come. The sender gives at most one each 2 s. */
      keyframe: z.boolean().optional(),
    }),
    example: {
      mountpointId,
      leaseSeconds: 15,
      key: 'AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwd',
      host: '127.0.0.1',
      port: 21000,
      kbps: 2000,
      rtcpPort: 21001,
    },
  },
});
