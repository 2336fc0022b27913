import { z } from 'zod';
import { id, instant, slug } from '../wire/index.js';

/** An advisor at work. Only a page on shift counts as connected (DESIGN §3.5). */
export const shift = z.object({
  id,
  version: z.int().nonnegative(),
  /** The name of the advisor's account. */
  name: z.string().trim().min(1).max(80),
  pointIds: z.array(slug).min(1),
  startedAt: instant,
  /** Whether a page of this shift answered the hub's heartbeat lately. */
  isConnected: z.boolean(),
});
export type Shift = z.infer<typeof shift>;
