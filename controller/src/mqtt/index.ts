export * from './mqtt-link.js';
export * from './room-link.js';
export * from './room-access.js';
