export * from './bookings.data.js';
export * from './booking-words.js';
export * from './block-words.js';
export * from './booked-note.js';
export * from './booking-keys.js';
