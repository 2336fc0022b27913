export * from './bench-broker.js';
export * from './bench-hub.js';
export * from './eventually.js';
export * from './bench-link.js';
export * from './counts.js';
