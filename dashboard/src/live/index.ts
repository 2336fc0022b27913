export * from './known.js';
export * from './line.js';
export * from './live-controller.js';
