import { z } from 'zod';
import { instant, roomMessages } from '../wire/index.js';
import { occupancyState } from './room.js';

export const roomStateMessages = roomMessages('rooms', {
  occupancy: {
    direction: 'room-to-hub',
    retain: true,
    summary: 'Whether somebody is in the room; on change and every 60 s',
    payload: z.object({ state: occupancyState, since: instant }),
    example: { state: 'occupied', since: '2026-11-24T07:49:10.000Z' },
  },
  display: {
    direction: 'hub-to-room',
    retain: true,
    summary: 'What the lamp says besides calls. A call always goes first.',
    payload: z.object({ lamp: z.enum(['quiet', 'announced-test']) }),
    example: { lamp: 'announced-test' },
  },
});
