export * from './config.js';
export * from './help.js';
