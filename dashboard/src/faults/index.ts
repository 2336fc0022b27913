export * from './fault-words.js';
