export * from './api.js';
export * from './device.js';
export * from './enrolment.js';
export * from './messages.js';
export * from './presence.js';
