export * from './room-status.js';
export * from './room-words.js';
