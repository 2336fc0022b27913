export * from './action.js';
export * from './api.js';
export * from './entry.js';
