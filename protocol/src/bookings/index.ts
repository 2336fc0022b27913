export * from './api.js';
export * from './booking.js';
export * from './channel.js';
export * from './customer.js';
export * from './free-time.js';
export * from './identity-code.js';
export * from './live.js';
export * from './problems.js';
