export * from './place.js';
export * from './rights.js';
