export * from './self-check.js';
