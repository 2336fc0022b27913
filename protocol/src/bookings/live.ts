import { z } from 'zod';
import { day } from '../points/hours.js';
import { slug } from '../wire/index.js';

/**
 * Says that something changed in the rooms of a point for an authority on a day: no booking and no person is in it, so pages that show
 * the day read it again. `id` is `pointId/authorityId/day`.
 */
export const bookingDay = z.object({
  id: z.string(),
  version: z.int().nonnegative(),
  pointId: slug,
  authorityId: slug,
  day,
});
export type BookingDay = z.infer<typeof bookingDay>;
