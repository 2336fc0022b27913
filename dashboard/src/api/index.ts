export * from './problem.js';
export * from './request.js';
