import { z } from 'zod';

/** Whether a controller is there. `stopped` is a clean end it announced itself; `lost` is anything else. */
export const presenceState = z.enum(['online', 'stopped', 'lost']);
export type PresenceState = z.infer<typeof presenceState>;
