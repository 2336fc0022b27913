export * from './action.js';
export * from './entry.js';
