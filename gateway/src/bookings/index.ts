export { BookingChangeEntity } from './booking-change.entity.js';
export { BookingEntity } from './booking.entity.js';
export { bookingErasure } from './bookings.erasure.js';
export { BookingsModule } from './bookings.module.js';
export { ClaimEntity } from './claim.entity.js';
export { HoldEntity } from './hold.entity.js';
export { Lapses } from './lapses.js';
export { QueueEntryEntity } from './queue-entry.entity.js';
