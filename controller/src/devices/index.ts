export * from './clock-sync.js';
export * from './health.feature.js';
export * from './identify.feature.js';
export * from './machine.js';
