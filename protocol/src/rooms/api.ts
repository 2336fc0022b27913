import { z } from 'zod';
import { operations, slug } from '../wire/index.js';

export const roomOperations = operations('rooms', {
  noteTouch: {
    method: 'POST',
    path: '/rooms/{roomId}/touches',
    summary:
      'The terminal of the room is being touched; at most every 30 s. Nothing is kept, and a room that is away is not told.',
    parameters: z.object({ roomId: slug }),
    problems: ['room-unknown'],
  },
});
