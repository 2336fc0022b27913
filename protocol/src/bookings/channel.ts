import { z } from 'zod';

/**
 * By which way a time was booked: at the desk, by ringing the point, the authority's phone service, the town's service number,
 * or not beforehand at all.
 */
export const bookingChannel = z.enum(['on-site', 'point-phone', 'authority-phone', 'service-number', 'walk-in']);
export type BookingChannel = z.infer<typeof bookingChannel>;
