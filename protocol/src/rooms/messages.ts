import { z } from 'zod';
import { roomMessages } from '../wire/index.js';
import { occupancyConfidence, occupancyState } from './room.js';

/** How long ago something was, by the sender's monotonic clock: seconds. */
const age = z.number().nonnegative();

export const roomStateMessages = roomMessages('rooms', {
  occupancy: {
    direction: 'room-to-hub',
    retain: true,
    summary: 'Whether somebody is in the room, and how well that is known; on change and every 60 s. Ages, because clocks jump.',
    payload: z.object({
      state: occupancyState,
      confidence: occupancyConfidence,
      /** For how long the state has been so. */
      ageSeconds: age,
      /** Since the last sign of a person (motion, call, touch); 0 while it lasts, null when this boot has had none. */
      signAgeSeconds: age.nullable(),
      /** When the room was last vacant by a sensor in order; `untilAgeSeconds` is 0 while it lasts. Null: never in this boot. */
      lastVacant: z.object({ fromAgeSeconds: age, untilAgeSeconds: age }).nullable(),
    }),
    example: {
      state: 'occupied',
      confidence: 'sensed',
      ageSeconds: 310,
      signAgeSeconds: 12.5,
      lastVacant: { fromAgeSeconds: 5310, untilAgeSeconds: 310 },
    },
  },
  'occupancy-policy': {
    direction: 'hub-to-room',
    retain: true,
    summary: 'The rules of occupancy that hold at this point today',
    payload: z.object({ holdSeconds: z.number().positive() }),
    example: { holdSeconds: 180 },
  },
  touched: {
    direction: 'hub-to-room',
    retain: false,
    summary: 'Somebody touches the terminal of this room now; at most every 30 s. What it was for is not said.',
    payload: z.object({}),
    example: {},
  },
  display: {
    direction: 'hub-to-room',
    retain: true,
    summary: 'What the lamp says besides calls. A call always goes first.',
    payload: z.object({ lamp: z.enum(['quiet', 'announced-test']) }),
    example: { lamp: 'announced-test' },
  },
});
