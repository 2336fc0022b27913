export * from './api.js';
export * from './point.js';
export * from './policies.js';
