export * from './duration.js';
export * from './envelope.js';
export * from './id.js';
export * from './operation.js';
export * from './problem.js';
export * from './topic.js';
