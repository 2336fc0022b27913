export * from './api.js';
export * from './lamp.js';
export * from './messages.js';
export * from './room.js';
