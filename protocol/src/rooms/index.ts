export * from './messages.js';
export * from './room.js';
