import { z } from 'zod';
import { instant, roomMessages } from '../wire/index.js';

/** What a controller can find wrong with itself. */
export const selfCheckCode = z.enum([
  'outbox-not-writable',
  'press-refused',
  'document-camera-failed',
  'driver-failed',
  'button-stuck',
  'battery-low',
  'sensor-suspect',
]);
export type SelfCheckCode = z.infer<typeof selfCheckCode>;

/** Every fault of a room. `credential-copied` only the hub can find: two machines come in as this room by turns. */
export const faultCode = z.enum([...selfCheckCode.options, 'credential-copied']);
export type FaultCode = z.infer<typeof faultCode>;

/** What only a maintainer needs to know: calls go through. */
const quietFaults: ReadonlySet<string> = new Set<FaultCode>(['battery-low', 'credential-copied']);

/** Whether the lamp in the room tells people of this fault; also of one that only a newer room knows. */
export const isSeenOnLamp = (code: string): boolean => !quietFaults.has(code);

export const faultMessages = roomMessages('faults', {
  'self-check': {
    direction: 'room-to-hub',
    retain: true,
    summary: 'Everything that the controller finds wrong now; on change and every 60 s. An empty list means all is well.',
    payload: z.object({
      faults: z.array(z.object({ code: selfCheckCode, since: instant, detail: z.string().max(500).optional() })),
    }),
    example: {
      faults: [{ code: 'outbox-not-writable', since: '2026-11-24T07:40:00.000Z', detail: 'ENOSPC: no space left on device' }],
    },
  },
});
