export * from './api.js';
export * from './call.js';
export * from './messages.js';
export * from './problems.js';
export * from './shift.js';
