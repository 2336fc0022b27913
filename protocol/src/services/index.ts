export * from './api.js';
export * from './problems.js';
export * from './service.js';
