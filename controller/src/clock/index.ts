export * from './back-off.js';
export * from './clock.js';
export * from './manual-clock.js';
