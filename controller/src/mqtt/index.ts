export * from './room-link.js';
