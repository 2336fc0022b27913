export * from './booking-words.js';
export * from './bookings.data.js';
