export * from './api.js';
export * from './hours.js';
export * from './point.js';
export * from './policies.js';
export * from './problems.js';
