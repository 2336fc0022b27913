export * from './hardware.js';
